import { useQuery } from '@tanstack/react-query';
import { Plus, RefreshCw, Store } from 'lucide-react';
import { Link } from 'wouter';
import type { Connection, Shop, StreamSync } from '../api/client';
import { connectionsQuery, syncQuery } from '../api/queries';
import { useNow } from '../lib/hooks';
import { regionName } from '../lib/locale';
import { useZone } from '../lib/preferences';
import { formatDay, formatMomentFully, formatRelative } from '../lib/time';
import { Disconnected } from '../orders/condition';
import { type AuthorizationRegion, Authorize } from '../shell/authorize';
import { isImporting, orderStream, summaryOf, worstOf } from '../shell/sync-state';
import { Disconnect } from '../shops/disconnect';
import { StreamState } from '../sync/stream-state';
import { useSyncNow } from '../sync/sync-now';
import { t } from '../text/en';
import { Badge } from '../ui/badge';
import { Banner } from '../ui/banner';
import { Button, LinkButton } from '../ui/button';
import { Card } from '../ui/card';
import { Page } from '../ui/page';
import { Skeleton } from '../ui/skeleton';
import { EmptyState, ErrorState } from '../ui/states';

/** The platform writes an authorization without an end as one that ends in a hundred years. */
const ENDLESS_MS = 20 * 365 * 24 * 3_600_000;

/** What is connected, how current it is, and how long the authorization lasts. */
export default function Shops() {
  const connections = useQuery(connectionsQuery());
  const some = connections.data && connections.data.length > 0;
  return (
    <Page
      title={t.shops.page}
      aside={
        some && (
          <LinkButton href="/connect" icon={<Plus aria-hidden="true" className="size-4" />}>
            {t.shops.connectAnother}
          </LinkButton>
        )
      }
    >
      {connections.isPending && <Skeleton className="h-64 w-full rounded-lg" />}
      {connections.isError && !connections.data && (
        <Card>
          <ErrorState error={connections.error} onRetry={() => connections.refetch()} />
        </Card>
      )}
      {connections.data?.length === 0 && (
        <Card>
          <EmptyState
            icon={<Store className="size-5" />}
            title={t.shops.emptyTitle}
            action={
              <LinkButton look="primary" href="/connect">
                {t.shops.connect}
              </LinkButton>
            }
          >
            {t.shops.emptyText}
          </EmptyState>
        </Card>
      )}
      {connections.data?.map((connection) => (
        <ConnectionCard key={connection.id} connection={connection} />
      ))}
    </Page>
  );
}

function ConnectionCard({ connection }: { connection: Connection }) {
  const zone = useZone();
  const now = useNow();
  const broken = connection.state === 'reconnect-needed';
  const over = connection.state === 'ended';
  const ends = Date.parse(connection.authorizationEndsAt);
  const endDay = formatDay(connection.authorizationEndsAt, zone);
  const { warning } = connection;
  const reconnect = <Authorize region={connection.region}>{t.shops.reconnect}</Authorize>;
  const live = connection.shops.filter(({ state }) => state !== 'disconnected');
  return (
    <Card padded={false} label={t.shops.connection(connection.sellerName)}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-t-lg border-line border-b bg-sunken px-4 py-2.5 lg:px-5">
        <h2 className="min-w-0 font-medium text-ink-2 text-sm">
          {t.shops.connection(connection.sellerName)}
        </h2>
        <Badge dot tone={over ? 'neutral' : broken ? 'neg' : 'pos'}>
          {over ? t.shops.disconnected : broken ? t.shops.reconnectNeeded : t.shops.connected}
        </Badge>
        <span className="text-ink-3 text-xs sm:ml-auto">
          {t.shops.connectedOn(formatDay(connection.connectedAt, zone))}
          {!over &&
            ` · ${
              ends < now.getTime()
                ? t.shops.ended(endDay)
                : ends - now.getTime() > ENDLESS_MS
                  ? t.shops.endless
                  : t.shops.endsOn(endDay)
            }`}
        </span>
      </div>
      <div className="flex flex-col gap-2 px-4 pt-4 empty:hidden lg:px-5">
        {broken && (
          <Banner kind="neg" action={reconnect}>
            {connection.reason ?? t.shops.reconnectWhy}
          </Banner>
        )}
        {!broken && !over && warning && (
          <Banner
            kind={warning.level <= 3 ? 'neg' : 'warn'}
            action={<Authorize region={connection.region}>{t.shops.renew}</Authorize>}
          >
            {t.shops.endsSoon(endDay, warning.daysLeft)}
          </Banner>
        )}
        {connection.missingScopes.length > 0 && !over && (
          <Banner kind="warn" action={broken ? undefined : reconnect}>
            <span className="font-medium">{t.shops.missing}:</span>{' '}
            {connection.missingScopes.map(({ consequence }) => consequence).join(' ')}
          </Banner>
        )}
      </div>
      <ul>
        {connection.shops.map((shop) => (
          <ShopRow
            key={shop.id}
            shop={shop}
            now={now}
            zone={zone}
            region={connection.region}
            last={live.length === 1}
          />
        ))}
      </ul>
    </Card>
  );
}

const Fact = ({ name, children }: { name: string; children: React.ReactNode }) => (
  <div>
    <dt className="text-ink-3 text-xs">{name}</dt>
    <dd className="mt-0.5 text-sm">{children}</dd>
  </div>
);

function ShopRow({
  shop,
  now,
  zone,
  region,
  last,
}: {
  shop: Shop;
  now: Date;
  zone: string;
  region: AuthorizationRegion;
  /** Whether no other shop is read through its authorization. */
  last: boolean;
}) {
  const sync = useQuery(syncQuery(shop.id));
  const gone = shop.state === 'disconnected';
  return (
    <li className="border-line px-4 py-4 not-first:border-t lg:px-5">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
        <h3 className="inline-flex min-w-0 flex-wrap items-center gap-2 font-semibold text-lg">
          {shop.name}
          {gone && <Badge dot>{t.shops.disconnected}</Badge>}
        </h3>
        <div className="flex flex-wrap gap-2">
          <SyncNow shop={shop} streams={sync.data?.streams} />
          <LinkButton href={`/shops/${shop.id}/orders`}>{t.shops.viewOrders}</LinkButton>
          {!gone && <Disconnect shop={shop} last={last} />}
        </div>
      </div>
      {gone && (
        <div className="mt-3">
          <Banner kind="warn" action={<Authorize region={region}>{t.shops.reconnect}</Authorize>}>
            <Disconnected shop={shop} now={now} zone={zone} />
          </Banner>
        </div>
      )}
      <dl className="mt-3 grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-4">
        <Fact name={t.shops.region}>{regionName(shop.region)}</Fact>
        <Fact name={t.shops.type}>{t.completion.sellerTypes[shop.sellerType]}</Fact>
        <Fact name={t.shops.shopId}>
          <span className="tabular">{shop.id}</span>
        </Fact>
        {shop.dataLocation && (
          <Fact name={t.shops.dataLocation}>
            {t.shops.dataLocations[shop.dataLocation] ?? shop.dataLocation}
          </Fact>
        )}
      </dl>
      <div className="mt-4 min-h-10 border-line border-t pt-3">
        {sync.isPending && <Skeleton className="h-6 w-full" />}
        {sync.isError && !sync.data && <p className="text-ink-3 text-sm">{t.shops.syncUnknown}</p>}
        {sync.data && <SyncLine shop={shop} streams={sync.data.streams} now={now} zone={zone} />}
      </div>
    </li>
  );
}

/** All of a shop's data in one line; the rest is on a page of its own. */
function SyncLine({
  shop,
  streams,
  now,
  zone,
}: {
  shop: Shop;
  streams: StreamSync[];
  now: Date;
  zone: string;
}) {
  const orders = orderStream({ streams });
  const unreadable = orders?.progress?.unreadable ?? 0;
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5 text-sm">
        <StreamState state={worstOf(streams)} />
        <span className="text-ink-2 tabular">{t.streams.summary(summaryOf(streams))}</span>
        {orders?.asOf && (
          <span className="text-ink-3 text-xs tabular" title={formatMomentFully(orders.asOf, zone)}>
            {t.streams.orders(formatRelative(orders.asOf, now))}
          </span>
        )}
        <span className="flex flex-wrap gap-x-4 sm:ml-auto">
          {isImporting(orders) && shop.state !== 'disconnected' && (
            <TextLink href={`/connect/progress?shops=${shop.id}`}>{t.shops.watchImport}</TextLink>
          )}
          <TextLink href={`/shops/${shop.id}/sync`} label={t.streams.detailsOf(shop.name)}>
            {t.streams.details}
          </TextLink>
        </span>
      </div>
      {unreadable > 0 && <p className="mt-1 text-sm text-warn">{t.shops.unreadable(unreadable)}</p>}
    </>
  );
}

const TextLink = ({ href, label, children }: { href: string; label?: string; children: string }) => (
  <Link
    href={href}
    aria-label={label}
    className="rounded-sm text-accent-ink text-xs underline-offset-4 hover:underline"
  >
    {children}
  </Link>
);

/** Asks for changes now; what comes back is shown by the streams themselves. */
function SyncNow({ shop, streams }: { shop: Shop; streams: StreamSync[] | undefined }) {
  const ask = useSyncNow(shop, t.shops.syncAsked(shop.name));
  const running = ask.isPending || Boolean(orderStream({ streams: streams ?? [] })?.runningNow);
  if (shop.state !== 'connected') return null;
  return (
    <Button
      busy={running}
      onClick={() => ask.mutate()}
      icon={<RefreshCw aria-hidden="true" className={running ? 'size-4 animate-spin' : 'size-4'} />}
    >
      {running ? t.shops.syncPending : t.shops.syncNow}
    </Button>
  );
}
