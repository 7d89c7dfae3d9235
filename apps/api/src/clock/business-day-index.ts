import { type BusinessCalendar, isBusinessDay } from '@tenken/shared/business-days';

const DAY_MS = 86_400_000;

/** The number of an ISO day, counted from 1970-01-01. */
export function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS;
}

/** The ISO day of such a number. */
export function dayOfNumber(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

/**
 * Business days between any two days of a span without walking them: running counts from its first day. Agrees with
 * `countBusinessDays`: those after `from` up to and including `to`, negative when `to` comes first. A day outside of the
 * span counts as its nearest end.
 */
export class BusinessDayIndex {
  private readonly running: Int32Array;

  constructor(
    calendar: BusinessCalendar,
    private readonly first: number,
    private readonly last: number,
  ) {
    this.running = new Int32Array(Math.max(1, last - first + 1));
    for (let day = first + 1; day <= last; day++) {
      this.running[day - first] =
        this.running[day - first - 1]! + (isBusinessDay(dayOfNumber(day), calendar) ? 1 : 0);
    }
  }

  between(from: number, to: number): number {
    return this.at(to) - this.at(from);
  }

  private at(day: number): number {
    return this.running[Math.min(this.last, Math.max(this.first, day)) - this.first]!;
  }
}

/** Business days are counted back so far at most: what is older is a broken date. */
const MOST_DAYS = 36_525;

/** An index for each calendar, from the earliest of the days on (a hundred years at most) to the last. */
export function indexCalendars(
  calendars: readonly BusinessCalendar[],
  days: Iterable<number>,
  last: number,
): BusinessDayIndex[] {
  let first = last;
  for (const day of days) first = Math.min(first, day);
  return calendars.map((calendar) => new BusinessDayIndex(calendar, Math.max(first, last - MOST_DAYS), last));
}
