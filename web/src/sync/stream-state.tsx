import {
  CircleCheck,
  CircleSlash,
  Clock,
  CloudDownload,
  Hourglass,
  type LucideIcon,
  TriangleAlert,
} from 'lucide-react';
import type { ShownState } from '../shell/sync-state';
import { t } from '../text/en';
import { Badge, type Tone } from '../ui/badge';

const looks: Record<ShownState, { tone: Tone; Icon: LucideIcon }> = {
  waiting: { tone: 'neutral', Icon: Hourglass },
  importing: { tone: 'info', Icon: CloudDownload },
  'catching-up': { tone: 'info', Icon: CloudDownload },
  'in-step': { tone: 'pos', Icon: CircleCheck },
  delayed: { tone: 'warn', Icon: Clock },
  off: { tone: 'neutral', Icon: CircleSlash },
  failing: { tone: 'neg', Icon: TriangleAlert },
};

/** The state of a stream as an icon and a word; the colour only repeats it. */
export function StreamState({ state, children }: { state: ShownState; children?: string }) {
  const { tone, Icon } = looks[state];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden="true" className="size-3 flex-none" />
      {children ?? t.streams.states[state]}
    </Badge>
  );
}
