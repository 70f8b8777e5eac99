import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus, RefreshCw, Store } from 'lucide-react';
import { Link } from 'wouter';
import { api, asApiError, type Connection, call, type Shop, type StreamSync } from '../api/client';
import { connectionsQuery, syncQuery } from '../api/queries';
import { useNow } from '../lib/hooks';
import { regionName } from '../lib/locale';
import { useZone } from '../lib/preferences';
import { formatDay, formatMoment, formatMomentFully, formatRelative } from '../lib/time';
import { Disconnected } from '../orders/condition';
import { type AuthorizationRegion, Authorize } from '../shell/authorize';
import { isImporting, percentOf } from '../shell/sync-state';
import { Disconnect } from '../shops/disconnect';
import { t } from '../text/en';
import { Badge, type Tone } from '../ui/badge';
import { Banner } from '../ui/banner';
import { Button, LinkButton } from '../ui/button';
import { Card } from '../ui/card';
import { Page } from '../ui/page';
import { Skeleton } from '../ui/skeleton';
import { EmptyState, ErrorState, errorSentence } from '../ui/states';
import { toast } from '../ui/toasts';

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

const tones: Record<StreamSync['state'], Tone> = {
  waiting: 'neutral',
  importing: 'info',
  'in-step': 'pos',
  delayed: 'warn',
  off: 'neutral',
  failing: 'neg',
};

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
      <div className="mt-4 min-h-10 border-line border-t pt-1">
        {sync.isPending && <Skeleton className="h-10 w-full" />}
        {sync.isError && !sync.data && <p className="py-2.5 text-ink-3 text-sm">{t.shops.syncUnknown}</p>}
        {sync.data?.streams.map((stream) => (
          <StreamLine key={stream.stream} stream={stream} shop={shop} now={now} zone={zone} />
        ))}
      </div>
    </li>
  );
}

function StreamLine({
  stream,
  shop,
  now,
  zone,
}: {
  stream: StreamSync;
  shop: Shop;
  now: Date;
  zone: string;
}) {
  const { progress } = stream;
  const figures = isImporting(stream)
    ? progress?.total !== undefined
      ? t.progress.of(progress.read, progress.total)
      : t.progress.soFar(progress?.read ?? 0)
    : undefined;
  return (
    <div className="border-line py-2.5 not-first:border-t">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
        <span className="min-w-16 font-medium">{t.streams.names[stream.stream] ?? stream.stream}</span>
        <Badge dot tone={tones[stream.state]}>
          {t.streams.states[stream.state]}
        </Badge>
        {figures && <span className="text-ink-2 tabular">{figures}</span>}
        {stream.runningNow && !isImporting(stream) && (
          <span className="text-ink-3 text-xs">{t.streams.running}</span>
        )}
        {isImporting(stream) && (
          <Link
            href={`/connect/progress?shops=${shop.id}`}
            className="rounded-sm text-accent-ink text-xs underline-offset-4 hover:underline"
          >
            {t.shops.watchImport}
          </Link>
        )}
        {stream.asOf && (
          <span className="ml-auto text-ink-3 text-xs tabular" title={formatMomentFully(stream.asOf, zone)}>
            {t.streams.asOf(formatMoment(stream.asOf, zone, now))} ({formatRelative(stream.asOf, now)})
          </span>
        )}
      </div>
      {isImporting(stream) && progress?.total !== undefined && (
        <progress
          className="mt-2"
          aria-label={t.progress.bar(shop.name)}
          max={100}
          value={percentOf(stream) ?? 0}
        />
      )}
      {progress && progress.unreadable > 0 && (
        <p className="mt-1 text-sm text-warn">{t.shops.unreadable(progress.unreadable)}</p>
      )}
      {stream.reason && shop.state !== 'disconnected' && (
        <p className="mt-1 text-ink-2 text-sm">
          {stream.reason.sentence}
          {stream.reason.retryAt && ` ${t.streams.nextTry(formatRelative(stream.reason.retryAt, now))}.`}
        </p>
      )}
    </div>
  );
}

/** Asks for changes now; what comes back is shown by the stream itself. */
function SyncNow({ shop, streams }: { shop: Shop; streams: StreamSync[] | undefined }) {
  const queryClient = useQueryClient();
  const ask = useMutation({
    mutationFn: () => call(api.POST('/api/shops/{shopId}/sync', { params: { path: { shopId: shop.id } } })),
    onSuccess: (sync) => {
      queryClient.setQueryData(syncQuery(shop.id).queryKey, sync);
      void queryClient.invalidateQueries({ queryKey: ['orders', shop.id] });
      toast(t.shops.syncAsked(shop.name));
    },
    onError: (thrown) => {
      const { code, problem } = asApiError(thrown);
      if (code === 'sync-too-soon') toast(t.shops.tooSoon(problem?.retryAfterSeconds ?? 30));
      else if (code === 'sync-already-running') toast(t.shops.alreadyRunning);
      else if (code === 'sync-reconnect-needed' || code === 'shop-disconnected')
        toast(t.shops.syncReconnect, 'error');
      else toast(`${t.shops.syncFailed} ${errorSentence(thrown)}`, 'error');
    },
  });
  const running = ask.isPending || (streams?.some((stream) => stream.runningNow) ?? false);
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
