import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { StreamSync } from '../api/client';
import { syncQuery } from '../api/queries';
import { useNow } from '../lib/hooks';
import { formatRelative } from '../lib/time';
import { t } from '../text/en';
import { cx } from '../ui/cx';
import { preload } from './pages';
import { orderStream, percentOf } from './sync-state';

const dots: Record<StreamSync['state'], string> = {
  waiting: 'bg-info',
  importing: 'bg-info',
  'in-step': 'bg-pos',
  delayed: 'bg-warn',
  off: 'bg-neutral',
  failing: 'bg-neg',
};

/** How current the shop's orders are, always in sight; leads to the details. */
export function SyncNote({ shopId }: { shopId: string }) {
  const { data } = useQuery(syncQuery(shopId));
  const now = useNow();
  const stream = orderStream(data);
  if (!stream) return null;
  const text =
    stream.state === 'importing'
      ? t.streams.importing(percentOf(stream))
      : stream.state === 'in-step' && stream.asOf
        ? t.streams.synced(formatRelative(stream.asOf, now))
        : `${t.streams.states[stream.state]}${stream.asOf ? `, ${t.streams.asOf(formatRelative(stream.asOf, now))}` : ''}`;
  return (
    <Link
      href={`/shops/${shopId}/sync`}
      onMouseEnter={() => preload('sync')}
      onFocus={() => preload('sync')}
      className="hidden h-8 items-center gap-2 rounded-md px-2 text-ink-2 text-xs hover:bg-hover hover:text-ink md:flex"
    >
      <span aria-hidden="true" className={cx('dot size-2 rounded-full', dots[stream.state])} />
      {text}
    </Link>
  );
}
