import type { DefinitionKey } from '@tenken/shared/metric-definitions-en';

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
];

/** Which definitions each setting moves. `holidays` stands for every change of a calendar. */
export const METRICS_OF_SETTING: Readonly<Record<string, readonly DefinitionKey[]>> = {
  // only suggestions are looked for within it; what people confirmed stays
  recurrenceLookBackDays: ['recurrence'],
  // due dates of the items that are made from then on
  actionItemTargetDays: ['on_time_rate', 'overdue'],
  postmortemCriteria: [],
  // the bounds of fiscal periods
  fiscalYearStartsIn: BY_PERIOD,
  holidays: ['night_pages'],
};
