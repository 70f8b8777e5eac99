import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx';

const kinds = {
  info: { look: 'bg-info-soft text-info', Icon: Info },
  pos: { look: 'bg-pos-soft text-pos', Icon: CircleCheck },
  warn: { look: 'bg-warn-soft text-warn', Icon: TriangleAlert },
  neg: { look: 'bg-neg-soft text-neg', Icon: CircleAlert },
};

/** A sentence about the whole page, with at most one way on. */
export function Banner({
  kind,
  children,
  action,
  role,
}: {
  kind: keyof typeof kinds;
  children: ReactNode;
  action?: ReactNode;
  role?: 'status' | 'alert';
}) {
  const { look, Icon } = kinds[kind];
  return (
    <div
      role={role}
      className={cx('flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg px-4 py-2.5 text-sm', look)}
    >
      <Icon aria-hidden="true" className="size-4 flex-none" />
      <div className="min-w-0 flex-1 basis-52 text-ink">{children}</div>
      {action}
    </div>
  );
}
