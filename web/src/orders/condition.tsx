import { useQuery } from '@tanstack/react-query';
import type { Shop, StreamSync } from '../api/client';
import { connectionsQuery } from '../api/queries';
import { daysBetween, formatDay, formatMomentFully, formatRelative } from '../lib/time';
import { Authorize } from '../shell/authorize';
import { isImporting } from '../shell/sync-state';
import { t } from '../text/en';
import { Banner } from '../ui/banner';
import { LinkButton } from '../ui/button';

const STALE_MS = 15 * 60_000;

/** What a person can mend only by approving at TikTok Shop again. */
const MENDED_BY_RECONNECTING = new Set(['reconnect-needed', 'scope-missing']);

/** Leaves for the TikTok Shop at which the shop's authorization was given. */
export function Reconnect({ shop }: { shop: Shop | undefined }) {
  const connections = useQuery(connectionsQuery());
  const through = connections.data?.find(({ shops }) => shops.some(({ id }) => id === shop?.id));
  return through && <Authorize region={through.region}>{t.shops.reconnect}</Authorize>;
}

/** The state of a shop's orders, where it is anything but in step: what it means, what comes next, how old they are. */
export function Condition({
  stream,
  shop,
  asOf: shownAsOf,
  now,
  zone,
  failed,
}: {
  stream: StreamSync | undefined;
  shop: Shop | undefined;
  /** Of what is shown, where the stream says nothing newer. */
  asOf: string | undefined;
  now: Date;
  zone: string;
  /** Whether what is shown could not be loaded anew. */
  failed: boolean;
}) {
  const asOf = stream?.asOf ?? shownAsOf;
  const since = asOf && (
    <time dateTime={asOf} title={formatMomentFully(asOf, zone)}>
      {t.orders.notUpdatedSince(formatRelative(asOf, now))}
    </time>
  );
  const reconnect = <Reconnect shop={shop} />;

  if (shop?.state === 'disconnected') {
    return (
      <Banner kind="warn" action={reconnect}>
        <Disconnected shop={shop} now={now} zone={zone} /> {since}
      </Banner>
    );
  }
  if (isImporting(stream) && stream) {
    const { progress } = stream;
    const read = progress?.total
      ? t.progress.of(progress.read, progress.total)
      : t.progress.soFar(progress?.read ?? 0);
    return (
      <Banner kind="info" action={<LinkButton href="/connect/progress">{t.orders.watch}</LinkButton>}>
        {progress?.read ? t.orders.importing(read) : t.orders.importingWaiting}
      </Banner>
    );
  }
  const code = shop?.state === 'reconnect-needed' ? 'reconnect-needed' : stream?.reason?.code;
  const stale = asOf !== undefined && now.getTime() - Date.parse(asOf) > STALE_MS;
  const known = code ? t.conditions[code] : stale ? t.conditions.stale : undefined;
  if (code || known) {
    const { title, next } = known ?? { title: stream?.reason?.sentence ?? '', next: '' };
    return (
      <Banner
        kind={stream?.state === 'failing' && !MENDED_BY_RECONNECTING.has(code ?? '') ? 'neg' : 'warn'}
        action={code && MENDED_BY_RECONNECTING.has(code) ? reconnect : undefined}
      >
        <span className="font-medium">{title}</span> {next} {since}
        {stream?.reason?.retryAt && ` ${t.streams.nextTry(formatRelative(stream.reason.retryAt, now))}.`}
      </Banner>
    );
  }
  if (failed && asOf) return <Banner kind="warn">{t.orders.notUpdated(formatRelative(asOf, now))}</Banner>;
  const unreadable = stream?.progress?.unreadable ?? 0;
  if (unreadable > 0) return <Banner kind="warn">{t.orders.unreadable(unreadable)}</Banner>;
  return null;
}

/** Who disconnected a shop and when, and what becomes of its data. */
export function Disconnected({ shop, now, zone }: { shop: Shop; now: Date; zone: string }) {
  const day = shop.disconnectedAt ? formatDay(shop.disconnectedAt, zone) : '';
  return (
    <>
      <span className="font-medium">{t.shops.disconnectedBy[shop.disconnectedBy ?? 'you'](day)}</span>{' '}
      {shop.deleteAt &&
        t.shops.deleteOn(formatDay(shop.deleteAt, zone), daysBetween(now, new Date(shop.deleteAt), zone))}
    </>
  );
}
