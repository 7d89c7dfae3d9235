import { localDayOf, startOfLocalDay } from './local-day.js';
import type { ResolvedRange } from './resolve-range.js';

const DAY_MS = 86_400_000;

/**
 * The same period a year before: the same dates, or where the range is whole weeks (Monday to Monday, and not also
 * whole months) the weeks 52 weeks before, so that weekdays stand against the same weekdays. A range from or to
 * 29 February begins on the 28th and ends on 1 March. Where the ends are not midnights each keeps its local time of day.
 */
export function lastYearRange(range: ResolvedRange): ResolvedRange {
  const { from, to, timeZone } = range;
  const [first, last] = [localDayOf(from, timeZone), localDayOf(to, timeZone)];
  const [intoFirst, intoLast] = [sinceMidnight(from, first, timeZone), sinceMidnight(to, last, timeZone)];
  const wholeDays = intoFirst === 0 && intoLast === 0;
  const wholeMonths = first.endsWith('-01') && last.endsWith('-01');
  const wholeWeeks = wholeDays && !wholeMonths && isMonday(first) && isMonday(last);
  const [earlierFirst, earlierLast] = wholeWeeks
    ? [shiftDays(first, -364), shiftDays(last, -364)]
    : [yearBefore(first, '02-28'), yearBefore(last, '03-01')];
  return {
    from: new Date(startOfLocalDay(earlierFirst, timeZone).getTime() + intoFirst),
    to: new Date(startOfLocalDay(earlierLast, timeZone).getTime() + intoLast),
    timeZone,
  };
}

function sinceMidnight(at: Date, day: string, timeZone: string): number {
  return at.getTime() - startOfLocalDay(day, timeZone).getTime();
}

function isMonday(day: string): boolean {
  return new Date(`${day}T00:00:00Z`).getUTCDay() === 1;
}

function shiftDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

function yearBefore(day: string, insteadOfLeapDay: string): string {
  const year = String(Number(day.slice(0, 4)) - 1).padStart(4, '0');
  const date = day.slice(5);
  return `${year}-${date === '02-29' ? insteadOfLeapDay : date}`;
}
