import type { Terms } from '../api/client';
import { formatDay } from '../lib/time';
import { t } from '../text/en';

type Document = Terms['documents'][number];

const anchor = (document: Document, index: number) => `${document.id}-${index + 1}`;

const goTo = (id: string) => {
  const target = document.getElementById(id);
  target?.scrollIntoView();
  target?.focus({ preventScroll: true });
};

/** One document: what it is in short, its contents, its sections. */
function LegalDocument({ terms, document }: { terms: Terms; document: Document }) {
  return (
    <article
      aria-labelledby={document.id}
      className="rounded-lg border border-line bg-surface p-5 shadow-card sm:p-8"
    >
      <h2 id={document.id} tabIndex={-1} className="scroll-mt-18 font-semibold text-xl outline-none">
        {document.title}
      </h2>
      <p className="mt-1 text-ink-3 text-xs">
        {t.terms.lastUpdated(formatDay(terms.lastUpdated, 'UTC'))} ·{' '}
        <span className="whitespace-nowrap">{t.terms.version(terms.version)}</span>
      </p>
      <p className="mt-4 max-w-prose text-ink-2 text-lg">{document.summary}</p>
      <nav aria-label={`${t.terms.contents}: ${document.title}`} className="mt-6 rounded-md bg-sunken p-4">
        <p className="font-medium text-ink-3 text-xs">{t.terms.contents}</p>
        <ol className="mt-1.5 columns-1 gap-8 text-sm sm:columns-2">
          {document.sections.map((section, index) => (
            <li key={section.heading}>
              <button
                type="button"
                onClick={() => goTo(anchor(document, index))}
                className="min-h-6 rounded-sm py-0.5 text-left text-accent-ink underline-offset-4 hover:underline"
              >
                {section.heading}
              </button>
            </li>
          ))}
        </ol>
      </nav>
      {document.sections.map((section, index) => (
        <section key={section.heading} className="mt-7 max-w-prose">
          <h3
            id={anchor(document, index)}
            tabIndex={-1}
            className="scroll-mt-18 font-semibold text-lg outline-none"
          >
            {section.heading}
          </h3>
          {section.paragraphs.map((paragraph) => (
            <p key={paragraph} className="mt-2 text-ink-2 leading-6">
              {paragraph}
            </p>
          ))}
          {section.points && section.points.length > 0 && (
            <ul className="mt-2 list-disc space-y-1 pl-5 text-ink-2 leading-6 marker:text-ink-3">
              {section.points.map((point) => (
                <li key={point}>{point}</li>
              ))}
            </ul>
          )}
        </section>
      ))}
    </article>
  );
}

/** Both documents, one below the other, with a way from the top to each. */
export function LegalDocuments({ terms }: { terms: Terms }) {
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap gap-2">
        {terms.documents.map(({ id, title }) => (
          <button
            key={id}
            type="button"
            onClick={() => goTo(id)}
            className="control inline-flex items-center border border-line bg-surface px-3 font-medium text-ink-2 hover:bg-hover hover:text-ink"
          >
            {t.terms.read(title)}
          </button>
        ))}
      </div>
      {terms.documents.map((document) => (
        <LegalDocument key={document.id} terms={terms} document={document} />
      ))}
    </div>
  );
}
