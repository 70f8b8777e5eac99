import type { OrderRow } from '../api/client';
import { formatMomentFully, formatRelative } from '../lib/time';
import { t } from '../text/en';
import { Badge, type Tone } from '../ui/badge';
import { cx } from '../ui/cx';

const tones: Record<string, Tone> = {
  AWAITING_SHIPMENT: 'warn',
  PARTIALLY_SHIPPING: 'warn',
  AWAITING_COLLECTION: 'info',
  IN_TRANSIT: 'info',
  DELIVERED: 'pos',
  COMPLETED: 'pos',
};

/** The status in the seller's words; one that is newer than this application is spelled out. */
export const statusName = (status: string): string =>
  t.orders.statuses[status] ?? status.charAt(0) + status.slice(1).toLowerCase().replaceAll('_', ' ');

const SOON_MS = 24 * 3_600_000;

/** The status of an order and, while it has to be shipped, how urgent that is. */
export function OrderStatus({ order, now, zone }: { order: OrderRow; now: Date; zone: string }) {
  const toShip = order.status === 'AWAITING_SHIPMENT' || order.status === 'PARTIALLY_SHIPPING';
  const due = toShip && order.shipBy ? Date.parse(order.shipBy) - now.getTime() : undefined;
  const overdue = due !== undefined && due < 0;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-0.5">
      <Badge dot tone={overdue ? 'neg' : tones[order.status]}>
        {overdue ? t.orders.overdue : statusName(order.status)}
      </Badge>
      {order.shipBy && due !== undefined && (
        <span
          title={t.orders.shipByTitle(formatMomentFully(order.shipBy, zone))}
          className={cx(
            'text-xs whitespace-nowrap',
            overdue ? 'text-neg' : due < SOON_MS ? 'text-warn' : 'text-ink-3',
          )}
        >
          {overdue
            ? t.orders.overdueSince(formatRelative(order.shipBy, now))
            : t.orders.shipBy(formatRelative(order.shipBy, now))}
        </span>
      )}
    </span>
  );
}
