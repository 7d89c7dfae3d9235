import { z } from 'zod';
import { ActionItemStatus, ActionItemType } from './action-items.contract.js';
import { Instant } from './field.contract.js';
import { IncidentGroupBy, incidentScopeFields } from './incident-scope.contract.js';
import { bucketFields } from './metric-bucket.contract.js';
import { compareFields } from './metric-comparison.contract.js';
import { MetricDefinition } from './metric-definition.contract.js';
import { ShareOfMetric } from './metric-range.contract.js';
import { FixCounts, TextComparison } from './recurrences.contract.js';

const Count = z.number().int();
const Days = z.number().nullable();

/** GET /api/v1/metrics/recurrence. Drills, tests, maintenance and duplicates are left out. */
export const RecurrenceQuery = z.strictObject({
  ...incidentScopeFields,
  ...bucketFields,
  groupBy: IncidentGroupBy.optional(),
  /** at most so many groups, those with the most incidents; `groupsTotal` tells how many there are */
  groupLimit: z.coerce.number().int().min(1).max(200).default(50),
  ...compareFields,
});
export type RecurrenceQuery = z.infer<typeof RecurrenceQuery>;

/**
 * Incidents of a period that recur an earlier one. `confirmed` by a person; `suggested`: only the product thinks so, no
 * one has decided. An incident is in at most one of the two. Rates are null without incidents.
 */
export const RecurrenceFigures = z.object({
  incidents: Count,
  confirmed: Count,
  suggested: Count,
  confirmedRate: ShareOfMetric.nullable(),
  suggestedRate: ShareOfMetric.nullable(),
});
export type RecurrenceFigures = z.infer<typeof RecurrenceFigures>;

/** From `day` (since resolution) on, `recurred` of all have recurred. Bounds null at 0 and 1. */
export const RecurrenceStep = z.object({
  day: z.number(),
  recurred: z.number(),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  atRisk: Count,
});
export type RecurrenceStep = z.infer<typeof RecurrenceStep>;

/** Why a resolved incident is not in the curve. */
export const RecurrenceReasonOut = z.enum(['order_broken', 'in_future', 'recurrence_time_unknown']);

/** Kaplan–Meier over the resolved incidents of the period: resolution → start of the next one confirmed to recur it. */
export const TimeToRecurrence = z.object({
  n: Count,
  recurred: Count,
  /** ids of the resolved incidents that came back, at most 500 */
  recurredIds: z.array(z.string()),
  /** steps where some recurred (thinned evenly above 400), and one for each day of `curveDays` */
  curve: z.array(RecurrenceStep),
  /** null while fewer than half have recurred: the usual, and good, case */
  medianDays: Days,
  medianLower: Days,
  medianUpper: Days,
  within: z.array(
    z.object({
      days: Count,
      share: z.number().nullable(),
      lower: z.number().nullable(),
      upper: z.number().nullable(),
      atRisk: Count,
    }),
  ),
  /** resolved ones that cannot be placed, and those not resolved yet */
  leftOut: z.array(z.object({ reason: RecurrenceReasonOut, n: Count })),
  unresolved: Count,
});
export type TimeToRecurrence = z.infer<typeof TimeToRecurrence>;

const IncidentBrief = z.object({
  id: z.string(),
  title: z.string(),
  severity: z.string().nullable(),
  startedAt: Instant.nullable(),
  resolvedAt: Instant.nullable(),
});

/** An incident of the period that a person confirmed to recur an earlier one, with the fixes promised for that one. */
export const RecurrencePair = z.object({
  incident: IncidentBrief,
  earlier: IncidentBrief,
  fixes: FixCounts,
  /** from the resolution of the earlier one to the start of the later one */
  daysAfter: z.number().nullable(),
  /** of type prevent, detect, mitigate or repair, as they stood when the later one began and as they stand now */
  items: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      type: ActionItemType,
      owner: z.string().nullable(),
      dueOn: z.iso.date().nullable(),
      statusThen: ActionItemStatus,
      statusNow: ActionItemStatus,
    }),
  ),
});
export type RecurrencePair = z.infer<typeof RecurrencePair>;

/** `key` = the value (ids of services and teams), `none` = not said. */
export const RecurrenceGroup = RecurrenceFigures.extend({ key: z.string(), label: z.string().nullable() });
export type RecurrenceGroup = z.infer<typeof RecurrenceGroup>;

/** The confirmed rate of this period and of another, by Fisher's exact test; too few below 6 incidents in either. */
export const RecurrenceComparison = z.object({
  verdict: z.enum(['lower', 'higher', 'no_clear_change', 'too_few']),
  pValue: z.number().nullable(),
  previous: RecurrenceFigures,
  previousFrom: Instant,
  previousTo: Instant,
});
export type RecurrenceComparison = z.infer<typeof RecurrenceComparison>;

/** Confirmed pairs, and later incidents in them, by what had become of the fix. */
const FixClass = z.object({ pairs: Count, incidents: Count });
export const RecurrenceFixes = z.object({
  open: FixClass,
  /** of those: every fix that was not done had been declined */
  onlyDeclined: FixClass,
  done: FixClass,
  noItems: FixClass,
  /** nobody knows when the later one began */
  unknown: FixClass,
});
export type RecurrenceFixes = z.infer<typeof RecurrenceFixes>;

/** At most so many pairs of each class are in the answer; `fixes` counts all, GET /api/v1/recurrences lists them. */
export const RECURRENCE_PAIR_LIMIT = 100;

export const RecurrenceMetricsResponse = RecurrenceFigures.extend({
  definition: MetricDefinition,
  from: Instant,
  to: Instant,
  timeZone: z.string(),
  asOf: Instant,
  lookBackDays: Count,
  /** ids of the incidents that are only suggested, at most 500: nothing else lists them */
  suggestedIds: z.array(z.string()),
  buckets: z.array(
    RecurrenceFigures.extend({ from: Instant, to: Instant, unfinished: z.boolean(), partial: z.boolean() }),
  ),
  /** with `groupBy`; an incident of two services is in both groups */
  groups: z.array(RecurrenceGroup),
  groupsTotal: Count,
  comparison: RecurrenceComparison.nullable(),
  /** why there is no comparison: either period has not ended; null with `compare=none` */
  comparisonReason: z.enum(['unfinished']).nullable(),
  /** incidents of all times whose suggestions are still to be worked out */
  pending: Count,
  text: TextComparison,
  timeToRecurrence: TimeToRecurrence,
  fixes: RecurrenceFixes,
  /** while a fix was not done; `items` are those that were not, the declined ones among them */
  recurredWithFixOpen: z.array(RecurrencePair),
  /** though all fixes were done: they did not hold */
  recurredAfterFix: z.array(RecurrencePair),
  /** no fix was ever promised */
  recurredWithoutItems: z.array(RecurrencePair),
});
export type RecurrenceMetricsResponse = z.infer<typeof RecurrenceMetricsResponse>;
