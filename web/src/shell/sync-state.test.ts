import { describe, expect, it } from 'vitest';
import type { StreamSync } from '../api/client';
import { pollMillis } from '../api/queries';
import { percentOf, secondsLeft } from './sync-state';

const importing = (read: number, total?: number): StreamSync => ({
  stream: 'order',
  state: 'importing',
  progress: { read, total, unreadable: 0, startedAt: '2026-11-22T12:00:00Z' },
});

describe('the first import', () => {
  it('never says 100 % before it has ended', () => {
    expect(percentOf(importing(1_999, 2_000))).toBe(99);
    expect(percentOf(importing(2_000, 2_000))).toBe(99);
    expect(
      percentOf({
        ...importing(1, 1),
        progress: { read: 1, total: 1, unreadable: 0, startedAt: '', finishedAt: '2026-11-22T12:00:00Z' },
      }),
    ).toBe(100);
  });

  it('gives no percentage while the total is unknown or nothing', () => {
    expect(percentOf(importing(40))).toBeUndefined();
    expect(percentOf(importing(0, 0))).toBeUndefined();
  });

  it('estimates from the pace so far, and not before there is one', () => {
    expect(secondsLeft(importing(500, 2_000), new Date('2026-11-22T12:00:10Z'))).toBe(30);
    expect(secondsLeft(importing(500, 2_000), new Date('2026-11-22T12:00:01Z'))).toBeUndefined();
    expect(secondsLeft(importing(0, 2_000), new Date('2026-11-22T12:01:00Z'))).toBeUndefined();
  });

  it('is looked at often while it runs, seldom when nobody watches or nothing moves', () => {
    const sync = { shopId: '1', streams: [importing(1, 2)] };
    expect(pollMillis(sync, false)).toBe(2_000);
    expect(pollMillis(sync, true)).toBe(15_000);
    expect(pollMillis({ shopId: '1', streams: [{ stream: 'order', state: 'in-step' }] }, false)).toBe(30_000);
  });
});
