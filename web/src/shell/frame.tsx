import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { t } from '../text/en';
import { SkipLink } from '../ui/skip';
import { Mark } from './logo';
import { ThemeSwitch } from './theme-switch';

/** The frame of pages that stand before the application: the mark, the theme, the content. */
export function Frame({
  children,
  actions,
  wide,
  bar,
}: {
  children: ReactNode;
  actions?: ReactNode;
  wide?: boolean;
  /** Stays at the bottom of the window, across its whole width. */
  bar?: ReactNode;
}) {
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <header className="border-line border-b bg-surface">
        <div
          className={`mx-auto flex h-13 items-center gap-3 px-4 lg:px-6 ${wide ? 'max-w-6xl' : 'max-w-4xl'}`}
        >
          <Link
            href="/"
            aria-label={t.nav.home}
            className="flex items-center gap-2.5 rounded-md font-semibold text-base"
          >
            <Mark className="size-6" />
            {t.product}
          </Link>
          <div className="ml-auto flex items-center gap-2">
            <ThemeSwitch />
            {actions}
          </div>
        </div>
      </header>
      <main
        id="content"
        tabIndex={-1}
        className={`mx-auto w-full flex-1 outline-none ${wide ? 'max-w-6xl' : 'max-w-4xl'}`}
      >
        {children}
      </main>
      {bar}
      <footer className="mx-auto flex w-full max-w-6xl justify-center px-6 py-6 text-ink-3 text-xs">
        <Link href="/terms" className="rounded-sm underline-offset-4 hover:underline">
          {t.nav.terms}
        </Link>
      </footer>
    </div>
  );
}
