import { Check, Copy as CopyIcon } from 'lucide-react';
import { useEffect, useState } from 'react';
import { t } from '../text/en';
import { cx } from './cx';
import { toast } from './toasts';

/** Copies a text and shows for a moment that it did. The label of a `secret` one does not repeat it. */
export function Copy({
  text,
  what,
  className,
  secret,
}: {
  text: string;
  what: string;
  className?: string;
  secret?: boolean;
}) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1_500);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      toast(t.common.copied, 'quiet');
    } catch {
      toast(t.common.copyFailed, 'error');
    }
  };
  return (
    <button
      type="button"
      onClick={copy}
      aria-label={secret ? t.common.copy(what) : `${t.common.copy(what)} ${text}`}
      title={t.common.copy(what)}
      className={cx(
        '-my-0.5 inline-grid size-6 flex-none place-items-center rounded-sm text-ink-3 hover:bg-hover hover:text-ink',
        className,
      )}
    >
      {copied ? (
        <Check aria-hidden="true" className="size-3.5 text-pos" />
      ) : (
        <CopyIcon aria-hidden="true" className="size-3.5" />
      )}
    </button>
  );
}
