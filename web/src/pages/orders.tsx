import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, ArrowRight, Clock, PackageOpen, SearchX, Store } from 'lucide-react';
import { Link, useSearchParams } from 'wouter';
import { asApiError, type OrderPage, type StreamSync } from '../api/client';
import { ordersQuery, shopsQuery, syncQuery } from '../api/queries';
import { useMedia, useNow } from '../lib/hooks';
import { formatMoney } from '../lib/money';
import { setPreference, usePreferences, useZone } from '../lib/preferences';
import { formatMomentFully, formatRelative, localZone, zoneName } from '../lib/time';
import { Condition } from '../orders/condition';
import { isFiltered, type OrderFilter, queryOf, readFilter, writeFilter } from '../orders/filter';
import { OrderCards, OrderSkeleton, OrderTable } from '../orders/table';
import { DateRange, StatusTabs } from '../orders/toolbar';
import { isImporting, orderStream } from '../shell/sync-state';
import { t } from '../text/en';
import { LinkButton } from '../ui/button';
import { Card } from '../ui/card';
import { Page } from '../ui/page';
import { EmptyState, ErrorState } from '../ui/states';

/** The orders of one shop: filtered by the address, newest first. */
export default function Orders({ shopId }: { shopId: string }) {
  const zone = useZone();
  const [params] = useSearchParams();
  const filter = readFilter(params, zone);
  const shop = useQuery(shopsQuery()).data?.find(({ id }) => id === shopId);
  const sync = useQuery(syncQuery(shopId));
  const backwards = Boolean(filter.from && filter.to && filter.from > filter.to);
  const orders = useQuery({ ...ordersQuery(shopId, queryOf(filter)), enabled: !backwards });
  const now = useNow();
  const tabular = useMedia('(min-width: 48rem)');
  const wide = useMedia('(min-width: 85rem)');

  const path = `/shops/${shopId}/orders`;
  // The list goes along, so that the order's page knows what is beside it.
  const href = (orderId: string) => `${path}/${orderId}${writeFilter(filter)}`;
  const stream = orderStream(sync.data);
  const page = backwards ? undefined : orders.data;
  const error = orders.isError ? asApiError(orders.error) : undefined;

  if (error?.code === 'not-found') {
    return (
      <EmptyState
        heading="h1"
        icon={<Store className="size-5" />}
        title={t.orders.shopGoneTitle}
        action={
          <LinkButton look="primary" href="/shops">
            {t.toShops}
          </LinkButton>
        }
      >
        {t.orders.shopGoneText}
      </EmptyState>
    );
  }

  return (
    <Page
      title={shop ? t.orders.of(shop.name) : t.orders.page}
      heading={t.orders.page}
      aside={<TimesSwitch now={now} />}
    >
      <Condition
        stream={stream}
        shop={shop}
        asOf={page?.asOf}
        now={now}
        zone={zone}
        failed={Boolean(error && page)}
      />
      <Card padded={false} className="min-w-0 overflow-clip" label={t.orders.caption}>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2">
          <StatusTabs path={path} filter={filter} />
          {!filter.q && <DateRange path={path} filter={filter} zone={zone} />}
        </div>
        <Summary
          page={page}
          asOf={stream?.asOf ?? page?.asOf}
          now={now}
          zone={zone}
          filter={filter}
          path={path}
          updating={orders.isFetching && orders.isPlaceholderData}
        />
        {page && page.orders.length > 0 && (
          <div className={orders.isPlaceholderData ? 'opacity-60' : undefined}>
            {tabular ? (
              <OrderTable orders={page.orders} now={now} zone={zone} wide={wide} href={href} />
            ) : (
              <OrderCards orders={page.orders} now={now} zone={zone} href={href} />
            )}
          </div>
        )}
        {page?.orders.length === 0 && <Nothing filter={filter} path={path} stream={stream} />}
        {!page && !backwards && orders.isPending && <OrderSkeleton wide={tabular} />}
        {backwards && (
          <EmptyState
            icon={<SearchX className="size-5" />}
            title={t.orders.rangeBackwards}
            action={<LinkButton href={path}>{t.orders.clearFilters}</LinkButton>}
          >
            {t.orders.filteredText}
          </EmptyState>
        )}
        {!page && !backwards && error && (
          <Failed error={error} path={path} onRetry={() => orders.refetch()} />
        )}
        {page && (page.newer || page.older) && (
          <nav
            aria-label={t.orders.paging}
            className="flex min-h-14 items-center justify-end gap-2 border-line border-t px-4 py-3"
          >
            {/* The cursors of a list that is being replaced belong to its filter, not to the address's. */}
            {!orders.isPlaceholderData && page.newer && (
              <LinkButton
                href={path + writeFilter({ ...filter, cursor: page.newer })}
                icon={<ArrowLeft aria-hidden="true" className="size-4" />}
              >
                {t.orders.newer}
              </LinkButton>
            )}
            {!orders.isPlaceholderData && page.older && (
              <LinkButton href={path + writeFilter({ ...filter, cursor: page.older })}>
                {t.orders.older}
                <ArrowRight aria-hidden="true" className="size-4" />
              </LinkButton>
            )}
          </nav>
        )}
      </Card>
    </Page>
  );
}

/** Which zone the times are in, and a switch to the other one. */
function TimesSwitch({ now }: { now: Date }) {
  const { zone: choice } = usePreferences();
  const zone = useZone();
  const label = zone === 'UTC' ? 'UTC' : `${t.account.zones.local(zone)} (${zoneName(zone, now)})`;
  const text = (
    <>
      <Clock aria-hidden="true" className="size-3.5" />
      {t.orders.times(label)}
    </>
  );
  const look = 'flex h-8 items-center gap-1.5 rounded-md px-2 text-ink-3 text-xs';
  if (localZone() === 'UTC') return <span className={look}>{text}</span>;
  return (
    <button
      type="button"
      onClick={() => setPreference('zone', choice === 'utc' ? 'local' : 'utc')}
      className={`${look} hover:bg-hover hover:text-ink`}
    >
      {text}
    </button>
  );
}

/** One line that says what the rows below are. */
function Summary({
  page,
  asOf,
  now,
  zone,
  filter,
  path,
  updating,
}: {
  page: OrderPage | undefined;
  asOf: string | undefined;
  now: Date;
  zone: string;
  filter: OrderFilter;
  path: string;
  updating: boolean;
}) {
  const sums = page?.sums ?? [];
  const count = page?.orders.length ?? 0;
  const figures = sums.map((sum) =>
    sums.length === 1 && sum.count === count
      ? formatMoney(sum.total)
      : t.orders.sumOf(sum.count, formatMoney(sum.total)),
  );
  return (
    <div className="relative flex min-h-9 flex-wrap items-center gap-x-2 gap-y-1 border-line border-t px-4 py-2 text-ink-2 text-xs">
      {updating && (
        <span aria-hidden="true" className="absolute inset-x-0 -top-px h-0.5 overflow-hidden">
          <span className="updating block h-full w-1/4 bg-accent" />
        </span>
      )}
      {filter.q && (
        <span className="text-ink">
          <span className="font-medium break-all">{t.orders.searched(filter.q)}</span>
          {page?.foundBy ? `, ${t.orders.foundBy[page.foundBy]}` : ''}
        </span>
      )}
      <span role="status" className="tabular">
        {page && count > 0 ? [t.orders.onPage(count), ...figures].join(' · ') : ''}
        {updating && <span className="sr-only"> {t.common.updating}</span>}
      </span>
      {page && asOf && (
        <time dateTime={asOf} title={formatMomentFully(asOf, zone)} className="text-ink-3 tabular">
          {t.orders.asOf(formatRelative(asOf, now))}
        </time>
      )}
      {filter.q && <span className="text-ink-3">{t.orders.searchedHow}</span>}
      {isFiltered(filter) && (
        <TextLink href={path}>{filter.q ? t.orders.clearSearch : t.orders.clearFilters}</TextLink>
      )}
      {page && filter.cursor && !filter.q && (
        <TextLink href={path + writeFilter({ ...filter, cursor: undefined })}>{t.orders.toNewest}</TextLink>
      )}
    </div>
  );
}

const TextLink = ({ href, children }: { href: string; children: string }) => (
  <Link href={href} className="rounded-sm text-accent-ink underline-offset-4 hover:underline">
    {children}
  </Link>
);

function Nothing({
  filter,
  path,
  stream,
}: {
  filter: OrderFilter;
  path: string;
  stream: StreamSync | undefined;
}) {
  if (filter.q) {
    return (
      <EmptyState
        icon={<SearchX className="size-5" />}
        title={t.orders.notFoundTitle(filter.q)}
        action={<LinkButton href={path}>{t.orders.clearSearch}</LinkButton>}
      >
        {t.orders.notFoundText}
      </EmptyState>
    );
  }
  if (isFiltered(filter)) {
    return (
      <EmptyState
        icon={<SearchX className="size-5" />}
        title={t.orders.filteredTitle}
        action={<LinkButton href={path}>{t.orders.clearFilters}</LinkButton>}
      >
        {t.orders.filteredText}
      </EmptyState>
    );
  }
  if (stream?.state === 'off') {
    return (
      <EmptyState icon={<PackageOpen className="size-5" />} title={t.orders.offTitle}>
        {t.orders.offText}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={<PackageOpen className="size-5" />} title={t.orders.emptyTitle}>
      {isImporting(stream) ? t.orders.importingWaiting : t.orders.emptyText}
    </EmptyState>
  );
}

function Failed({
  error,
  path,
  onRetry,
}: {
  error: ReturnType<typeof asApiError>;
  path: string;
  onRetry: () => void;
}) {
  if (error.code === 'bad-cursor') {
    return (
      <EmptyState
        icon={<SearchX className="size-5" />}
        title={t.errors.title}
        action={<LinkButton href={path}>{t.orders.toNewest}</LinkButton>}
      >
        {t.orders.badCursor}
      </EmptyState>
    );
  }
  return <ErrorState error={error} onRetry={onRetry} />;
}
