import type { ReactNode } from 'react';
import { cx } from './cx';

/** A surface that holds one thing. */
export function Card({
  children,
  className,
  padded = true,
  label,
}: {
  children: ReactNode;
  className?: string;
  padded?: boolean;
  label?: string;
}) {
  return (
    <section
      aria-label={label}
      className={cx('rounded-lg border border-line bg-surface shadow-card', padded && 'p-4', className)}
    >
      {children}
    </section>
  );
}
