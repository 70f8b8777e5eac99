import { useQuery } from '@tanstack/react-query';
import { RefreshCw, Store } from 'lucide-react';
import type { ReactNode } from 'react';
import { asApiError, type Shop, type ShopSync, type StreamSync } from '../api/client';
import { certificatesQuery, shopsQuery, syncQuery } from '../api/queries';
import { useNow } from '../lib/hooks';
import { useZone } from '../lib/preferences';
import { formatDay } from '../lib/time';
import { Disconnected, Reconnect } from '../orders/condition';
import { groupsOf, needsReconnect, summaryOf } from '../shell/sync-state';
import { Legend } from '../sync/compared';
import { type Compared, StreamRow, titleOf } from '../sync/stream-row';
import { useSyncNow } from '../sync/sync-now';
import { t } from '../text/en';
import { s } from '../text/sync';
import { Banner } from '../ui/banner';
import { Button, LinkButton } from '../ui/button';
import { Card } from '../ui/card';
import { Page } from '../ui/page';
import { Skeleton } from '../ui/skeleton';
import { EmptyState, ErrorState } from '../ui/states';

/** Every kind of a shop's data: how current it is, what it lacks, and how it compares with the platform. */
export default function Sync({ shopId }: { shopId: string }) {
  const shops = useQuery(shopsQuery());
  const shop = shops.data?.find(({ id }) => id === shopId);
  const sync = useQuery(syncQuery(shopId));
  const certificates = useQuery(certificatesQuery(shopId));
  const now = useNow(10_000);
  const zone = useZone();

  if (sync.isError && asApiError(sync.error).code === 'not-found') {
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

  const compared = (stream: StreamSync): Compared | undefined => {
    const found = certificates.data?.streams.find((each) => each.stream === stream.stream);
    return (
      certificates.data &&
      found && { from: certificates.data.from, to: certificates.data.to, certificates: found.certificates }
    );
  };

  return (
    <Page
      title={shop ? s.page(shop.name) : s.pageUnknown}
      aside={shop && sync.data && <SyncAll shop={shop} streams={sync.data.streams} />}
    >
      <div className="-mt-2 flex flex-col gap-1">
        <p className="text-ink-2">{s.lead}</p>
        {sync.data && shop?.state !== 'disconnected' && (
          <Webhooks webhooks={sync.data.webhooks} zone={zone} />
        )}
        {sync.data && (
          <div className="flex flex-wrap items-center gap-x-5 gap-y-1.5 text-sm tabular">
            <span role="status" className="font-medium">
              {t.streams.summary(summaryOf(sync.data.streams))}
            </span>
            {certificates.data && <Legend />}
          </div>
        )}
      </div>
      {sync.data && <Conditions shop={shop} streams={sync.data.streams} failed={sync.isError} />}
      {sync.isPending && <Loading />}
      {sync.isError && !sync.data && (
        <Card>
          <ErrorState error={sync.error} onRetry={() => sync.refetch()} />
        </Card>
      )}
      {shop &&
        sync.data &&
        groupsOf(sync.data.streams).map(({ group, streams }) => (
          <Card key={group} padded={false} label={s.groups[group]} className="min-w-0">
            <h2 className="rounded-t-lg border-line border-b bg-sunken px-4 py-2 font-medium text-ink-2 text-sm lg:px-5">
              {s.groups[group]}
            </h2>
            <ul>
              {streams.map((stream) => (
                <StreamRow
                  key={stream.stream}
                  stream={stream}
                  shop={shop}
                  compared={compared(stream)}
                  now={now}
                  zone={zone}
                />
              ))}
            </ul>
          </Card>
        ))}
      {certificates.isError && !certificates.data && sync.data && (
        <p className="text-ink-3 text-sm">{s.compared.failed}</p>
      )}
    </Page>
  );
}

/** Whether changes are told at once, and why not. */
function Webhooks({ webhooks, zone }: { webhooks: ShopSync['webhooks']; zone: string }) {
  const { state, since, missing, reason } = webhooks;
  return (
    <p className="text-ink-2 text-sm">
      {state === 'registered'
        ? since
          ? s.webhooks.registered(formatDay(since, zone))
          : s.webhooks.registeredUndated
        : state === 'partly'
          ? s.webhooks.partly(eventNames(missing ?? []))
          : s.webhooks[state]}{' '}
      {reason?.sentence}
    </p>
  );
}

const eventNames = (events: string[]): string =>
  events.map((event) => event.toLowerCase().replaceAll('_', ' ')).join(', ');

/** What concerns the whole shop, with the one click that mends it. */
function Conditions({
  shop,
  streams,
  failed,
}: {
  shop: Shop | undefined;
  streams: StreamSync[];
  failed: boolean;
}) {
  const now = useNow();
  const zone = useZone();
  const banners: ReactNode[] = [];
  if (shop?.state === 'disconnected') {
    banners.push(
      <Banner key="disconnected" kind="warn" action={<Reconnect shop={shop} />}>
        <Disconnected shop={shop} now={now} zone={zone} />
      </Banner>,
    );
  } else if (shop?.state === 'reconnect-needed' || needsReconnect(streams)) {
    banners.push(
      <Banner key="reconnect" kind="neg" action={<Reconnect shop={shop} />}>
        {t.shops.reconnectWhy}
      </Banner>,
    );
  }
  const off = streams.filter(({ reason }) => reason?.code === 'scope-missing');
  if (off.length > 0 && shop?.state === 'connected') {
    banners.push(
      <Banner key="off" kind="warn" action={<Reconnect shop={shop} />}>
        {s.off(off.map(titleOf), off.length)}
      </Banner>,
    );
  }
  if (failed) {
    banners.push(
      <Banner key="stale" kind="warn">
        {s.notUpdated}
      </Banner>,
    );
  }
  return banners;
}

function SyncAll({ shop, streams }: { shop: Shop; streams: StreamSync[] }) {
  const ask = useSyncNow(shop, t.shops.syncAsked(shop.name));
  if (shop.state !== 'connected') return null;
  const busy = ask.isPending || streams.every(({ runningNow }) => runningNow);
  return (
    <Button
      busy={busy}
      onClick={() => ask.mutate()}
      icon={<RefreshCw aria-hidden="true" className={busy ? 'size-4 animate-spin' : 'size-4'} />}
    >
      {busy ? t.shops.syncPending : s.syncAll}
    </Button>
  );
}

const Loading = () => (
  <>
    <Skeleton className="h-64 w-full rounded-lg" />
    <Skeleton className="h-64 w-full rounded-lg" />
  </>
);
