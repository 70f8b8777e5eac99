import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { asApiError } from '../api/client';
import { t } from '../text/en';
import { Button } from './button';
import { Copy } from './copy';

/** Why there is nothing, and the one thing to do about it. */
export function EmptyState({
  icon,
  title,
  children,
  action,
  heading: Heading = 'h2',
}: {
  icon: ReactNode;
  title: string;
  children: ReactNode;
  action?: ReactNode;
  heading?: 'h1' | 'h2';
}) {
  return (
    <div className="flex flex-col items-center px-4 py-12 text-center">
      <span
        aria-hidden="true"
        className="mb-3 grid size-10 place-items-center rounded-full bg-neutral-soft text-ink-2"
      >
        {icon}
      </span>
      <Heading className="font-semibold text-lg" tabIndex={Heading === 'h1' ? -1 : undefined}>
        {title}
      </Heading>
      <p className="mt-1 max-w-md text-balance text-ink-2">{children}</p>
      {action && <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}

/** The sentence for an error: the interface's own where it has one. */
export function errorSentence(error: unknown): string {
  const { code, problem, status } = asApiError(error);
  const known: Record<string, unknown> = t.errors;
  const own = known[code];
  if (typeof own === 'string') return own;
  if (problem?.detail) return problem.detail;
  return status >= 500 ? t.errors.unavailable : t.errors.other;
}

/** The code by which support finds the request, ready to be copied. */
export function SupportCode({ error }: { error: unknown }) {
  const { supportCode } = asApiError(error);
  if (!supportCode) return null;
  return (
    <span className="inline-flex items-center gap-1 text-ink-3 text-xs">
      {t.common.supportCode} <code className="font-sans tabular">{supportCode}</code>
      <Copy text={supportCode} what={t.common.supportCode.toLowerCase()} />
    </span>
  );
}

/** What went wrong in plain words, a way to try again, and the support code. */
export function ErrorState({
  error,
  onRetry,
  title = t.errors.title,
}: {
  error: unknown;
  onRetry?: () => void;
  title?: string;
}) {
  return (
    <div role="alert" className="flex flex-col items-center px-4 py-12 text-center">
      <span
        aria-hidden="true"
        className="mb-3 grid size-10 place-items-center rounded-full bg-neg-soft text-neg"
      >
        <CircleAlert className="size-5" />
      </span>
      <h2 className="font-semibold text-lg">
        {asApiError(error).status === 403 ? t.errors.forbiddenTitle : title}
      </h2>
      <p className="mt-1 mb-4 max-w-md text-balance text-ink-2">{errorSentence(error)}</p>
      {onRetry && <Button onClick={onRetry}>{t.common.tryAgain}</Button>}
      <div className="mt-3">
        <SupportCode error={error} />
      </div>
    </div>
  );
}
