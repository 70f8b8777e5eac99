import { type ReactNode, useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { t } from '../text/en';
import { cx } from './cx';

let shown: string | undefined;

/** Titles the document and, after moving from another page, puts the focus on the heading. */
export function usePageHeading(title: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [path] = useLocation();
  useEffect(() => {
    document.title = t.title(title);
  }, [title]);
  useEffect(() => {
    if (shown !== undefined && shown !== path) {
      heading.current?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
    shown = path;
  }, [path]);
  return heading;
}

/** A page inside the shell: its heading, its actions, its content. */
export function Page({
  title,
  heading = title,
  aside,
  narrow,
  children,
}: {
  title: string;
  heading?: string;
  aside?: ReactNode;
  narrow?: boolean;
  children: ReactNode;
}) {
  const ref = usePageHeading(title);
  return (
    <div
      className={cx('mx-auto flex w-full max-w-[1320px] flex-col gap-4 p-4 lg:p-6', narrow && '*:max-w-4xl')}
    >
      <div className="flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h1 ref={ref} tabIndex={-1} className="font-semibold text-xl">
          {heading}
        </h1>
        {aside}
      </div>
      {children}
    </div>
  );
}
