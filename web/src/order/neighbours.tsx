import { useQuery } from '@tanstack/react-query';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Link, useLocation } from 'wouter';
import { ordersQuery } from '../api/queries';
import { type OrderFilter, queryOf, writeFilter } from '../orders/filter';
import { useShortcuts } from '../shell/shortcuts';
import { d } from '../text/details';
import { cx } from '../ui/cx';

/** The addresses of the orders before and behind this one in the list that it was opened from. */
function useNeighbours(shopId: string, orderId: string, filter: OrderFilter) {
  const list = useQuery(ordersQuery(shopId, queryOf(filter)));
  const ids = list.data?.orders.map(({ id }) => id) ?? [];
  const at = ids.indexOf(orderId);
  const newerCursor = at === 0 ? list.data?.newer : undefined;
  const olderCursor = at >= 0 && at === ids.length - 1 ? list.data?.older : undefined;
  // At the end of a page its neighbour is on the next one.
  const newerPage = useQuery({
    ...ordersQuery(shopId, queryOf({ ...filter, cursor: newerCursor })),
    enabled: newerCursor !== undefined,
  });
  const olderPage = useQuery({
    ...ordersQuery(shopId, queryOf({ ...filter, cursor: olderCursor })),
    enabled: olderCursor !== undefined,
  });
  const href = (id: string | undefined, cursor = filter.cursor) =>
    id && `/shops/${shopId}/orders/${id}${writeFilter({ ...filter, cursor })}`;
  if (at < 0) return {};
  return {
    newer: newerCursor
      ? href(newerPage.isPlaceholderData ? undefined : newerPage.data?.orders.at(-1)?.id, newerCursor)
      : href(ids[at - 1]),
    older: olderCursor
      ? href(olderPage.isPlaceholderData ? undefined : olderPage.data?.orders[0]?.id, olderCursor)
      : href(ids[at + 1]),
  };
}

/** To the order before and behind this one, by link or by key. */
export function Neighbours({
  shopId,
  orderId,
  filter,
}: {
  shopId: string;
  orderId: string;
  filter: OrderFilter;
}) {
  const { newer, older } = useNeighbours(shopId, orderId, filter);
  const [, navigate] = useLocation();
  useShortcuts({
    k: () => newer && navigate(newer),
    j: () => older && navigate(older),
  });
  return (
    <nav aria-label={d.order.neighbours} className="flex gap-1">
      <Neighbour href={newer} label={d.order.newer} shortcut="k">
        <ChevronLeft aria-hidden="true" className="size-4" />
      </Neighbour>
      <Neighbour href={older} label={d.order.older} shortcut="j">
        <ChevronRight aria-hidden="true" className="size-4" />
      </Neighbour>
    </nav>
  );
}

function Neighbour({
  href,
  label,
  shortcut,
  children,
}: {
  href: string | undefined;
  label: string;
  shortcut: string;
  children: React.ReactNode;
}) {
  const look =
    'control inline-flex w-8 items-center justify-center border border-edge bg-surface pointer-coarse:w-10';
  // What leads nowhere keeps its place, so that the other one does not move under the pointer.
  if (!href) {
    return (
      <span aria-hidden="true" className={cx(look, 'opacity-40')}>
        {children}
      </span>
    );
  }
  return (
    <Link
      href={href}
      aria-label={label}
      title={`${label} (${shortcut})`}
      aria-keyshortcuts={shortcut}
      className={cx(look, 'text-ink-2 hover:bg-hover hover:text-ink')}
    >
      {children}
    </Link>
  );
}
