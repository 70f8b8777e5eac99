import { describe, expect, it } from 'vitest';
import type { Certificate } from '../api/client';
import { comparedDays, countDays } from './days';

const certificate = (day: string | undefined, difference = 0): Certificate => ({
  ...(day ? { day } : {}),
  platform: 5,
  stored: 5 + difference,
  difference,
  vanished: 0,
  announced: 0,
  held: 0,
  checkedAt: '2026-11-21T03:00:00Z',
});

describe('the days of a comparison', () => {
  it('match, differ, hold nothing, or were not looked at', () => {
    const days = comparedDays(
      [certificate('2026-11-20'), certificate('2026-11-18', -1)],
      '2026-11-17',
      '2026-11-22',
    );
    expect(days.map(({ day, state }) => [day, state])).toEqual([
      ['2026-11-17', 'open'],
      ['2026-11-18', 'differs'],
      ['2026-11-19', 'empty'],
      ['2026-11-20', 'same'],
      ['2026-11-21', 'empty'],
      ['2026-11-22', 'open'],
    ]);
    expect(countDays(days)).toEqual({ same: 1, differs: 1, empty: 2, open: 2 });
  });

  it('are all open where nothing was compared, or only a whole list', () => {
    for (const certificates of [[], [certificate(undefined)]]) {
      const days = comparedDays(certificates, '2026-11-20', '2026-11-22');
      expect(countDays(days)).toEqual({ same: 0, differs: 0, empty: 0, open: 3 });
    }
  });

  it('count one day too many as a difference like one too few', () => {
    expect(comparedDays([certificate('2026-11-20', 2)], '2026-11-20', '2026-11-20')[0]?.state).toBe(
      'differs',
    );
  });
});
