import type { ShopSync, StreamSync } from '../api/client';

/** What is known of a shop's streams, whatever else is. */
type Streams = Pick<ShopSync, 'streams'>;

/** The orders' stream of a shop. */
export const orderStream = (sync: Streams | undefined): StreamSync | undefined =>
  sync?.streams.find(({ stream }) => stream === 'order');

/** How much of the first walk is done, in whole percent; never 100 before it has ended. */
export function percentOf(stream: StreamSync): number | undefined {
  const { progress } = stream;
  if (!progress) return undefined;
  if (progress.finishedAt) return 100;
  if (!progress.total) return undefined;
  return Math.min(99, Math.floor((progress.read / progress.total) * 100));
}

/** Whether the first walk through everything has still to end. */
export const isImporting = (stream: StreamSync | undefined): boolean =>
  stream !== undefined && (stream.state === 'waiting' || stream.state === 'importing');

/** What is said of a stream: one that is in step with its list but has records still to read is catching up. */
export type ShownState = StreamSync['state'] | 'catching-up';

export const shownState = ({ state, waiting }: StreamSync): ShownState =>
  state === 'in-step' && waiting && waiting.count > 0 ? 'catching-up' : state;

const groups = ['orders', 'products', 'returns', 'money', 'conversations', 'figures', 'shop'] as const;

/** The streams as a seller looks for them, without groups that have none. */
export const groupsOf = (streams: StreamSync[]): { group: StreamSync['group']; streams: StreamSync[] }[] =>
  groups
    .map((group) => ({ group, streams: streams.filter((each) => each.group === group) }))
    .filter((each) => each.streams.length > 0);

/** How many streams there are of each state, and how many in all. */
export type Summary = Record<ShownState, number> & { all: number };

export function summaryOf(streams: StreamSync[]): Summary {
  const counts: Record<ShownState, number> = {
    waiting: 0,
    importing: 0,
    'catching-up': 0,
    'in-step': 0,
    delayed: 0,
    off: 0,
    failing: 0,
  };
  for (const stream of streams) counts[shownState(stream)] += 1;
  return { ...counts, all: streams.length };
}

/** The state that stands for all: the one that most needs somebody to look. */
export function worstOf(streams: StreamSync[]): ShownState {
  const counts = summaryOf(streams);
  const order = ['failing', 'delayed', 'importing', 'waiting', 'catching-up', 'off'] as const;
  if (counts.all > 0 && counts.off === counts.all) return 'off';
  return order.find((state) => state !== 'off' && counts[state] > 0) ?? 'in-step';
}

/** Whether reading is impossible until somebody approves at the platform again. */
export const needsReconnect = (streams: StreamSync[]): boolean =>
  streams.some(({ reason }) => reason?.code === 'reconnect-needed');

const ESTIMATE_AFTER_MS = 4_000;

/** The seconds that are left at the pace so far, once there is a pace to speak of. */
export function secondsLeft(stream: StreamSync, now: Date): number | undefined {
  const { progress } = stream;
  if (!progress?.total || progress.finishedAt || progress.read <= 0) return undefined;
  const elapsedMs = now.getTime() - Date.parse(progress.startedAt);
  const left = progress.total - progress.read;
  if (elapsedMs < ESTIMATE_AFTER_MS || left <= 0) return undefined;
  return (elapsedMs / 1000 / progress.read) * left;
}
