import { z } from 'zod';
import { Day, Instant } from './field.contract.js';
import { ReportFigure, ReportRowChange } from './report-rows.contract.js';

/**
 * What a report holds once it is made. Stored as it is and never computed again: a later version of the product adds
 * optional fields only, and raises `REPORT_CONTENT_VERSION`, so that old reports stay readable.
 */
export const REPORT_CONTENT_VERSION = 1;

const Count = z.number().int();
const Value = z.number().nullable();
const Interval = { lower: Value, upper: Value };

/** The same in both languages, so that a report can be read in either for ever. */
export const Texts = z.object({ en: z.string(), ja: z.string() });
export type Texts = z.infer<typeof Texts>;

/** Half-open [from, to) with its days in the report's zone; `toDay` is the first day after it. */
export const ReportPeriod = z.object({
  from: Instant,
  to: Instant,
  fromDay: Day,
  toDay: Day,
  /** of the calendar, or of the fiscal year */
  year: Count,
  /** 1–12, 1–4 or 1–2; null for a year */
  part: Count.nullable(),
  fiscal: z.boolean(),
  /** the period had ended when this was written */
  ended: z.boolean(),
  /** `FY2026 Q2 (Jul–Sep 2026)`, `2026年度 第2四半期（2026年7月〜9月）` */
  name: Texts,
});
export type ReportPeriod = z.infer<typeof ReportPeriod>;

/** `id` and `name` are null for everything. */
export const ReportScope = z.object({
  kind: z.enum(['all', 'team', 'service']),
  id: z.string().nullable(),
  name: z.string().nullable(),
  /** of a service: those that count with it; of a team: its services */
  components: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type ReportScope = z.infer<typeof ReportScope>;

export const ReportMaker = z.object({
  kind: z.enum(['user', 'token', 'system']),
  id: z.string().nullable(),
  name: z.string(),
});
export type ReportMaker = z.infer<typeof ReportMaker>;

/** A share with its Wilson interval. */
export const ReportShare = z.object({ value: z.number(), lower: z.number(), upper: z.number(), n: Count });
export type ReportShare = z.infer<typeof ReportShare>;

export const ReportVerdict = z.enum(['lower', 'higher', 'no_clear_change', 'too_few']);

/**
 * A sentence, how sure it is and what it rests on. `topic` names the question (`time_to_restore`, `incident_rate`,
 * `recurrence`, `action_items`, `detection`, `postmortems`, `no_data`), `tone` how a reader may mark it.
 */
export const ReportFinding = z.object({
  topic: z.string(),
  tone: z.enum(['better', 'worse', 'steady', 'attention', 'unknown']),
  text: Texts,
  sureness: Texts,
  basis: Texts,
  /** where the page shows it: names of figures (`durations/ttr_median/all`) */
  figures: z.array(z.string()),
});
export type ReportFinding = z.infer<typeof ReportFinding>;

/** Against the previous period of the same kind, or the same period a year before. */
const compared = {
  with: z.enum(['previous', 'last_year']),
  verdict: ReportVerdict.nullable(),
  /** why there is no verdict: `unfinished`, `longer_follow_up` */
  reason: z.string().nullable(),
  n: Count,
  previousN: Count,
  previousFrom: Instant,
  previousTo: Instant,
};

/** Rate ratio (this ÷ the other) with its exact interval. */
export const ReportRateComparison = z.object({ ...compared, ratio: Value, ...Interval, pValue: Value });
export type ReportRateComparison = z.infer<typeof ReportRateComparison>;

/** Ratio of geometric means with its interval, and the smallest decrease that so many could have shown. */
export const ReportDurationComparison = z.object({
  ...compared,
  ratio: Value,
  ...Interval,
  smallestDetectableChange: Value,
  medianSeconds: Value,
  previousMedianSeconds: Value,
});
export type ReportDurationComparison = z.infer<typeof ReportDurationComparison>;

/** Two shares by Fisher's exact test; those of action items are judged by their pace instead (log-rank). */
export const ReportShareComparison = z.object({
  ...compared,
  share: ReportShare.nullable(),
  previousShare: ReportShare.nullable(),
  pValue: Value,
  pace: z
    .object({
      verdict: z.enum(['slower', 'faster', 'no_clear_change', 'too_few']),
      pValue: z.number(),
      observed: Count,
      expected: z.number(),
    })
    .nullable()
    .optional(),
});
export type ReportShareComparison = z.infer<typeof ReportShareComparison>;

const Rate = { n: Count, perWeek: Value, perWeekLower: Value, perWeekUpper: Value };
const RateGroup = z.object({ key: z.string(), label: z.string().nullable(), ...Rate });
const Bucket = { from: Instant, to: Instant, unfinished: z.boolean() };
const Reasons = z.array(z.object({ reason: z.string(), n: Count }));

export const ReportIncidents = z.object({
  ...Rate,
  excluded: Count,
  excludedBy: Reasons,
  exposureDays: z.number(),
  meanDaysBetween: Value,
  comparisons: z.array(ReportRateComparison),
  bySeverity: z.array(RateGroup),
  byCause: z.array(RateGroup),
  byTrigger: z.array(RateGroup),
  byDetectionSource: z.array(RateGroup),
  byService: z.array(RateGroup),
  months: z.array(z.object({ ...Bucket, ...Rate })),
});
export type ReportIncidents = z.infer<typeof ReportIncidents>;

/** Seconds, as DurationFigures. */
const durationFigures = {
  n: Count,
  missing: Count,
  excluded: Count,
  open: Count,
  medianSeconds: Value,
  medianLower: Value,
  medianUpper: Value,
  p90Seconds: Value,
  p90Lower: Value,
  p90Upper: Value,
  meanSeconds: Value,
  geometricMeanSeconds: Value,
  medianMethod: z.enum(['order_statistic', 'kaplan_meier']).nullable(),
  tooFew: z.boolean(),
  excludedBy: Reasons,
};

export const ReportDuration = z.object({
  /** ttd, tta, ttm, ttr, ttr_from_detection: also the key of its definition */
  metric: z.string(),
  ...durationFigures,
  unfinished: z.boolean(),
  comparisons: z.array(ReportDurationComparison),
  months: z.array(z.object({ ...Bucket, ...durationFigures })),
  bySeverity: z.array(z.object({ key: z.string(), label: z.string().nullable(), ...durationFigures })),
  /** a dot for each used and open incident, at most 2,000 of the latest */
  points: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      severity: z.string().nullable(),
      at: Instant,
      seconds: z.number(),
      open: z.boolean(),
    }),
  ),
  pointsTotal: Count,
});
export type ReportDuration = z.infer<typeof ReportDuration>;

const Brief = z.object({
  id: z.string(),
  title: z.string(),
  severity: z.string().nullable(),
  startedAt: Instant.nullable(),
  resolvedAt: Instant.nullable(),
});

export const ReportRecurrence = z.object({
  incidents: Count,
  confirmed: Count,
  suggested: Count,
  confirmedRate: ReportShare.nullable(),
  suggestedRate: ReportShare.nullable(),
  lookBackDays: Count,
  comparisons: z.array(ReportShareComparison),
  fixOpen: Count,
  fixDone: Count,
  noItems: Count,
  /** at most 200, those with the fix still open first */
  pairs: z.array(
    z.object({
      fix: z.enum(['fix_open', 'fix_done', 'no_items']),
      incident: Brief,
      earlier: Brief,
      daysAfter: Value,
      items: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          type: z.string(),
          dueOn: z.string().nullable(),
          statusThen: z.string(),
          statusNow: z.string(),
        }),
      ),
    }),
  ),
  confirmedIds: z.array(z.string()),
  suggestedIds: z.array(z.string()),
  within: z.array(z.object({ days: Count, share: Value, ...Interval, atRisk: Count })),
  curve: z.array(z.object({ day: z.number(), share: z.number(), ...Interval, atRisk: Count })),
});
export type ReportRecurrence = z.infer<typeof ReportRecurrence>;

const itemCounts = {
  created: Count,
  done: Count,
  declined: Count,
  deleted: Count,
  openInTime: Count,
  overdue: Count,
  completionRate: ReportShare.nullable(),
  onTimeRate: ReportShare.nullable(),
  medianDays: Value,
  medianLower: Value,
  medianUpper: Value,
};

export const ReportActionItems = z.object({
  ...itemCounts,
  comparisons: z.array(ReportShareComparison),
  followed: Count,
  leftOut: Reasons,
  doneWithin: z.array(z.object({ days: Count, share: Value, ...Interval, atRisk: Count })),
  /** at most 400 steps */
  curve: z.array(
    z.object({ day: z.number(), done: z.number(), ...Interval, declined: z.number(), atRisk: Count }),
  ),
  lenses: z.array(z.object({ type: z.string(), n: Count, share: ReportShare.nullable() })),
  bySeverity: z.array(z.object({ key: z.string(), label: z.string().nullable(), ...itemCounts })),
  /** by name, never by figure */
  byTeam: z.array(z.object({ key: z.string(), label: z.string().nullable(), ...itemCounts })),
  months: z.array(z.object({ ...Bucket, ...itemCounts })),
});
export type ReportActionItems = z.infer<typeof ReportActionItems>;

/** Cohort of resolution. */
export const ReportPostmortems = z.object({
  resolved: Count,
  required: Count,
  waived: Count,
  written: Count,
  reviewed: Count,
  onTime: ReportShare.nullable(),
  overdue: Count,
  unreviewed: Count,
  /** reviewed, but nobody knows when */
  timeUnknown: Count.optional(),
  medianBusinessDaysToReview: Value,
  medianLower: Value,
  medianUpper: Value,
});
export type ReportPostmortems = z.infer<typeof ReportPostmortems>;

const Outcomes = z.object({ caught: Count, late: Count, missed: Count, unknown: Count });

export const ReportDetection = z.object({
  /** of all incidents whose source of detection is known */
  byAlert: ReportShare.nullable(),
  byPeople: ReportShare.nullable(),
  unknown: Count,
  recall: ReportShare.nullable(),
  recallWithProposed: ReportShare.nullable(),
  confirmed: Outcomes,
  withProposed: Outcomes,
});
export type ReportDetection = z.infer<typeof ReportDetection>;

export const ReportAlerts = z.object({
  rules: Count,
  fired: Count,
  pages: Count,
  /** the ten that fired most */
  topRules: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      service: z.string().nullable(),
      fired: Count,
      pages: Count,
      precision: ReportShare.nullable(),
    }),
  ),
  top10Share: ReportShare.nullable(),
});
export type ReportAlerts = z.infer<typeof ReportAlerts>;

/** Since the last report of the same scope and kind; `figures`: how its figures would read at the time of this one. */
export const ReportChanges = z.object({
  reportId: z.string(),
  period: ReportPeriod,
  madeAt: Instant,
  counts: z.object({ late: Count, gone: Count, corrected: Count, reclassified: Count, progressed: Count }),
  /** at most 200 */
  rows: z.array(ReportRowChange),
  rowsTotal: Count,
  figures: z.array(z.object({ was: ReportFigure.nullable(), now: ReportFigure.nullable() })),
});
export type ReportChanges = z.infer<typeof ReportChanges>;

export const ReportContents = z.object({
  contentVersion: Count,
  bucket: z.string(),
  period: ReportPeriod,
  previous: ReportPeriod,
  lastYear: ReportPeriod,
  scope: ReportScope,
  timeZone: z.string(),
  fiscalYearStartsIn: Count,
  madeAt: Instant,
  madeBy: ReportMaker,
  scheduleId: z.string().nullable(),
  /** three */
  findings: z.array(ReportFinding),
  incidents: ReportIncidents,
  durations: z.array(ReportDuration),
  recurrence: ReportRecurrence,
  actionItems: ReportActionItems,
  /** null where the product could not tell when the report was made */
  postmortems: ReportPostmortems.nullable(),
  detection: ReportDetection.nullable(),
  alerts: ReportAlerts.nullable(),
  /** every incident and action item that was left out of a figure, by figure and class */
  exclusions: z.array(z.object({ metric: z.string(), state: z.string(), reason: z.string(), n: Count })),
  definitions: z.array(z.object({ key: z.string(), version: Count, title: Texts, text: Texts })),
  /** definitions and settings that changed between the start of the compared periods and the making */
  definitionChanges: z.array(
    z.object({
      at: Instant,
      kind: z.string(),
      key: z.string(),
      metrics: z.array(z.string()),
      from: z.unknown(),
      to: z.unknown(),
      by: z.string().nullable(),
    }),
  ),
  /** settings that move a figure, as they were: name and value as JSON */
  settings: z.array(z.object({ key: z.string(), value: z.unknown() })),
  /** the question as it was asked, for `today` */
  filters: z.array(z.object({ field: z.string(), values: z.array(z.string()) })),
  /** rows stored with the report: how many, and their SHA-256 */
  rows: z.object({ incidents: Count, actionItems: Count, digest: z.string() }),
  /** false: data changed while it was read, three times in a row; figures may differ by those rows */
  consistent: z.boolean(),
  changes: ReportChanges.nullable(),
});
export type ReportContents = z.infer<typeof ReportContents>;
