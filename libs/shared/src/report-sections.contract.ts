import { z } from 'zod';
import { Instant } from './field.contract.js';
import {
  ReportDurationComparison,
  ReportRateComparison,
  ReportShare,
  ReportShareComparison,
} from './report-findings.contract.js';

const Count = z.number().int();
const Value = z.number().nullable();
const Interval = { lower: Value, upper: Value };

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
