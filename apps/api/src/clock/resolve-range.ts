import { DomainError } from '../errors/domain-error.js';
import { localDayOf, startOfLocalDay } from './local-day.js';

const DAY_MS = 86_400_000;
const DEFAULT_WEEKS = 12;

/** A half-open range of instants, and the zone in which its days are counted. */
export interface ResolvedRange {
  from: Date;
  to: Date;
  timeZone: string;
}

export interface RangeInput {
  from?: string | undefined;
  to?: string | undefined;
  timeZone: string;
}

/**
 * The instants of a query's range. A day is midnight in the zone; without `from` and `to` the last 12 complete weeks
 * (Monday to Sunday) before `now`. Throws `invalid` when the range is empty or reversed.
 */
export function resolveRange(input: RangeInput, now: Date): ResolvedRange {
  const { timeZone } = input;
  const to = input.to === undefined ? thisMonday(now, timeZone) : toInstant(input.to, timeZone);
  const from =
    input.from === undefined
      ? startOfLocalDay(shiftDay(localDayOf(to, timeZone), -7 * DEFAULT_WEEKS), timeZone)
      : toInstant(input.from, timeZone);
  if (from.getTime() >= to.getTime())
    throw DomainError.invalid('to', 'must be later than from', 'empty_range');
  return { from, to, timeZone };
}

/** The instant of a text that is an instant or a day (its midnight in the zone). */
export function toInstant(value: string, timeZone: string): Date {
  return value.includes('T') ? new Date(value) : startOfLocalDay(value, timeZone);
}

function thisMonday(now: Date, timeZone: string): Date {
  const today = localDayOf(now, timeZone);
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay();
  return startOfLocalDay(shiftDay(today, -((weekday + 6) % 7)), timeZone);
}

function shiftDay(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
