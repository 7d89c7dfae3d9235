import { addDays, dayOf, daysBetween, firstOfMonth, mondayOf } from './isoDay.js';

/** A half-open range of ISO days: `to` is the first day that is no longer in it. */
export interface DayRange {
  from: string;
  to: string;
}

export const RANGE_PRESETS = [
  'last_4_weeks',
  'last_12_weeks',
  'last_52_weeks',
  'this_month',
  'last_month',
  'this_quarter',
  'last_quarter',
  'this_fiscal_year',
  'last_fiscal_year',
] as const;
export type RangePreset = (typeof RANGE_PRESETS)[number];

export const DEFAULT_RANGE_PRESET: RangePreset = 'last_12_weeks';
/** Fiscal years begin in April, as in Japan. */
const FISCAL_YEAR_FIRST_MONTH = 4;

/**
 * The days of a preset as seen at `now` in a zone. Weeks are complete ones, Monday to Sunday; the current
 * month, quarter and year run to their end, so that a link made from them means the same tomorrow.
 */
export function resolvePreset(preset: RangePreset, now: Date, timeZone: string): DayRange {
  const today = dayOf(now, timeZone);
  const month = firstOfMonth(today);
  const monthNumber = Number(today.slice(5, 7));
  const quarter = firstOfMonth(today, -((monthNumber - 1) % 3));
  const fiscalYear = firstOfMonth(today, -((monthNumber - FISCAL_YEAR_FIRST_MONTH + 12) % 12));
  switch (preset) {
    case 'last_4_weeks':
      return weeksBefore(today, 4);
    case 'last_12_weeks':
      return weeksBefore(today, 12);
    case 'last_52_weeks':
      return weeksBefore(today, 52);
    case 'this_month':
      return { from: month, to: firstOfMonth(month, 1) };
    case 'last_month':
      return { from: firstOfMonth(month, -1), to: month };
    case 'this_quarter':
      return { from: quarter, to: firstOfMonth(quarter, 3) };
    case 'last_quarter':
      return { from: firstOfMonth(quarter, -3), to: quarter };
    case 'this_fiscal_year':
      return { from: fiscalYear, to: firstOfMonth(fiscalYear, 12) };
    case 'last_fiscal_year':
      return { from: firstOfMonth(fiscalYear, -12), to: fiscalYear };
  }
}

function weeksBefore(today: string, weeks: number): DayRange {
  const to = mondayOf(today);
  return { from: addDays(to, -7 * weeks), to };
}

/** The range of the same length that ends where this one begins. */
export function rangeBefore(range: DayRange): DayRange {
  return { from: addDays(range.from, -daysBetween(range.from, range.to)), to: range.from };
}

/** The preset that gives exactly this range today, or null. */
export function presetOf(range: DayRange, now: Date, timeZone: string): RangePreset | null {
  const found = RANGE_PRESETS.find((preset) => {
    const resolved = resolvePreset(preset, now, timeZone);
    return resolved.from === range.from && resolved.to === range.to;
  });
  return found ?? null;
}
