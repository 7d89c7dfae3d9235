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
  'this_fiscal_quarter',
  'last_fiscal_quarter',
  'this_fiscal_half_year',
  'last_fiscal_half_year',
  'this_fiscal_year',
  'last_fiscal_year',
  'this_year',
  'last_year',
] as const;
export type RangePreset = (typeof RANGE_PRESETS)[number];

export const DEFAULT_RANGE_PRESET: RangePreset = 'last_12_weeks';
/** April, as in Japan, until the settings say otherwise. */
export const DEFAULT_FISCAL_START = 4;

/** Presets of calendar periods: how many months, and from which month they are counted (null: the fiscal year's). */
const PERIODS = {
  month: { months: 1, since: 1 },
  quarter: { months: 3, since: 1 },
  fiscal_quarter: { months: 3, since: null },
  fiscal_half_year: { months: 6, since: null },
  fiscal_year: { months: 12, since: null },
  year: { months: 12, since: 1 },
} as const;
export type PresetPeriod = keyof typeof PERIODS;

/**
 * The days of a preset as seen at `now` in a zone. Weeks are complete ones, Monday to Sunday; the current
 * month, quarter, half and year run to their end, so that a link made from them means the same tomorrow.
 * `fiscalStart`: the first month of the fiscal year, 1 to 12.
 */
export function resolvePreset(
  preset: RangePreset,
  now: Date,
  timeZone: string,
  fiscalStart = DEFAULT_FISCAL_START,
): DayRange {
  const today = dayOf(now, timeZone);
  const weeks = /^last_(\d+)_weeks$/.exec(preset)?.[1];
  if (weeks !== undefined) {
    const to = mondayOf(today);
    return { from: addDays(to, -7 * Number(weeks)), to };
  }
  const period = periodOf(preset);
  if (period === null) throw new Error(`No such range: ${preset}`);
  const { months, since } = PERIODS[period];
  const month = Number(today.slice(5, 7));
  const begun = firstOfMonth(today, -((month - (since ?? fiscalStart) + 12) % months));
  const from = preset.startsWith('last_') ? firstOfMonth(begun, -months) : begun;
  return { from, to: firstOfMonth(from, months) };
}

/** Of `last_fiscal_quarter`: `fiscal_quarter`; null for weeks. */
export function periodOf(preset: RangePreset): PresetPeriod | null {
  const word = preset.replace(/^(?:this|last)_/, '');
  return word in PERIODS ? (word as PresetPeriod) : null;
}

/** True where the fiscal year's quarters are those of the calendar. */
export function hasCalendarQuarters(fiscalStart: number): boolean {
  return (fiscalStart - 1) % 3 === 0;
}

/** The preset that gives exactly this range today, or null. */
export function presetOf(
  range: DayRange,
  now: Date,
  timeZone: string,
  fiscalStart = DEFAULT_FISCAL_START,
): RangePreset | null {
  const found = RANGE_PRESETS.find((preset) => {
    const resolved = resolvePreset(preset, now, timeZone, fiscalStart);
    return resolved.from === range.from && resolved.to === range.to;
  });
  return found ?? null;
}

/**
 * The range of the same kind after (`1`) or before (`-1`): whole months move by months, so that a quarter is followed by
 * the next quarter whatever their days; anything else moves by its days.
 */
export function shiftRange(range: DayRange, sign: 1 | -1): DayRange {
  const months = monthsOf(range);
  if (months !== null) {
    return { from: firstOfMonth(range.from, sign * months), to: firstOfMonth(range.to, sign * months) };
  }
  const days = sign * daysBetween(range.from, range.to);
  return { from: addDays(range.from, days), to: addDays(range.to, days) };
}

/** How many whole months a range is; null when it is not made of whole months. */
function monthsOf({ from, to }: DayRange): number | null {
  if (!from.endsWith('-01') || !to.endsWith('-01')) return null;
  const index = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return index(to) - index(from);
}
