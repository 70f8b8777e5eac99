import type { Certificate } from '../api/client';
import { formatCount } from '../lib/locale';
import { formatDay, formatMoment } from '../lib/time';
import { type DayState, s } from '../text/sync';
import { cx } from '../ui/cx';
import { type ComparedDay, countDays, isDiffering, isLasting } from './days';

/** Each state has a height of its own, so that the colour only repeats what the shape says. */
const looks: Record<DayState, string> = {
  same: 'h-3 bg-pos',
  differs: 'h-4.5 bg-neg',
  empty: 'h-1 bg-neutral',
  open: 'h-3 border border-edge',
};

/** A month of comparisons, a mark a day, oldest first. */
export function DayStrip({ days }: { days: ComparedDay[] }) {
  return (
    <span
      role="img"
      aria-label={s.compared.strip(countDays(days))}
      className="inline-flex h-4.5 flex-none items-end gap-0.5"
    >
      {days.map(({ day, state }) => (
        <span key={day} className={cx('dot w-1 rounded-[1px]', looks[state])} />
      ))}
    </span>
  );
}

/** What the marks mean. */
export const Legend = () => (
  <dl aria-label={s.compared.legend} className="flex flex-wrap items-end gap-x-4 gap-y-1 text-ink-3 text-xs">
    {(['same', 'differs', 'empty', 'open'] as const).map((state) => (
      <div key={state} className="flex items-end gap-1.5">
        <dt className="flex h-4 items-end" aria-hidden="true">
          <span className={cx('dot w-1 rounded-[1px]', looks[state])} />
        </dt>
        <dd>{s.compared.states[state]}</dd>
      </div>
    ))}
  </dl>
);

/** The comparison in a sentence; what differed once only is about to be compared again. */
export function comparedSentence(certificates: Certificate[]): string {
  const days = certificates.filter(({ day }) => day);
  if (days.length > 0) {
    const differing = days.filter(isLasting).length;
    if (differing > 0) return s.compared.differs(differing, days.length);
    const again = days.filter(isDiffering).length;
    return again > 0 ? s.compared.again(again) : s.compared.same(days.length);
  }
  const [whole] = certificates;
  if (!whole) return s.compared.none;
  return whole.difference === 0
    ? s.compared.wholeSame(whole.stored)
    : s.compared.wholeDiffers(whole.difference);
}

const differingFirst = (certificates: Certificate[]): Certificate[] => [
  ...certificates.filter(isDiffering),
  ...certificates.filter((each) => !isDiffering(each)),
];

/** The figures behind the marks: what differs on top, then the newest day first. */
export function ComparedTable({
  title,
  certificates,
  zone,
  now,
}: {
  title: string;
  certificates: Certificate[];
  zone: string;
  now: Date;
}) {
  const heads = [
    s.compared.day,
    s.compared.difference,
    s.compared.platform,
    s.compared.stored,
    s.compared.announced,
    s.compared.checked,
  ];
  return (
    <section
      aria-label={s.compared.caption(title)}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
      tabIndex={0}
      className="max-h-72 max-w-2xl overflow-auto rounded-md border border-line"
    >
      <table className="w-full text-left text-sm tabular">
        <caption className="sr-only">{s.compared.caption(title)}</caption>
        <thead className="sticky top-0 bg-sunken text-ink-2 text-xs">
          <tr>
            {heads.map((head, index) => (
              <th
                key={head}
                scope="col"
                className={cx('px-3 py-1.5 font-medium', index > 0 && index < 5 && 'text-right')}
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {differingFirst(certificates).map(
            ({ day, platform, stored, difference, announced, held, checkedAt }) => (
              <tr key={day ?? ''} className="border-line border-t">
                <th scope="row" className="px-3 py-1 font-normal whitespace-nowrap">
                  {day ? formatDay(day, zone) : s.compared.whole}
                </th>
                <td className={cx('px-3 py-1 text-right', difference !== 0 && 'font-semibold text-neg')}>
                  {difference > 0 ? `+${formatCount(difference)}` : formatCount(difference).replace('-', '−')}
                </td>
                <td className="px-3 py-1 text-right">{formatCount(platform)}</td>
                <td className="px-3 py-1 text-right">{formatCount(stored)}</td>
                <td className={cx('px-3 py-1 text-right', held !== announced && 'font-semibold text-neg')}>
                  {s.compared.announcedOf(held, announced)}
                </td>
                <td className="px-3 py-1 whitespace-nowrap text-ink-3">
                  {formatMoment(checkedAt, zone, now)}
                </td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </section>
  );
}
