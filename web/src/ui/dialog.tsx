import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { t } from '../text/en';
import { IconButton } from './button';
import { cx } from './cx';

/** A modal dialog on the browser's own element, which keeps the focus inside and gives it back. */
export function Dialog({
  open,
  onClose,
  title,
  children,
  drawer,
}: {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  drawer?: boolean;
}) {
  const titleId = useId();
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    if (open && !dialog.open) dialog.showModal();
    if (!open && dialog.open) dialog.close();
  }, [open]);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click on the backdrop is a shortcut; Escape closes by itself
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === ref.current) onClose();
      }}
      className={cx(
        'bg-raised p-0 shadow-popup',
        drawer
          ? 'drawer m-0 h-dvh max-h-none w-64 max-w-[85vw] border-line border-r'
          : 'w-[30rem] max-w-[calc(100vw-2rem)] rounded-lg border border-line',
      )}
    >
      {open && (
        <div className={cx('flex flex-col', drawer && 'h-full')}>
          <div
            className={cx(
              'flex items-center justify-between',
              drawer ? 'sr-only' : 'border-line border-b py-2 pr-2 pl-4',
            )}
          >
            <h2 id={titleId} className="font-semibold text-lg">
              {title}
            </h2>
            {!drawer && (
              <IconButton label={t.common.close} onClick={onClose}>
                <X aria-hidden="true" className="size-4" />
              </IconButton>
            )}
          </div>
          {children}
        </div>
      )}
    </dialog>
  );
}
