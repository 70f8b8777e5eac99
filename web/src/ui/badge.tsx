import type { ReactNode } from 'react';
import { cx } from './cx';

export type Tone = 'neutral' | 'pos' | 'warn' | 'neg' | 'info' | 'accent';

const tones: Record<Tone, string> = {
  neutral: 'bg-neutral-soft text-neutral',
  pos: 'bg-pos-soft text-pos',
  warn: 'bg-warn-soft text-warn',
  neg: 'bg-neg-soft text-neg',
  info: 'bg-info-soft text-info',
  accent: 'bg-accent-soft text-accent-ink',
};

/** A short word about a state; the dot and the tone only repeat what the word says. */
export function Badge({
  tone = 'neutral',
  dot,
  children,
}: {
  tone?: Tone;
  dot?: boolean;
  children: ReactNode;
}) {
  return (
    <span
      className={cx(
        'inline-flex h-5 items-center gap-1.5 rounded-full px-2 font-medium text-xs whitespace-nowrap',
        tones[tone],
      )}
    >
      {dot && <span aria-hidden="true" className="dot size-1.5 rounded-full bg-current" />}
      {children}
    </span>
  );
}
