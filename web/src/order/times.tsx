import type { OrderDetail, SeenChange } from '../api/client';
import { formatLag, formatMoment, formatMomentFully, formatRelative } from '../lib/time';
import { statusName } from '../orders/status';
import { d } from '../text/details';
import { cx } from '../ui/cx';
import { Section } from './section';

interface Clock {
  now: Date;
  zone: string;
}

const At = ({ at, now, zone }: Clock & { at: string }) => (
  <time
    dateTime={at}
    title={formatMomentFully(at, zone)}
    className="flex-none text-ink-3 text-xs whitespace-nowrap tabular"
  >
    {formatMoment(at, zone, now)}
  </time>
);

const momentName = (kind: string): string =>
  d.order.moments[kind] ?? kind.charAt(0).toUpperCase() + kind.slice(1).replaceAll('-', ' ');

/** What happened to the order by the platform's clock, and what is still due. */
export function Timeline({ order, now, zone }: Clock & { order: OrderDetail }) {
  const happened = order.moments.filter(({ due }) => !due);
  const due = order.moments.filter((moment) => moment.due);
  return (
    <Section title={d.order.timeline} note={d.order.timelineNote}>
      <ol className="flex flex-col gap-2">
        {happened.map(({ kind, at }) => (
          <li key={kind} className="flex items-baseline gap-3 text-sm">
            <span aria-hidden="true" className="dot size-2 flex-none rounded-full bg-pos" />
            <span className="min-w-0 flex-1">{momentName(kind)}</span>
            <At at={at} now={now} zone={zone} />
          </li>
        ))}
      </ol>
      {due.length > 0 && (
        <>
          <h3 className="mt-4 mb-2 font-medium text-ink-2 text-sm">{d.order.deadlines}</h3>
          <ol className="flex flex-col gap-2">
            {due.map(({ kind, at }) => {
              const passed = Date.parse(at) < now.getTime();
              return (
                <li
                  key={kind}
                  className={cx('flex flex-wrap items-baseline gap-x-3 text-sm', passed && 'text-ink-3')}
                >
                  <span aria-hidden="true" className="dot size-2 flex-none rounded-full border border-edge" />
                  <span className="min-w-0 flex-1">
                    {momentName(kind)}{' '}
                    <span className="text-ink-3 text-xs">
                      {passed ? d.order.passed : formatRelative(at, now)}
                    </span>
                  </span>
                  <At at={at} now={now} zone={zone} />
                </li>
              );
            })}
          </ol>
        </>
      )}
    </Section>
  );
}

/** A change in words. */
function changeText({ what, from, to }: SeenChange): string {
  switch (what) {
    case 'first-seen':
      return d.order.whats['first-seen'](statusName(to ?? ''));
    case 'status':
      return d.order.whats.status(statusName(from ?? ''), statusName(to ?? ''));
    default:
      return d.order.whats[what];
  }
}

/** How SellerKit came to know, and how long that took; a first import looks at things long past. */
function origin({ source, lagSeconds }: SeenChange): string {
  if (source === 'backfill') return d.order.sources.backfill;
  const lag = lagSeconds < 2 ? d.order.lagNow : d.order.lag(formatLag(lagSeconds));
  return `${d.order.sources[source]} · ${lag}`;
}

/** What SellerKit saw change. */
export function Changes({ order, now, zone }: Clock & { order: OrderDetail }) {
  return (
    <Section title={d.order.changes} note={d.order.changesNote}>
      {order.changes.length === 0 && <p className="text-ink-3 text-sm">{d.order.noChanges}</p>}
      <ol className="flex flex-col gap-2.5">
        {order.changes.map((change, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: the list only grows at its beginning, and shows no state of its own
            key={index}
            className="flex items-baseline gap-3 text-sm"
          >
            <span className="min-w-0 flex-1">
              {changeText(change)}
              <span className="block text-ink-3 text-xs">{origin(change)}</span>
            </span>
            <At at={change.seenAt} now={now} zone={zone} />
          </li>
        ))}
      </ol>
    </Section>
  );
}
