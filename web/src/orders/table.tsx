import { Link } from 'wouter';
import type { OrderRow } from '../api/client';
import { formatMoney } from '../lib/money';
import { formatMoment, formatMomentFully, formatRelative, zoneName } from '../lib/time';
import { preload } from '../shell/pages';
import { t } from '../text/en';
import { Badge } from '../ui/badge';
import { Copy } from '../ui/copy';
import { cx } from '../ui/cx';
import { Skeleton } from '../ui/skeleton';
import { OrderLines } from './lines';
import { OrderStatus } from './status';

interface Shown {
  orders: OrderRow[];
  now: Date;
  zone: string;
  /** The page of an order. */
  href: (orderId: string) => string;
}

function OrderId({ order, href }: { order: OrderRow; href: string }) {
  return (
    <span className="inline-flex items-center gap-0.5 whitespace-nowrap">
      <Link
        href={href}
        onMouseEnter={() => preload('order')}
        onFocus={() => preload('order')}
        className="rounded-sm font-medium text-accent-ink tabular underline-offset-4 hover:underline"
      >
        {order.id}
      </Link>
      <Copy text={order.id} what={t.orders.orderId} />
    </span>
  );
}

function Marks({ order }: { order: OrderRow }) {
  if (!order.sample && !order.cashOnDelivery) return null;
  return (
    <span className="inline-flex gap-1">
      {order.sample && <Badge>{t.orders.sample}</Badge>}
      {order.cashOnDelivery && <Badge>{t.orders.cod}</Badge>}
    </span>
  );
}

function Tracking({ numbers }: { numbers: string[] }) {
  if (numbers.length === 0) return <span className="text-ink-3">{t.orders.noTracking}</span>;
  return (
    <span className="flex flex-col">
      {numbers.map((number) => (
        <span
          key={number}
          // Several stand close, and each has a target of its own.
          className={cx('inline-flex min-w-0 items-center gap-0.5', numbers.length > 1 && 'min-h-6')}
        >
          <span className="min-w-0 truncate tabular" title={number}>
            {number}
          </span>
          <Copy text={number} what={t.orders.trackingNumber} />
        </span>
      ))}
    </span>
  );
}

const Placed = ({ at, now, zone }: { at: string; now: Date; zone: string }) => (
  <time dateTime={at} title={formatMomentFully(at, zone)} className="whitespace-nowrap tabular">
    {formatMoment(at, zone, now)}
  </time>
);

const total = (order: OrderRow) => (order.total ? formatMoney(order.total) : t.orders.noTotal);

const head = 'h-8 px-3 text-left font-medium text-ink-3 text-xs first:pl-4 last:pr-4';
const cell = 'row-cell px-3 align-baseline first:pl-4 last:pr-4';

/**
 * The orders as a table. `wide` gives the time and the tracking numbers columns of their own; otherwise they
 * stand below the order and below its status, so that the items keep their room.
 */
export function OrderTable({ orders, now, zone, wide, href }: Shown & { wide: boolean }) {
  const zoneHint = <span className="font-normal">({zoneName(zone, now)})</span>;
  return (
    <table className="w-full table-fixed border-collapse text-sm">
      <caption className="sr-only">{t.orders.caption}</caption>
      <thead className="sticky top-13 z-10 bg-sunken">
        <tr className="border-line border-y">
          <th scope="col" className={`${head} w-52`}>
            {t.orders.columns.order}
            {!wide && `, ${t.orders.columns.placed.toLowerCase()} `}
            {!wide && zoneHint}
          </th>
          {wide && (
            <th scope="col" className={`${head} w-38`}>
              {t.orders.columns.placed} {zoneHint}
            </th>
          )}
          <th scope="col" className={head}>
            {t.orders.columns.items}
          </th>
          <th scope="col" className={`${head} w-54`}>
            {t.orders.columns.status}
            {!wide && <span className="sr-only">, {t.orders.columns.tracking}</span>}
          </th>
          {wide && (
            <th scope="col" className={`${head} w-48`}>
              {t.orders.columns.tracking}
            </th>
          )}
          <th scope="col" className={`${head} w-30 text-right`}>
            {t.orders.columns.total}
          </th>
        </tr>
      </thead>
      <tbody>
        {orders.map((order) => (
          <tr key={order.id} className="border-line border-b last:border-b-0 hover:bg-hover">
            <th scope="row" className={`${cell} text-left font-normal`}>
              <OrderId order={order} href={href(order.id)} />
              {!wide && (
                <span className="mt-0.5 block text-ink-3 text-xs">
                  <Placed at={order.placedAt} now={now} zone={zone} />
                </span>
              )}
            </th>
            {wide && (
              <td className={`${cell} text-ink-2`}>
                <Placed at={order.placedAt} now={now} zone={zone} />
              </td>
            )}
            <td className={`${cell} text-ink-2`}>
              <OrderLines lines={order.lines} />
            </td>
            <td className={cell}>
              <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
                <OrderStatus order={order} now={now} zone={zone} />
                <Marks order={order} />
              </span>
              {!wide && order.trackingNumbers.length > 0 && (
                <span className="mt-0.5 block text-ink-3 text-xs">
                  <Tracking numbers={order.trackingNumbers} />
                </span>
              )}
            </td>
            {wide && (
              <td className={`${cell} text-ink-2`}>
                <Tracking numbers={order.trackingNumbers} />
              </td>
            )}
            <td className={`${cell} text-right font-medium tabular`}>{total(order)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The same orders one below the other, for narrow screens. */
export function OrderCards({ orders, now, zone, href }: Shown) {
  return (
    <ul aria-label={t.orders.caption} className="border-line border-t text-sm">
      {orders.map((order) => (
        <li
          key={order.id}
          className="row-cell flex flex-col gap-1.5 border-line border-b px-4 last:border-b-0"
        >
          <div className="flex flex-wrap items-center justify-between gap-x-2">
            <OrderId order={order} href={href(order.id)} />
            <span className="ml-auto font-semibold tabular">{total(order)}</span>
          </div>
          <div className="text-ink-2">
            <OrderLines lines={order.lines} />
          </div>
          <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
            <span className="inline-flex flex-wrap items-center gap-1">
              <OrderStatus order={order} now={now} zone={zone} />
              <Marks order={order} />
            </span>
            <span className="text-ink-3 text-xs">
              <Placed at={order.placedAt} now={now} zone={zone} />
              <span className="sr-only"> ({formatRelative(order.placedAt, now)})</span>
            </span>
          </div>
          {order.trackingNumbers.length > 0 && (
            <div className="text-ink-3 text-xs">
              <Tracking numbers={order.trackingNumbers} />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

const rows = Array.from({ length: 10 }, (_, index) => index);

/** Rows of the size of those to come. */
export const OrderSkeleton = ({ wide }: { wide: boolean }) => (
  <div aria-hidden="true" className="border-line border-t">
    {rows.map((row) => (
      <div
        key={row}
        className="row-cell flex min-h-12 items-center gap-6 border-line border-b px-4 last:border-b-0"
      >
        <Skeleton className="h-3.5 w-40" />
        {wide && <Skeleton className="h-3.5 w-24" />}
        <Skeleton className="h-3.5 flex-1" />
        {wide && <Skeleton className="h-5 w-24 rounded-full" />}
        <Skeleton className="h-3.5 w-16" />
      </div>
    ))}
  </div>
);
