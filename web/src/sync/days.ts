import type { Certificate } from '../api/client';
import { addDays } from '../lib/time';
import type { DayState } from '../text/sync';

export interface ComparedDay {
  day: string;
  state: DayState;
  certificate?: Certificate;
}

/** Whether anything is missing, too much, or not as it was announced. */
export const isDiffering = ({ difference, announced, held }: Certificate): boolean =>
  difference !== 0 || held !== announced;

/** Whether it was found twice in a row; what changes while it is compared differs once. */
export const isLasting = ({ differsSince, checkedAt }: Certificate): boolean =>
  differsSince !== undefined && differsSince !== checkedAt;

/**
 * Every day of a range and what is known of it, oldest first.
 *
 * A day on which neither side has anything has no certificate. It counts as compared only between the oldest day that
 * has one and the moment of the last comparison: elsewhere nobody can tell it from a day that was not looked at.
 */
export function comparedDays(certificates: Certificate[], from: string, to: string): ComparedDay[] {
  const byDay = new Map(certificates.flatMap((each) => (each.day ? [[each.day, each] as const] : [])));
  const oldest = [...byDay.keys()].sort()[0];
  const checkedUntil = certificates
    .map(({ checkedAt }) => checkedAt.slice(0, 10))
    .sort()
    .at(-1);
  const days: ComparedDay[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const certificate = byDay.get(day);
    const state: DayState = certificate
      ? isDiffering(certificate)
        ? 'differs'
        : 'same'
      : oldest !== undefined && checkedUntil !== undefined && day > oldest && day <= checkedUntil
        ? 'empty'
        : 'open';
    days.push({ day, state, certificate });
  }
  return days;
}

/** How many days are of each state. */
export function countDays(days: ComparedDay[]): Record<DayState, number> {
  const counts = { same: 0, differs: 0, empty: 0, open: 0 };
  for (const { state } of days) counts[state] += 1;
  return counts;
}
