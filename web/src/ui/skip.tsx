import { t } from '../text/en';

/** The first stop of the keyboard: past the navigation. */
export const SkipLink = () => (
  // biome-ignore lint/a11y/useValidAnchor: it is a way to a place on the page, which a script must take
  <a
    href="#content"
    className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-40 focus:rounded-md focus:bg-raised focus:px-3 focus:py-2 focus:shadow-popup"
    onClick={(event) => {
      // The document's <base> would turn a bare fragment into a way to the start page.
      event.preventDefault();
      document.getElementById('content')?.focus();
    }}
  >
    {t.common.skip}
  </a>
);
