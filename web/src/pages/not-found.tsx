import { t } from '../text/en';
import { LinkButton } from '../ui/button';
import { usePageHeading } from '../ui/page';

/** An address that leads nowhere. */
export default function NotFound() {
  const heading = usePageHeading(t.notFound.page);
  return (
    <div className="mx-auto flex max-w-md flex-col items-start gap-4 px-4 py-20">
      <p className="text-ink-3 text-xs tabular">404</p>
      <h1 ref={heading} tabIndex={-1} className="font-semibold text-xl">
        {t.notFound.title}
      </h1>
      <p className="text-ink-2">{t.notFound.text}</p>
      <LinkButton look="primary" href="/">
        {t.notFound.toStart}
      </LinkButton>
    </div>
  );
}
