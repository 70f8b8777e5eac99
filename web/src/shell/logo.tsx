/** The mark: a ledger page. */
export const Mark = ({ className = 'size-7' }: { className?: string }) => (
  <svg viewBox="0 0 32 32" aria-hidden="true" className={className}>
    <rect width="32" height="32" rx="7" className="fill-accent" />
    <path
      d="M10 11.5h12M10 16h8M10 20.5h10"
      className="stroke-on-accent"
      strokeWidth="2.6"
      strokeLinecap="round"
      fill="none"
    />
  </svg>
);
