import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, ExternalLink, PackageSearch } from 'lucide-react';
import { Link, useSearchParams } from 'wouter';
import { asApiError, type OrderDetail } from '../api/client';
import { orderQuery, shopsQuery, syncQuery } from '../api/queries';
import { useNow } from '../lib/hooks';
import { useZone } from '../lib/preferences';
import { formatMoment, formatMomentFully, formatRelative } from '../lib/time';
import { Buyer } from '../order/buyer';
import { Items, Packages } from '../order/items';
import { Payments } from '../order/money';
import { Neighbours } from '../order/neighbours';
import { Row, Section } from '../order/section';
import { Changes, Timeline } from '../order/times';
import { Condition } from '../orders/condition';
import { readFilter, writeFilter } from '../orders/filter';
import { OrderStatus } from '../orders/status';
import { orderStream } from '../shell/sync-state';
import { d } from '../text/details';
import { t } from '../text/en';
import { Badge } from '../ui/badge';
import { LinkButton, OutsideLink } from '../ui/button';
import { Card } from '../ui/card';
import { Copy } from '../ui/copy';
import { Page } from '../ui/page';
import { Skeleton } from '../ui/skeleton';
import { EmptyState, ErrorState } from '../ui/states';

/** One order in full; the address also says which list it was opened from. */
export default function Order({ shopId, orderId }: { shopId: string; orderId: string }) {
  const zone = useZone();
  const now = useNow();
  const [params] = useSearchParams();
  const filter = readFilter(params, zone);
  const list = `/shops/${shopId}/orders${writeFilter(filter)}`;
  const shop = useQuery(shopsQuery()).data?.find(({ id }) => id === shopId);
  const stream = orderStream(useQuery(syncQuery(shopId)).data);
  const order = useQuery(orderQuery(shopId, orderId));
  const shown = order.data;
  const error = order.isError ? asApiError(order.error) : undefined;

  if (error?.code === 'not-found') {
    return (
      <EmptyState
        heading="h1"
        icon={<PackageSearch className="size-5" />}
        title={d.order.notFoundTitle}
        action={
          <LinkButton look="primary" href={`/shops/${shopId}/orders`}>
            {d.order.toOrders}
          </LinkButton>
        }
      >
        {d.order.notFoundText}
      </EmptyState>
    );
  }
  return (
    <>
      <div className="mx-auto flex w-full max-w-[1320px] items-center justify-between px-4 pt-3 -mb-2 lg:px-6">
        <Link
          href={list}
          className="inline-flex min-h-8 items-center gap-1.5 rounded-sm text-accent-ink text-sm underline-offset-4 hover:underline"
        >
          <ArrowLeft aria-hidden="true" className="size-4" />
          {d.order.back}
        </Link>
        <Neighbours shopId={shopId} orderId={orderId} filter={filter} />
      </div>
      <Page
        title={d.order.page(orderId)}
        aside={
          shown?.sellerCenterUrl && (
            <OutsideLink
              href={shown.sellerCenterUrl}
              hint={d.order.newTab}
              icon={<ExternalLink aria-hidden="true" className="size-4" />}
            >
              {d.order.sellerCenter}
            </OutsideLink>
          )
        }
      >
        <Condition
          stream={stream}
          shop={shop}
          asOf={shown?.asOf}
          now={now}
          zone={zone}
          failed={Boolean(error && shown)}
        />
        {!shown && order.isPending && <OrderSkeleton />}
        {!shown && error && (
          <Card>
            <ErrorState error={error} onRetry={() => order.refetch()} />
          </Card>
        )}
        {shown && <Shown shopId={shopId} order={shown} now={now} zone={zone} asOf={stream?.asOf} />}
      </Page>
    </>
  );
}

function Shown({
  shopId,
  order,
  now,
  zone,
  asOf = order.asOf,
}: {
  shopId: string;
  order: OrderDetail;
  now: Date;
  zone: string;
  asOf: string | undefined;
}) {
  return (
    <>
      <div className="-mt-2 flex flex-wrap items-center gap-x-3 gap-y-1.5 text-ink-2 text-sm">
        <Copy text={order.id} what={t.orders.orderId} className="-ml-1.5 -mr-2" />
        <OrderStatus order={order} now={now} zone={zone} />
        {order.sample && <Badge>{t.orders.sample}</Badge>}
        {order.cashOnDelivery && <Badge>{t.orders.cod}</Badge>}
        <span title={formatMomentFully(order.placedAt, zone)}>
          {d.order.placed(formatMoment(order.placedAt, zone, now))}
        </span>
        <span className="text-ink-3 text-xs" title={formatMomentFully(order.updatedAt, zone)}>
          {d.order.updated(formatRelative(order.updatedAt, now))}
        </span>
        <span className="text-ink-3 text-xs" title={asOf && formatMomentFully(asOf, zone)}>
          {asOf ? d.order.asOf(formatRelative(asOf, now)) : d.order.asOfUnknown}
        </span>
      </div>
      {order.cancelReason && <p className="text-sm">{d.order.cancelled(order.cancelReason)}</p>}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex min-w-0 flex-col gap-4">
          <Items order={order} />
          <Packages order={order} />
          <Changes order={order} now={now} zone={zone} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <Buyer shopId={shopId} order={order} zone={zone} />
          <Payments order={order} />
          <Timeline order={order} now={now} zone={zone} />
          <Delivery order={order} />
        </div>
      </div>
    </>
  );
}

function Delivery({ order }: { order: OrderDetail }) {
  const { shippingType, fulfillmentType, deliveryOption } = order;
  if (!shippingType && !fulfillmentType && !deliveryOption) return null;
  return (
    <Section title={d.order.facts}>
      <dl>
        {shippingType && (
          <Row name={d.order.shipping}>{d.order.shippingTypes[shippingType] ?? shippingType}</Row>
        )}
        {fulfillmentType && (
          <Row name={d.order.fulfillment}>{d.order.fulfillmentTypes[fulfillmentType] ?? fulfillmentType}</Row>
        )}
        {deliveryOption && <Row name={d.order.option}>{deliveryOption}</Row>}
      </dl>
    </Section>
  );
}

const OrderSkeleton = () => (
  <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
    <Skeleton className="h-80 w-full rounded-lg" />
    <Skeleton className="h-56 w-full rounded-lg" />
  </div>
);
