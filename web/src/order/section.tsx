import type { ReactNode } from 'react';
import { Card } from '../ui/card';
import { cx } from '../ui/cx';

/** One part of an order's page: its heading, what it says, and a note below. */
export function Section({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <Card padded={false} label={title} className="min-w-0">
      <h2 className="border-line border-b px-4 py-2.5 font-semibold">{title}</h2>
      <div className="px-4 py-3">{children}</div>
      {note && <p className="border-line border-t px-4 py-2 text-ink-3 text-xs">{note}</p>}
    </Card>
  );
}

/** A name and what it stands for; the `total` of what is above stands apart. */
export const Row = ({ name, total, children }: { name: string; total?: boolean; children: ReactNode }) => (
  <div
    className={cx(
      'flex items-baseline justify-between gap-4 py-1 text-sm',
      total && 'mt-1 border-line border-t font-semibold',
    )}
  >
    <dt className={total ? undefined : 'text-ink-2'}>{name}</dt>
    <dd className="min-w-0 text-right break-words">{children}</dd>
  </div>
);
