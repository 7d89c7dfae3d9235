import { localDayOf, startOfLocalDay } from './local-day.js';
import type { ResolvedRange } from './resolve-range.js';

const DAY_MS = 86_400_000;

/**
 * The equal range that ends where this one begins: as many months where the range is whole months (a quarter follows a
 * quarter, though one has 92 days and the other 90), as many local days where it is whole days, else as long.
 */
export function previousRange(range: ResolvedRange): ResolvedRange {
  const { from, to, timeZone } = range;
  const [first, last] = [localDayOf(from, timeZone), localDayOf(to, timeZone)];
  const wholeDays = [
    [from, first],
    [to, last],
  ].every(([at, day]) => startOfLocalDay(day as string, timeZone).getTime() === (at as Date).getTime());
  if (!wholeDays) return { from: new Date(2 * from.getTime() - to.getTime()), to: from, timeZone };
  const earlier =
    first.endsWith('-01') && last.endsWith('-01')
      ? shiftMonths(first, -monthsBetween(first, last))
      : shiftDays(first, -daysBetween(first, last));
  return { from: startOfLocalDay(earlier, timeZone), to: from, timeZone };
}

function monthsBetween(from: string, to: string): number {
  return monthNumber(to) - monthNumber(from);
}

function monthNumber(day: string): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
}

function shiftMonths(day: string, months: number): string {
  const number = monthNumber(day) + months;
  const year = String(Math.floor(number / 12)).padStart(4, '0');
  return `${year}-${String((number % 12) + 1).padStart(2, '0')}-01`;
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

function shiftDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
