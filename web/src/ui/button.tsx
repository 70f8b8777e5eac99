import type { ComponentProps, ReactNode } from 'react';
import { Link } from 'wouter';
import { cx } from './cx';

type Look = 'primary' | 'secondary' | 'quiet' | 'danger';

const looks: Record<Look, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover border-transparent',
  secondary: 'bg-surface text-ink border-edge hover:bg-hover',
  quiet: 'bg-transparent text-ink-2 border-transparent hover:bg-hover hover:text-ink',
  danger: 'bg-surface text-neg border-edge hover:bg-neg-soft',
};

const shape = (look: Look, wide?: boolean) =>
  cx(
    'control inline-flex items-center justify-center gap-2 border px-3 font-medium whitespace-nowrap select-none',
    'transition-colors duration-100 aria-disabled:opacity-60 aria-disabled:cursor-default disabled:opacity-60',
    looks[look],
    wide && 'w-full',
  );

interface Common {
  look?: Look;
  wide?: boolean;
  icon?: ReactNode;
}

/** A button; while `busy` it keeps its place and focus, says so, and does nothing. */
export function Button({
  look = 'secondary',
  wide,
  icon,
  busy,
  className,
  children,
  onClick,
  type = 'button',
  ...rest
}: ComponentProps<'button'> & Common & { busy?: boolean }) {
  return (
    <button
      {...rest}
      type={type}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={cx(shape(look, wide), className)}
    >
      {icon}
      {children}
    </button>
  );
}

/** A link inside the application that looks like a button. */
export function LinkButton({
  look = 'secondary',
  wide,
  icon,
  href,
  children,
  onClick,
}: Common & { href: string; children: ReactNode; onClick?: () => void }) {
  return (
    <Link href={href} onClick={onClick} className={shape(look, wide)}>
      {icon}
      {children}
    </Link>
  );
}

/** A link that leads out of the application, into a tab of its own. */
export function OutsideLink({
  look = 'secondary',
  icon,
  href,
  hint,
  children,
}: Common & { href: string; hint: string; children: ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer" className={shape(look)}>
      {children}
      {icon}
      <span className="sr-only">{hint}</span>
    </a>
  );
}

/** A square button with an icon; its label is its name and its tip. */
export function IconButton({
  label,
  className,
  children,
  ...rest
}: Omit<ComponentProps<'button'>, 'aria-label' | 'title'> & { label: string }) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      title={label}
      className={cx(
        'control inline-flex w-8 items-center justify-center border border-transparent text-ink-2 hover:bg-hover hover:text-ink pointer-coarse:w-10',
        className,
      )}
    >
      {children}
    </button>
  );
}
