import { describe, expect, it } from 'vitest';
import { queryOf, rangeDays, rangeName, readFilter, writeFilter } from './filter';

const read = (query: string) => readFilter(new URLSearchParams(query), 'Europe/London');

describe('the filter in the address', () => {
  it('survives being written and read', () => {
    const filter = read('status=IN_TRANSIT&from=2026-11-01&to=2026-11-22&tz=America/New_York&cursor=abc');
    expect(read(writeFilter(filter))).toEqual(filter);
  });

  it('asks for whole days in the zone that the link names', () => {
    expect(queryOf(read('from=2026-11-22&to=2026-11-22&tz=America/Los_Angeles'))).toEqual({
      from: '2026-11-22T08:00:00.000Z',
      to: '2026-11-23T08:00:00.000Z',
    });
  });

  it('leaves out what is no day, no status or no zone', () => {
    expect(read('from=0202-11-01').from).toBeUndefined();
    expect(read('from=2026-02-31&to=x&status=drop%20table&tz=Nowhere/Land')).toEqual({
      zone: 'Europe/London',
    });
  });

  it('searches alone, since a search goes through all statuses and days', () => {
    expect(queryOf(read('q=%20577188%20&status=COMPLETED&from=2026-11-01'))).toEqual({ q: '577188' });
  });

  it('keeps an order status that is newer than this application', () => {
    expect(read('status=TELEPORTED').status).toBe('TELEPORTED');
  });

  it('recognizes the named ranges', () => {
    const now = new Date('2026-11-22T12:00:00Z');
    for (const name of ['any', 'today', '7d', '30d'] as const) {
      expect(rangeName({ ...rangeDays(name, 'UTC', now), zone: 'UTC' }, now)).toBe(name);
    }
    expect(rangeDays('7d', 'UTC', now)).toEqual({ from: '2026-11-16', to: '2026-11-22' });
    expect(rangeName({ from: '2026-11-02', zone: 'UTC' }, now)).toBe('custom');
  });
});
