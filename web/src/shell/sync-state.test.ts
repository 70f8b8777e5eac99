import { describe, expect, it } from 'vitest';
import type { ShopSync, StreamSync } from '../api/client';
import { pollMillis } from '../api/queries';
import { t } from '../text/en';
import { groupsOf, percentOf, secondsLeft, summaryOf, worstOf } from './sync-state';

const importing = (read: number, total?: number): StreamSync => ({
  stream: 'order',
  group: 'orders',
  state: 'importing',
  progress: { read, total, unreadable: 0, startedAt: '2026-11-22T12:00:00Z' },
});

const streamOf = (state: StreamSync['state'], group: StreamSync['group'] = 'orders'): StreamSync => ({
  stream: 'order',
  group,
  state,
});

describe('all of a shop’s data', () => {
  it('is summed up in a line that leaves out what is not worth a word', () => {
    const some = [
      ...Array(14).fill(streamOf('in-step')),
      ...Array(3).fill(streamOf('importing')),
      streamOf('off'),
    ];
    expect(t.streams.summary(summaryOf(some))).toBe('14 of 18 in step, 3 importing, 1 off');
    expect(t.streams.summary(summaryOf([streamOf('in-step'), streamOf('in-step')]))).toBe('All 2 in step');
  });

  it('is as well as the kind that most needs somebody to look', () => {
    const state = (...states: StreamSync['state'][]) => worstOf(states.map((each) => streamOf(each)));
    expect(state('in-step', 'failing', 'delayed')).toBe('failing');
    expect(state('in-step', 'importing', 'delayed')).toBe('delayed');
    expect(state('waiting', 'importing')).toBe('importing');
    expect(state('in-step', 'off')).toBe('in-step');
    expect(state('off', 'off')).toBe('off');
  });

  it('is catching up while something that a list told of is still to be read', () => {
    const behind = (count: number): StreamSync => ({
      ...streamOf('in-step'),
      waiting: { count, more: false },
    });
    expect(worstOf([streamOf('in-step'), behind(3)])).toBe('catching-up');
    expect(worstOf([streamOf('in-step'), behind(0)])).toBe('in-step');
    expect(t.streams.summary(summaryOf([streamOf('in-step'), behind(3)]))).toBe(
      '1 of 2 in step, 1 catching up',
    );
  });

  it('is grouped as a seller looks for it, without empty groups', () => {
    const groups = groupsOf([
      streamOf('in-step', 'shop'),
      streamOf('off', 'money'),
      streamOf('off', 'orders'),
    ]);
    expect(groups.map(({ group }) => group)).toEqual(['orders', 'money', 'shop']);
  });
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
    const syncOf = (stream: StreamSync): ShopSync => ({
      shopId: '1',
      webhooks: { state: 'registered' },
      streams: [stream],
    });
    const sync = syncOf(importing(1, 2));
    expect(pollMillis(sync, false)).toBe(2_000);
    expect(pollMillis(sync, true)).toBe(15_000);
    expect(pollMillis(syncOf(streamOf('in-step')), false)).toBe(30_000);
  });
});
