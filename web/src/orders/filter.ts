import type { OrderQuery } from '../api/queries';
import { addDays, dayIn, isZone, localZone, startOfDay } from '../lib/time';

/** The statuses that TikTok Shop knows, in the order in which an order goes through them. */
export const STATUSES = [
  'UNPAID',
  'ON_HOLD',
  'AWAITING_SHIPMENT',
  'PARTIALLY_SHIPPING',
  'AWAITING_COLLECTION',
  'IN_TRANSIT',
  'DELIVERED',
  'COMPLETED',
  'CANCELLED',
] as const;

/** What the address of the orders page says. Days are calendar days in `zone`, both included. */
export interface OrderFilter {
  status?: string;
  from?: string;
  to?: string;
  zone: string;
  q?: string;
  cursor?: string;
}

/** Whether a text is a calendar day that an order can have been placed on. */
export const isDay = (day: string): boolean => /^20\d\d-/.test(day) && startOfDay(day, 'UTC') !== undefined;

const present = (value: string | null): string | undefined => value?.trim() || undefined;

/** Reads the address; what it says wrongly is left out rather than sent on. */
export function readFilter(params: URLSearchParams, zone: string): OrderFilter {
  const named = present(params.get('tz'));
  const inZone = named && isZone(named) ? named : zone;
  const q = present(params.get('q'))?.slice(0, 100);
  const cursor = present(params.get('cursor'));
  if (q) return { zone: inZone, q, cursor };
  const day = (name: string) => {
    const value = present(params.get(name));
    return value && isDay(value) ? value : undefined;
  };
  const status = present(params.get('status'));
  return {
    status: status && /^[A-Z_]{1,40}$/.test(status) ? status : undefined,
    from: day('from'),
    to: day('to'),
    zone: inZone,
    cursor,
  };
}

/** The address of a filter, so that it can be shared: the zone goes along when days are named. */
export function writeFilter(filter: Partial<OrderFilter>): string {
  const params = new URLSearchParams();
  const { status, from, to, zone, q, cursor } = filter;
  if (q) params.set('q', q);
  else {
    if (status) params.set('status', status);
    if (from) params.set('from', from);
    if (to) params.set('to', to);
    if ((from || to) && zone) params.set('tz', zone);
  }
  if (cursor) params.set('cursor', cursor);
  const text = params.toString();
  return text ? `?${text}` : '';
}

/** The days as the moments that the interface asks for: from the first day's start to before the day after the last. */
export function queryOf(filter: OrderFilter): OrderQuery {
  const query: OrderQuery = {};
  if (filter.q) query.q = filter.q;
  if (filter.status) query.status = filter.status;
  if (filter.from) query.from = startOfDay(filter.from, filter.zone)?.toISOString();
  if (filter.to) query.to = startOfDay(addDays(filter.to, 1), filter.zone)?.toISOString();
  if (filter.cursor) query.cursor = filter.cursor;
  return query;
}

export const isFiltered = ({ status, from, to, q }: OrderFilter): boolean =>
  Boolean(status || from || to || q);

export type RangeName = 'any' | 'today' | '7d' | '30d' | 'custom';

const spans: Record<'today' | '7d' | '30d', number> = { today: 0, '7d': 6, '30d': 29 };

/** The days of a named range that ends today. */
export function rangeDays(
  name: RangeName,
  zone = localZone(),
  now = new Date(),
): { from?: string; to?: string } {
  if (name === 'any') return {};
  const today = dayIn(now, zone);
  return { from: addDays(today, name === 'custom' ? -6 : -spans[name]), to: today };
}

/** Which named range the days are; anything else was chosen by hand. */
export function rangeName({ from, to, zone }: OrderFilter, now = new Date()): RangeName {
  if (!from && !to) return 'any';
  for (const name of ['today', '7d', '30d'] as const) {
    const days = rangeDays(name, zone, now);
    if (days.from === from && days.to === to) return name;
  }
  return 'custom';
}
