/** The days on which a team works: ISO weekdays (1 = Monday) less the holidays of its calendar. */
export interface BusinessCalendar {
  workingDays: readonly number[];
  /** ISO days, `2026-11-23` */
  holidays: ReadonlySet<string>;
}

const DAY_MS = 86_400_000;
/** Ten years without a single working day: the calendar is wrong, and looking on would never end. */
const SEARCH_LIMIT = 3653;

/** True when the team works on this ISO day. */
export function isBusinessDay(day: string, calendar: BusinessCalendar): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
  return calendar.workingDays.includes(weekday) && !calendar.holidays.has(day);
}

/**
 * The business day that comes `count` business days after an ISO day (before it, when negative). The day itself does
 * not count: 1 from a Friday is the Monday after, from a Saturday too. 0 is the day itself, whatever it is.
 * @throws {RangeError} when the calendar has no business days
 */
export function addBusinessDays(day: string, count: number, calendar: BusinessCalendar): string {
  const step = count < 0 ? -1 : 1;
  let left = Math.abs(count);
  let current = day;
  let idle = 0;
  while (left > 0) {
    current = shift(current, step);
    idle += 1;
    if (isBusinessDay(current, calendar)) {
      left -= 1;
      idle = 0;
    }
    if (idle > SEARCH_LIMIT) throw new RangeError('The calendar has no business days');
  }
  return current;
}

/**
 * How many business days pass from one ISO day to another: those after `from` up to and including `to`; negative
 * when `to` comes first. Agrees with `addBusinessDays`: from day + n business days lies n business days later.
 */
export function countBusinessDays(from: string, to: string, calendar: BusinessCalendar): number {
  if (to < from) return -countBusinessDays(to, from, calendar);
  let count = 0;
  for (let day = shift(from, 1); day <= to; day = shift(day, 1)) {
    if (isBusinessDay(day, calendar)) count += 1;
  }
  return count;
}

function shift(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
