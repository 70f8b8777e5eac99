import { LockKeyhole, RefreshCw, Search } from 'lucide-react';
import { Link } from 'wouter';
import { signIn } from '../auth/session';
import { Frame } from '../shell/frame';
import { t } from '../text/en';
import { Button } from '../ui/button';
import { usePageHeading } from '../ui/page';

const icons = [RefreshCw, Search, LockKeyhole];

/** What SellerKit is, for somebody who is not signed in. */
export function Landing() {
  const heading = usePageHeading(t.landing.title);
  return (
    <Frame wide actions={<Button onClick={() => signIn({ returnTo: '/' })}>{t.common.signIn}</Button>}>
      <div className="px-4 pt-14 pb-10 sm:pt-24 lg:px-6">
        <h1 ref={heading} tabIndex={-1} className="max-w-2xl text-balance font-semibold text-3xl">
          {t.landing.heading}
        </h1>
        <p className="mt-4 max-w-xl text-ink-2 text-lg">{t.landing.lead}</p>
        <div className="mt-7 flex flex-wrap gap-3">
          <Button look="primary" onClick={() => signIn({ returnTo: '/', signUp: true })}>
            {t.common.createAccount}
          </Button>
          <Button onClick={() => signIn({ returnTo: '/' })}>{t.common.signIn}</Button>
        </div>
        <ul className="mt-16 grid gap-4 md:grid-cols-3">
          {t.landing.points.map(({ title, text }, index) => {
            const Icon = icons[index] ?? LockKeyhole;
            return (
              <li key={title} className="rounded-lg border border-line bg-surface p-5 shadow-card">
                <Icon aria-hidden="true" className="size-5 text-accent-ink" />
                <h2 className="mt-3 font-semibold text-lg">{title}</h2>
                <p className="mt-1 text-ink-2">{text}</p>
              </li>
            );
          })}
        </ul>
        <p className="mt-8">
          <Link href="/terms" className="rounded-sm text-accent-ink underline underline-offset-4">
            {t.landing.terms}
          </Link>
        </p>
      </div>
    </Frame>
  );
}
