import { describe, expect, it } from 'vitest';
import {
  addDays,
  dayIn,
  daysBetween,
  formatMoment,
  formatRelative,
  formatSpan,
  isZone,
  startOfDay,
  zoneName,
} from './time';

const now = new Date('2026-11-22T12:00:00Z');

describe('time', () => {
  it('starts a day where the zone starts it', () => {
    expect(startOfDay('2026-11-22', 'UTC')?.toISOString()).toBe('2026-11-22T00:00:00.000Z');
    expect(startOfDay('2026-11-22', 'America/Los_Angeles')?.toISOString()).toBe('2026-11-22T08:00:00.000Z');
    expect(startOfDay('2026-07-01', 'Europe/London')?.toISOString()).toBe('2026-06-30T23:00:00.000Z');
    expect(startOfDay('2026-11-22', 'Asia/Kolkata')?.toISOString()).toBe('2026-11-21T18:30:00.000Z');
  });

  it('starts the days on which the clocks change where they start', () => {
    expect(startOfDay('2026-03-08', 'America/New_York')?.toISOString()).toBe('2026-03-08T05:00:00.000Z');
    expect(startOfDay('2026-03-09', 'America/New_York')?.toISOString()).toBe('2026-03-09T04:00:00.000Z');
    expect(startOfDay('2026-11-01', 'America/New_York')?.toISOString()).toBe('2026-11-01T04:00:00.000Z');
    expect(startOfDay('2026-10-25', 'Europe/London')?.toISOString()).toBe('2026-10-24T23:00:00.000Z');
  });

  it.each(['', '2026-02-30', '2026-13-01', '22.11.2026', '2026-1-1', 'tomorrow'])(
    'knows that "%s" is no day',
    (day) => {
      expect(startOfDay(day, 'UTC')).toBeUndefined();
    },
  );

  it('names the day of a moment in a zone', () => {
    expect(dayIn(new Date('2026-11-22T03:00:00Z'), 'America/New_York')).toBe('2026-11-21');
    expect(dayIn(new Date('2026-11-22T23:00:00Z'), 'Asia/Tokyo')).toBe('2026-11-23');
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
  });

  it('counts hours up to two days, so that a deadline stays exact', () => {
    expect(formatRelative('2026-11-23T23:00:00Z', now)).toMatch(/in 35 hr/);
    expect(formatRelative('2026-11-24T13:00:00Z', now)).toMatch(/in 2 days/);
    expect(formatRelative('2026-11-22T11:58:00Z', now)).toMatch(/2 min.* ago/);
    expect(formatRelative('2026-11-22T12:00:20Z', now)).toBe('now');
  });

  it('shows the year only when it is another one', () => {
    expect(formatMoment('2026-11-21T17:43:00Z', 'UTC', now)).not.toMatch(/2026/);
    expect(formatMoment('2025-11-21T17:43:00Z', 'UTC', now)).toMatch(/2025/);
  });

  it('counts the days between two moments by the calendar of the zone', () => {
    const later = new Date('2026-12-06T12:00:05Z');
    expect(daysBetween(now, later, 'UTC')).toBe(14);
    expect(daysBetween(new Date('2026-11-22T23:59:00Z'), new Date('2026-11-23T00:01:00Z'), 'UTC')).toBe(1);
    expect(daysBetween(now, new Date('2026-11-22T23:30:00Z'), 'Europe/Berlin')).toBe(1);
    expect(daysBetween(later, now, 'UTC')).toBe(0);
  });

  it('names zones and refuses invented ones', () => {
    expect(zoneName('UTC', now)).toBe('UTC');
    expect(isZone('Europe/London')).toBe(true);
    expect(isZone('Mars/Olympus')).toBe(false);
  });

  it('rounds what is left to what a person would say', () => {
    expect(formatSpan(3)).toBe('5 sec');
    expect(formatSpan(61)).toBe('65 sec');
    expect(formatSpan(250)).toBe('4 min');
  });
});
