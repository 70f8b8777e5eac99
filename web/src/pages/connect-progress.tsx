import { useQueries, useQuery } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Redirect, useSearchParams } from 'wouter';
import type { Shop, StreamSync } from '../api/client';
import { pollMillis, shopsQuery, syncQuery } from '../api/queries';
import { useNow } from '../lib/hooks';
import { formatRelative, formatSpan } from '../lib/time';
import { isImporting, orderStream, percentOf, secondsLeft } from '../shell/sync-state';
import { t } from '../text/en';
import { Banner } from '../ui/banner';
import { Button, LinkButton } from '../ui/button';
import { Card } from '../ui/card';
import { Page } from '../ui/page';
import { Skeleton } from '../ui/skeleton';
import { ErrorState } from '../ui/states';
import { Steps } from '../ui/steps';

/** The first import of the shops just connected, counted honestly until it is done. */
export default function ConnectProgress() {
  const [params] = useSearchParams();
  const shops = useQuery(shopsQuery());
  const named = params.get('shops')?.split(',') ?? [];
  const shown = (shops.data ?? []).filter(({ id }) => named.length === 0 || named.includes(id));
  const syncs = useQueries({
    queries: shown.map(({ id }) => ({
      ...syncQuery(id),
      refetchInterval: (query: { state: { data?: Parameters<typeof pollMillis>[0] } }) =>
        pollMillis(query.state.data, document.hidden),
      refetchIntervalInBackground: true,
    })),
  });
  const now = useNow(1_000);

  const rows = shown.map((shop, index) => ({
    shop,
    stream: orderStream(syncs[index]?.data),
    sync: syncs[index],
  }));
  const known = rows.flatMap(({ stream }) => stream ?? []);
  const done = rows.length > 0 && known.length === rows.length && known.every((stream) => finished(stream));
  const percents = known.map((stream) => percentOf(stream) ?? 0);
  const percent = percents.length > 0 ? Math.floor(percents.reduce((a, b) => a + b, 0) / percents.length) : 0;
  const title = done ? t.progress.doneTitle : t.progress.title;

  if (shops.isError) return <ErrorState error={shops.error} onRetry={() => shops.refetch()} />;
  if (shops.data && shown.length === 0 && !shops.isFetching) return <Redirect to="/shops" replace />;
  const first = shown[0];

  return (
    <Page
      title={done ? title : percent > 0 ? t.progress.titlePercent(percent) : t.progress.page}
      heading={title}
      narrow
    >
      <Steps current={done ? 4 : 3} />
      <p className="text-ink-2">{done ? t.progress.doneLead : t.progress.lead}</p>
      {shops.isPending && <Skeleton className="h-24 w-full rounded-lg" />}
      {rows.map(({ shop, stream, sync }) => (
        <ShopImport
          key={shop.id}
          shop={shop}
          stream={stream}
          now={now}
          failed={sync?.isError ?? false}
          onRetry={() => sync?.refetch()}
        />
      ))}
      <Announcer rows={rows} />
      {first && (
        <div>
          <LinkButton look={done ? 'primary' : 'secondary'} href={`/shops/${first.id}/orders`}>
            {t.progress.toOrders}
          </LinkButton>
        </div>
      )}
    </Page>
  );
}

const finished = (stream: StreamSync) => !isImporting(stream) || stream.progress?.finishedAt !== undefined;

function ShopImport({
  shop,
  stream,
  now,
  failed,
  onRetry,
}: {
  shop: Shop;
  stream: StreamSync | undefined;
  now: Date;
  failed: boolean;
  onRetry: () => void;
}) {
  const progress = stream?.progress;
  const ended = stream !== undefined && finished(stream);
  const off = stream?.state === 'off' || stream?.state === 'failing';
  const left = stream && secondsLeft(stream, now);
  const figures = !stream
    ? t.common.loading
    : off
      ? t.streams.states[stream.state]
      : ended
        ? progress?.read === 0
          ? t.progress.nothing
          : t.progress.done(progress?.read ?? 0)
        : progress?.total !== undefined
          ? t.progress.of(progress.read, progress.total)
          : progress && progress.read > 0
            ? t.progress.soFar(progress.read)
            : t.progress.waiting;
  return (
    <Card className="flex min-h-18 flex-col gap-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 className="flex items-center gap-2 font-medium">
          {shop.name}
          {ended && !off && <CircleCheck aria-hidden="true" className="size-4 self-center text-pos" />}
        </h2>
        <p className="text-ink-2 text-sm tabular">
          {figures}
          {left !== undefined && ` · ${t.progress.left(formatSpan(left))}`}
        </p>
      </div>
      <progress
        aria-label={t.progress.bar(shop.name)}
        max={100}
        value={ended ? 100 : progress?.total ? (stream && percentOf(stream)) || 0 : 0}
      />
      {stream?.reason && (
        <Banner kind={stream.state === 'failing' ? 'neg' : 'warn'}>
          {stream.reason.sentence}
          {stream.reason.retryAt && ` ${t.streams.nextTry(formatRelative(stream.reason.retryAt, now))}.`}
        </Banner>
      )}
      {failed && (
        <Banner kind="warn" action={<Button onClick={onRetry}>{t.common.tryAgain}</Button>}>
          {t.errors.unreachable}
        </Banner>
      )}
    </Card>
  );
}

/** Says each quarter once, not every tick. */
function Announcer({ rows }: { rows: { shop: Shop; stream: StreamSync | undefined }[] }) {
  const said = useRef(new Map<string, number>());
  const [words, setWords] = useState('');
  useEffect(() => {
    for (const { shop, stream } of rows) {
      if (!stream) continue;
      const percent = finished(stream) ? 100 : (percentOf(stream) ?? 0);
      const quarter = Math.floor(percent / 25) * 25;
      const before = said.current.get(shop.id);
      said.current.set(shop.id, quarter);
      if (before === undefined || quarter <= before) continue;
      setWords(
        quarter === 100 ? t.progress.announcedDone(shop.name) : t.progress.announced(shop.name, quarter),
      );
    }
  }, [rows]);
  return (
    <p role="status" className="sr-only">
      {words}
    </p>
  );
}
