import type { ReportContents } from '@tenken/shared/report-contents.contract';
import type { ReportShare } from '@tenken/shared/report-findings.contract';
import type { ReportFigure } from '@tenken/shared/report-rows.contract';
import type { ReportDuration } from '@tenken/shared/report-sections.contract';
import type { ReportListItem } from '@tenken/shared/reports.contract';

/** A report of nine incidents, for tests. */
const share = (value: number, n: number): ReportShare => ({ value, lower: value / 2, upper: value * 1.2, n });
const period: ReportContents['period'] = {
  from: '2026-06-30T15:00:00.000Z',
  to: '2026-09-30T15:00:00.000Z',
  fromDay: '2026-07-01',
  toDay: '2026-10-01',
  year: 2026,
  part: 2,
  fiscal: true,
  ended: true,
  name: { en: 'FY2026 Q2 (Jul–Sep 2026)', ja: '2026年度 第2四半期（2026年7〜9月）' },
};
const rate = { n: 9, perWeek: 0.68, perWeekLower: 0.31, perWeekUpper: 1.3 };
const items = {
  created: 4,
  done: 2,
  declined: 0,
  deleted: 1,
  openInTime: 0,
  overdue: 1,
  completionRate: share(0.67, 3),
  onTimeRate: null,
  medianDays: null,
  medianLower: null,
  medianUpper: null,
};
const compared = {
  reason: null,
  n: 9,
  previousN: 8,
  previousFrom: '2026-03-31T15:00:00.000Z',
  previousTo: period.from,
};

const ttr: ReportDuration = {
  metric: 'ttr',
  n: 7,
  missing: 1,
  excluded: 0,
  open: 1,
  medianSeconds: 3900,
  medianLower: 600,
  medianUpper: 7200,
  p90Seconds: 9000,
  p90Lower: null,
  p90Upper: null,
  meanSeconds: 4200,
  geometricMeanSeconds: 3000,
  medianMethod: 'kaplan_meier',
  tooFew: false,
  excludedBy: [],
  unfinished: false,
  comparisons: [
    {
      ...compared,
      with: 'previous',
      verdict: 'no_clear_change',
      ratio: 0.9,
      lower: 0.4,
      upper: 2,
      smallestDetectableChange: 0.6,
      medianSeconds: 3900,
      previousMedianSeconds: 4000,
    },
  ],
  months: [],
  bySeverity: [],
  points: [],
  pointsTotal: 0,
};

const none = { caught: 0, late: 0, missed: 0, unknown: 0 };

export const testReport: ReportContents = {
  contentVersion: 1,
  bucket: 'fiscal_quarter',
  period,
  previous: period,
  lastYear: period,
  scope: { kind: 'team', id: '3', name: 'Core', components: [] },
  timeZone: 'Asia/Tokyo',
  fiscalYearStartsIn: 4,
  madeAt: '2026-10-05T00:00:00.000Z',
  madeBy: { kind: 'user', id: '1', name: 'Aoi Tanaka' },
  scheduleId: null,
  findings: [
    {
      topic: 'time_to_restore',
      tone: 'steady',
      text: { en: 'Time to restore shows no clear change.', ja: '復旧時間に明確な変化はありません。' },
      sureness: { en: '0.4 to 2 times as long.', ja: '0.4〜2 倍。' },
      basis: { en: '7 incidents against 8.', ja: '7 件と 8 件。' },
      figures: ['durations/ttr_median/all'],
    },
  ],
  incidents: {
    ...rate,
    excluded: 1,
    excludedBy: [{ reason: 'drill', n: 1 }],
    exposureDays: 92,
    meanDaysBetween: null,
    comparisons: [
      { ...compared, with: 'previous', verdict: 'lower', ratio: 0.5, lower: 0.3, upper: 0.9, pValue: 0.02 },
    ],
    bySeverity: [{ key: 'SEV1', label: null, ...rate }],
    byCause: [],
    byTrigger: [],
    byDetectionSource: [],
    byService: [],
    months: [],
  },
  durations: [
    ttr,
    {
      ...ttr,
      metric: 'ttd',
      n: 3,
      open: 0,
      tooFew: true,
      medianSeconds: null,
      comparisons: [],
    },
  ],
  recurrence: {
    incidents: 9,
    confirmed: 0,
    suggested: 0,
    confirmedRate: share(0, 9),
    suggestedRate: null,
    lookBackDays: 90,
    comparisons: [],
    fixOpen: 0,
    fixDone: 0,
    noItems: 0,
    pairs: [],
    confirmedIds: [],
    suggestedIds: [],
    within: [],
    curve: [],
  },
  actionItems: {
    ...items,
    comparisons: [],
    followed: 3,
    leftOut: [],
    doneWithin: [],
    curve: [],
    lenses: [],
    bySeverity: [],
    byTeam: [],
    months: [],
  },
  postmortems: null,
  detection: {
    byAlert: share(0.5, 4),
    byPeople: share(0.5, 4),
    unknown: 5,
    recall: null,
    recallWithProposed: null,
    confirmed: none,
    withProposed: none,
  },
  alerts: null,
  exclusions: [
    { metric: 'incident_count', state: 'excluded', reason: 'drill', n: 1 },
    { metric: 'completion_rate', state: 'excluded', reason: 'deleted', n: 1 },
  ],
  definitions: [
    {
      key: 'ttr',
      version: 1,
      title: { en: 'Time to restore (TTR)', ja: '復旧時間（TTR）' },
      text: { en: 'From the start of the impact.', ja: '影響の開始から。' },
    },
  ],
  definitionChanges: [],
  settings: [{ key: 'recurrenceLookBackDays', value: 90 }],
  filters: [],
  rows: { incidents: 10, actionItems: 4, digest: 'abcdef0123456789' },
  consistent: true,
  changes: null,
};

export const testReportItem: ReportListItem = {
  id: '7',
  bucket: 'fiscal_quarter',
  period,
  scope: testReport.scope,
  timeZone: 'Asia/Tokyo',
  madeAt: testReport.madeAt,
  madeBy: testReport.madeBy,
  scheduleId: null,
  findings: testReport.findings.map(({ text }) => text),
  incidents: 9,
};

export const testFigure: ReportFigure = {
  section: 'durations',
  figure: 'ttr_median',
  group: 'all',
  unit: 'seconds',
  value: 3900,
  text: null,
  lower: 600,
  upper: 7200,
  n: 7,
  missing: 1,
  excluded: 0,
  open: 1,
  definition: { key: 'ttr', version: 1 },
};
