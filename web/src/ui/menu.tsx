import { type ReactNode, type ToggleEvent, useId, useRef } from 'react';
import { cx } from './cx';

/** A button that opens a popover beside it. Escape, a click elsewhere and moving on close it. */
export function Popover({
  label,
  button,
  buttonClass,
  align = 'start',
  panelClass,
  children,
}: {
  label: string;
  button: ReactNode;
  buttonClass?: string;
  align?: 'start' | 'end';
  panelClass?: string;
  children: (close: () => void) => ReactNode;
}) {
  const id = useId();
  const anchor = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDialogElement>(null);
  const close = () => panel.current?.hidePopover?.();

  const place = (event: ToggleEvent<HTMLDialogElement>) => {
    if (event.newState !== 'open' || !anchor.current || !panel.current) return;
    const box = anchor.current.getBoundingClientRect();
    const { style } = panel.current;
    style.top = `${box.bottom + 4}px`;
    style.maxHeight = `calc(100dvh - ${box.bottom + 12}px)`;
    if (align === 'start') style.left = `${box.left}px`;
    else style.right = `${document.documentElement.clientWidth - box.right}px`;
  };

  return (
    <>
      <button
        ref={anchor}
        type="button"
        aria-label={label}
        title={label}
        popoverTarget={id}
        className={buttonClass}
      >
        {button}
      </button>
      <dialog
        ref={panel}
        id={id}
        popover="auto"
        aria-label={label}
        onBeforeToggle={place}
        className={cx('popup', panelClass)}
      >
        {children(close)}
      </dialog>
    </>
  );
}
