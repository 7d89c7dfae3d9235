import type { DefinitionKey } from '@tenken/shared/metric-definition-titles-en';

const DURATIONS: readonly DefinitionKey[] = [
  'ttd',
  'tta',
  'ttm',
  'ttr',
  'ttr_from_detection',
  'duration_pair',
];
const BY_PERIOD: readonly DefinitionKey[] = [
  ...DURATIONS,
  'change',
  'incident_rate',
  'recurrence',
  'completion_rate',
  'on_time_rate',
  'cohort_comparison',
  'postmortems',
];

/** Which definitions each setting moves. `holidays` stands for every change of a calendar. */
export const METRICS_OF_SETTING: Readonly<Record<string, readonly DefinitionKey[]>> = {
  // only suggestions are looked for within it; what people confirmed stays
  recurrenceLookBackDays: ['recurrence'],
  // the day by which an item without a date of its own is due
  actionItemTargetDays: ['on_time_rate', 'overdue'],
  postmortemCriteria: ['postmortems'],
  // the bounds of fiscal periods
  fiscalYearStartsIn: BY_PERIOD,
  // business days, and the hours that are working hours
  holidays: ['postmortems', 'ageing', 'night_pages'],
};
