import { cx } from './cx';

/** A placeholder of the size of what is to come; it appears only when loading takes a moment. */
export const Skeleton = ({ className }: { className: string }) => (
  <span aria-hidden="true" className={cx('skeleton block', className)} />
);
