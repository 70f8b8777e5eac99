import { ChevronRight, RefreshCw } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Certificate, Shop, StreamSync } from '../api/client';
import { formatDay, formatLag, formatMomentFully, formatRelative, formatSpan } from '../lib/time';
import { isImporting, percentOf, secondsLeft, shownState } from '../shell/sync-state';
import { t } from '../text/en';
import { s } from '../text/sync';
import { IconButton } from '../ui/button';
import { cx } from '../ui/cx';
import { ComparedTable, comparedSentence, DayStrip } from './compared';
import { comparedDays } from './days';
import { StreamState } from './stream-state';
import { useSyncNow } from './sync-now';

/** The comparisons of one stream, over a range of days. */
export interface Compared {
  from: string;
  to: string;
  certificates: Certificate[];
}

/** What a seller calls a stream. */
export const titleOf = (stream: StreamSync): string => s.streams[stream.stream]?.title ?? stream.stream;

/** Whether trying again is of no use until somebody approves at the platform again. */
const mendedByHand = (code: string | undefined) => code === 'scope-missing' || code === 'reconnect-needed';

/** One kind of data: how current it is, what it lacks, and how it compares. */
export function StreamRow({
  stream,
  shop,
  compared,
  now,
  zone,
}: {
  stream: StreamSync;
  shop: Shop;
  /** Absent while it loads. */
  compared: Compared | undefined;
  now: Date;
  zone: string;
}) {
  const title = titleOf(stream);
  const { progress, reason, waiting } = stream;
  const importing = isImporting(stream);
  const disconnected = shop.state === 'disconnected';
  return (
    <li className="px-4 py-3 not-first:border-line not-first:border-t lg:px-5">
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1.5 md:grid-cols-[minmax(0,1fr)_9rem_11rem_auto]">
        <div className="min-w-0">
          <h3 className="font-medium text-base">{title}</h3>
          <p className="text-ink-3 text-xs">{s.streams[stream.stream]?.holds}</p>
        </div>
        <p className="order-2 md:order-none">
          <StreamState state={shownState(stream)} />
        </p>
        <p className="order-3 text-right text-ink-3 text-xs tabular md:order-none md:text-left">
          {stream.runningNow && !importing ? (
            t.streams.running
          ) : stream.asOf ? (
            <time dateTime={stream.asOf} title={formatMomentFully(stream.asOf, zone)}>
              {s.asOf(formatRelative(stream.asOf, now))}
            </time>
          ) : (
            s.never
          )}
        </p>
        <div className="order-1 min-h-8 min-w-8 justify-self-end md:order-none">
          {shop.state === 'connected' && !mendedByHand(reason?.code) && (
            <SyncOne stream={stream} shop={shop} title={title} />
          )}
        </div>
      </div>
      {importing && <Import stream={stream} title={title} now={now} />}
      {reason && !disconnected && (
        <p className="mt-2 text-ink-2 text-sm">
          {reason.sentence}{' '}
          {!mendedByHand(reason.code) && reason.retryAt && s.nextTry(formatRelative(reason.retryAt, now))}
        </p>
      )}
      {progress && progress.unreadable > 0 && (
        <p className="mt-2 text-sm text-warn">{s.unreadable(progress.unreadable)}</p>
      )}
      <Disclosure
        label={s.detailsOf(title)}
        summary={
          <>
            {compared?.certificates.some(({ day }) => day) && (
              <DayStrip days={comparedDays(compared.certificates, compared.from, compared.to)} />
            )}
            <span className={stream.compared?.differing ? 'font-medium text-neg' : undefined}>
              {compared && (!waiting || compared.certificates.length > 0)
                ? comparedSentence(compared.certificates)
                : s.details}
            </span>
            {waiting && waiting.count > 0 && (
              <span className="text-ink-2 tabular">{s.waiting(waiting.count, waiting.more)}</span>
            )}
          </>
        }
      >
        <Facts stream={stream} now={now} zone={zone} />
        {compared && compared.certificates.length > 0 && (
          <>
            <ComparedTable title={title} certificates={compared.certificates} zone={zone} now={now} />
            {compared.certificates.some(({ announced }) => announced > 0) && (
              <p className="max-w-2xl text-ink-3 text-xs">{s.compared.announcedLead}</p>
            )}
          </>
        )}
      </Disclosure>
      {stream.setApart && (
        <p className="mt-2 max-w-3xl text-sm">
          <span className="font-medium text-warn">
            {s.setApart(stream.setApart.count, stream.setApart.more)}.
          </span>{' '}
          <span className="text-ink-2">
            {s.setApartLead(
              stream.setApart.codes,
              formatRelative(stream.setApart.since, now),
              formatRelative(stream.setApart.retryAt, now),
            )}
          </span>
        </p>
      )}
      {stream.drift && (
        <Disclosure summary={<span>{s.drift(stream.drift.length)}</span>}>
          <p className="text-ink-2 text-sm">{s.driftLead}</p>
          <ul className="flex flex-col gap-1 text-sm">
            {stream.drift.map(({ kind, field, times, lastAt }) => (
              <li key={`${kind} ${field}`} className="min-w-0">
                <code className="break-all rounded-sm bg-sunken px-1 py-0.5 font-sans text-xs">{field}</code>{' '}
                <span className="text-ink-2">{s.driftKinds[kind]}</span>{' '}
                <span className="text-ink-3 text-xs">{s.driftSeen(times, formatRelative(lastAt, now))}</span>
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </li>
  );
}

function Disclosure({
  label,
  summary,
  children,
}: {
  label?: string;
  summary: ReactNode;
  children: ReactNode;
}) {
  return (
    <details className="disclosure mt-1.5">
      <summary className="-mx-1.5 inline-flex min-h-6 max-w-full list-none items-center gap-x-2 rounded-md py-0.5 px-1.5 text-ink-3 text-xs hover:bg-hover hover:text-ink pointer-coarse:min-h-10 [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden="true" className="turns size-3.5 flex-none" />
        <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
          {label && <span className="sr-only">{label}:</span>}
          {summary}
        </span>
      </summary>
      <div className="flex flex-col gap-3 pt-2 pb-1 pl-5">{children}</div>
    </details>
  );
}

/** The first walk in counts, and how long it takes at the pace so far, where that can be told. */
function Import({ stream, title, now }: { stream: StreamSync; title: string; now: Date }) {
  const { progress } = stream;
  if (!progress) return <p className="mt-1.5 text-ink-3 text-xs">{s.notBegun}</p>;
  const left = stream.reason ? undefined : secondsLeft(stream, now);
  return (
    <div className="mt-2">
      <p className="text-ink-2 text-xs tabular">
        {progress.total === undefined ? s.soFar(progress.read) : s.of(progress.read, progress.total)}
        {left !== undefined && ` · ${s.left(formatSpan(left))}`}
      </p>
      {progress.total !== undefined && progress.total > 0 && (
        <progress className="mt-1.5" aria-label={s.bar(title)} max={100} value={percentOf(stream) ?? 0} />
      )}
    </div>
  );
}

const span = (millis: number): string =>
  millis < 1_000 ? s.underASecond : formatLag(Math.round(millis / 1_000));

function Facts({ stream, now, zone }: { stream: StreamSync; now: Date; zone: string }) {
  const { lag, overcome, waiting, progress } = stream;
  const moment = (iso: string) => (
    <time dateTime={iso} title={formatMomentFully(iso, zone)}>
      {formatRelative(iso, now)}
    </time>
  );
  return (
    <dl className="grid gap-x-8 gap-y-2.5 text-sm sm:grid-cols-2 lg:grid-cols-3">
      <Fact name={s.facts.lag} wide>
        {lag
          ? s.lag(lag.theirsMillis === undefined ? undefined : span(lag.theirsMillis), span(lag.oursMillis))
          : s.noLag}
      </Fact>
      {stream.lastAttemptAt && <Fact name={s.facts.read}>{moment(stream.lastAttemptAt)}</Fact>}
      {stream.nextAt && <Fact name={s.facts.next}>{moment(stream.nextAt)}</Fact>}
      {progress?.finishedAt && !waiting && (
        <Fact name={s.facts.first}>{s.first(progress.read, formatDay(progress.finishedAt, zone))}</Fact>
      )}
      {waiting && (
        <Fact name={s.facts.waiting}>
          {waiting.count === 0 ? s.waitingNone : s.waiting(waiting.count, waiting.more)}
        </Fact>
      )}
      {overcome && (
        <Fact name={s.facts.trouble}>
          {s.overcome(
            s.troubles[overcome.code] ?? s.troubleUnknown,
            formatRelative(overcome.at, now),
            overcome.times,
          )}
        </Fact>
      )}
    </dl>
  );
}

const Fact = ({ name, wide, children }: { name: string; wide?: boolean; children: ReactNode }) => (
  <div className={cx('min-w-0', wide && 'sm:col-span-2 lg:col-span-1')}>
    <dt className="text-ink-3 text-xs">{name}</dt>
    <dd className="mt-0.5">{children}</dd>
  </div>
);

function SyncOne({ stream, shop, title }: { stream: StreamSync; shop: Shop; title: string }) {
  const ask = useSyncNow(shop, s.asked(title), stream.stream);
  const busy = ask.isPending || Boolean(stream.runningNow);
  return (
    <IconButton
      label={s.syncOne(title)}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={() => {
        if (!busy) ask.mutate();
      }}
    >
      <RefreshCw aria-hidden="true" className={cx('size-4', busy && 'animate-spin')} />
    </IconButton>
  );
}
