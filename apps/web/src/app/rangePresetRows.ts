import { monthSpan } from '../charts/prepare/bucketLabel.js';
import type { Language } from '../i18n/language.js';
import { hasCalendarQuarters, type RangePreset, resolvePreset } from '../time/rangePresets.js';

export type PresetRow = 'weeks' | 'month' | 'quarter' | 'fiscalQuarter' | 'half' | 'fiscalYear' | 'year';

/** One line of the range picker: a kind of period and its presets, each with the months it stands for. */
export interface PresetChoices {
  row: PresetRow;
  choices: { preset: RangePreset; months: string | null }[];
}

const ROWS: readonly { row: PresetRow; presets: readonly RangePreset[]; months: number | null }[] = [
  { row: 'weeks', presets: ['last_4_weeks', 'last_12_weeks', 'last_52_weeks'], months: null },
  { row: 'month', presets: ['this_month', 'last_month'], months: 1 },
  { row: 'quarter', presets: ['this_quarter', 'last_quarter'], months: 3 },
  { row: 'fiscalQuarter', presets: ['this_fiscal_quarter', 'last_fiscal_quarter'], months: 3 },
  { row: 'half', presets: ['this_fiscal_half_year', 'last_fiscal_half_year'], months: 6 },
  { row: 'fiscalYear', presets: ['this_fiscal_year', 'last_fiscal_year'], months: null },
  { row: 'year', presets: ['this_year', 'last_year'], months: null },
];

/**
 * The lines of presets for a fiscal year that begins in a month: its quarters have a line of their own only where they
 * are not the calendar's, and the calendar year only where it is not the fiscal one. Nothing stands there twice.
 */
export function rangePresetRows(
  fiscalStart: number,
  now: Date,
  timeZone: string,
  language: Language,
): PresetChoices[] {
  return ROWS.filter(
    ({ row }) =>
      !(row === 'fiscalQuarter' && hasCalendarQuarters(fiscalStart)) &&
      !(row === 'year' && fiscalStart === 1),
  ).map(({ row, presets, months }) => ({
    row,
    choices: presets.map((preset) => ({
      preset,
      months:
        months === null
          ? null
          : monthSpan(resolvePreset(preset, now, timeZone, fiscalStart).from, months, language),
    })),
  }));
}
