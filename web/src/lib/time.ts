import { locale } from './locale';

const formats = new Map<string, Intl.DateTimeFormat>();
function format(key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const id = `${key}/${locale()}/${options.timeZone ?? ''}`;
  let found = formats.get(id);
  if (!found) {
    found = new Intl.DateTimeFormat(locale(), options);
    formats.set(id, found);
  }
  return found;
}

/** The zone the browser is set to, such as `Europe/London`. */
export const localZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

const yearOf = (at: Date, timeZone: string) => format('year', { year: 'numeric', timeZone }).format(at);

/** Day and time, with the year only when it is not this one: `21 Nov, 17:43`. */
export function formatMoment(iso: string, timeZone: string, now: Date = new Date()): string {
  const at = new Date(iso);
  const withYear = yearOf(at, timeZone) !== yearOf(now, timeZone);
  return format(withYear ? 'moment-year' : 'moment', {
    day: 'numeric',
    month: 'short',
    ...(withYear ? { year: 'numeric' as const } : {}),
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  }).format(at);
}

/** Everything about a moment, naming the zone: for titles and for whoever needs to be sure. */
export const formatMomentFully = (iso: string, timeZone: string): string =>
  format('full', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
    timeZone,
  }).format(new Date(iso));

/** A calendar day: `21 November 2026`. Accepts a moment or a plain date, which has no zone. */
export const formatDay = (iso: string, timeZone: string): string =>
  format('day', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: iso.length === 10 ? 'UTC' : timeZone,
  }).format(new Date(iso));

/** A time of day: `17:43`. */
export const formatTime = (iso: string, timeZone: string): string =>
  format('time', { hour: '2-digit', minute: '2-digit', timeZone }).format(new Date(iso));

/** The short name of a zone, such as `GMT+1`. */
export const zoneName = (timeZone: string, at: Date = new Date()): string =>
  format('zone', { timeZoneName: 'short', timeZone })
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')?.value ?? timeZone;

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  // Hours matter up to two days: a deadline in 35 hours is not one in a day.
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** The distance to now in the largest fitting unit: `2 min ago`, `in 5 hr`. Under a minute it is `now`. */
export function formatRelative(iso: string, now: Date = new Date()): string {
  const seconds = (new Date(iso).getTime() - now.getTime()) / 1000;
  const relative = new Intl.RelativeTimeFormat(locale(), { numeric: 'always', style: 'short' });
  for (const [unit, size] of steps) {
    if (Math.abs(seconds) >= (unit === 'day' ? 2 * size : size))
      return relative.format(Math.trunc(seconds / size), unit);
  }
  return new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' }).format(0, 'second');
}

/** A span in words: `about 4 min`. */
export function formatSpan(seconds: number): string {
  const [unit, value] =
    seconds < 90
      ? (['second', Math.max(5, Math.ceil(seconds / 5) * 5)] as const)
      : seconds < 5_400
        ? (['minute', Math.round(seconds / 60)] as const)
        : (['hour', Math.round(seconds / 3_600)] as const);
  return new Intl.NumberFormat(locale(), { style: 'unit', unit, unitDisplay: 'short' }).format(value);
}

/** How long something took, exact while seconds matter: `4 sec`, `12 min`. */
export function formatLag(seconds: number): string {
  if (seconds >= 90) return formatSpan(seconds);
  return new Intl.NumberFormat(locale(), { style: 'unit', unit: 'second', unitDisplay: 'short' }).format(
    seconds,
  );
}

/** How far a zone's clocks are ahead of UTC at a moment, in milliseconds. */
function offsetAt(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(new Date(at));
  const read = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const wall = Date.UTC(
    read('year'),
    read('month') - 1,
    read('day'),
    read('hour'),
    read('minute'),
    read('second'),
  );
  return wall - Math.floor(at / 1000) * 1000;
}

/** The first moment of a calendar day (`2026-11-22`) in a zone, or undefined when it is no day. */
export function startOfDay(day: string, timeZone: string): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  const midnight = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(midnight) || new Date(midnight).toISOString().slice(0, 10) !== day) return undefined;
  const guess = midnight - offsetAt(midnight, timeZone);
  // The offset may change between the two moments when the clocks are put forward or back that day.
  return new Date(midnight - offsetAt(guess, timeZone));
}

/** The calendar day of a moment in a zone, as `2026-11-22`. */
export const dayIn = (at: Date, timeZone: string): string =>
  new Date(at.getTime() + offsetAt(at.getTime(), timeZone)).toISOString().slice(0, 10);

/** The day some days after another; a negative count goes back. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** How many midnights of a zone lie between two moments; 0 if the later one is not later. */
export const daysBetween = (from: Date, to: Date, timeZone: string): number =>
  Math.max(0, Math.round((Date.parse(dayIn(to, timeZone)) - Date.parse(dayIn(from, timeZone))) / 86_400_000));

/** Whether the zone is one this browser knows. */
export function isZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}
