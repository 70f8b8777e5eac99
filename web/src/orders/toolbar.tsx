import { useEffect, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { t } from '../text/en';
import { cx } from '../ui/cx';
import {
  isDay,
  type OrderFilter,
  type RangeName,
  rangeDays,
  rangeName,
  STATUSES,
  writeFilter,
} from './filter';
import { statusName } from './status';

/** One link a status; the address says which is chosen. */
export function StatusTabs({ path, filter }: { path: string; filter: OrderFilter }) {
  const row = useRef<HTMLElement>(null);
  const { status, from, to, zone, q } = filter;
  const current = q ? undefined : (status ?? '');
  // A status that is newer than this application is still shown as the chosen one.
  const known: string[] = [...STATUSES];
  const statuses = status && !known.includes(status) ? [...known, status] : known;
  useEffect(() => {
    if (current === undefined) return;
    const chosen = row.current?.querySelector('[aria-current]');
    if (row.current && chosen instanceof HTMLElement) {
      row.current.scrollLeft = chosen.offsetLeft - row.current.clientWidth / 2 + chosen.offsetWidth / 2;
    }
  }, [current]);

  return (
    <nav
      ref={row}
      aria-label={t.orders.tabs}
      className="fade-end hide-scrollbar -mx-1 relative flex min-w-0 flex-1 gap-0.5 overflow-x-auto p-1 pr-6 max-sm:basis-full"
    >
      {['', ...statuses].map((each) => (
        <Link
          key={each}
          href={path + writeFilter({ status: each || undefined, from, to, zone })}
          aria-current={each === current ? 'true' : undefined}
          className={cx(
            'control flex h-8 flex-none items-center px-2.5 focus-inset pointer-coarse:h-10',
            each === current
              ? 'bg-neutral-soft font-medium text-ink'
              : 'text-ink-2 hover:bg-hover hover:text-ink',
          )}
        >
          {each ? statusName(each) : t.orders.all}
        </Link>
      ))}
    </nav>
  );
}

const names: RangeName[] = ['any', 'today', '7d', '30d', 'custom'];
const field = 'control h-8 border border-edge bg-surface px-2 text-ink hover:bg-hover pointer-coarse:h-10';

/** When the orders were placed: a named range, or two days. */
export function DateRange({ path, filter, zone }: { path: string; filter: OrderFilter; zone: string }) {
  const [, navigate] = useLocation();
  const name = rangeName(filter);
  const { status, from, to } = filter;
  const show = (days: { from?: string; to?: string }, inZone: string) =>
    navigate(path + writeFilter({ status, ...days, zone: inZone }));

  return (
    <div className="flex flex-wrap items-center gap-2 max-sm:w-full">
      <label className="sr-only" htmlFor="placed">
        {t.orders.placedFilter}
      </label>
      <select
        id="placed"
        value={name}
        className={cx(field, 'pr-1')}
        onChange={(event) => {
          const chosen = event.target.value as RangeName;
          // Days already chosen stay, so that they can be adjusted.
          if (chosen === 'custom' && (from || to)) show({ from, to }, filter.zone);
          else if (chosen === 'custom') show({ from: rangeDays('custom', zone).from }, zone);
          else show(rangeDays(chosen, zone), zone);
        }}
      >
        {names.map((each) => (
          <option key={each} value={each}>
            {t.orders.ranges[each]}
          </option>
        ))}
      </select>
      {name !== 'any' && (
        <>
          <DayField
            label={t.orders.from}
            value={from}
            max={to}
            onDay={(day) => show({ from: day, to }, filter.zone)}
          />
          <DayField
            label={t.orders.to}
            value={to}
            min={from}
            onDay={(day) => show({ from, to: day }, filter.zone)}
          />
          {filter.zone !== zone && <span className="text-ink-3 text-xs">{t.orders.inZone(filter.zone)}</span>}
        </>
      )}
    </div>
  );
}

/** A day typed or picked. While its year is being typed it is no day yet: then nothing is asked for. */
function DayField({
  label,
  value = '',
  min,
  max,
  onDay,
}: {
  label: string;
  value?: string;
  min?: string;
  max?: string;
  onDay: (day: string | undefined) => void;
}) {
  const [draft, setDraft] = useState(value);
  useEffect(() => setDraft(value), [value]);
  return (
    <label className="flex items-center gap-1.5 text-ink-3 text-xs max-sm:w-full">
      <span className="max-sm:w-10">{label}</span>
      <input
        type="date"
        className={cx(field, 'max-sm:flex-1')}
        value={draft}
        min={min}
        max={max}
        onChange={(event) => {
          const day = event.target.value;
          setDraft(day);
          if (day === '' || isDay(day)) onDay(day || undefined);
        }}
      />
    </label>
  );
}
