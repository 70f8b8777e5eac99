import type { ShopSync, StreamSync } from '../api/client';

/** The orders' stream of a shop. */
export const orderStream = (sync: ShopSync | undefined): StreamSync | undefined =>
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
