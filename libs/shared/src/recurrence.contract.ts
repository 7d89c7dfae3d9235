import { z } from 'zod';
import { ActionItemStatus, ActionItemType } from './action-items.contract.js';
import { Instant } from './field.contract.js';
import { bucketFields } from './metric-bucket.contract.js';
import { MetricDefinition } from './metric-definitions.js';
import { metricScopeFields, ShareOfMetric } from './metric-range.contract.js';

const Count = z.number().int();
const Days = z.number().nullable();

/** GET /api/v1/metrics/recurrence. Drills, tests, maintenance and duplicates are left out. */
export const RecurrenceQuery = z.strictObject({ ...metricScopeFields, ...bucketFields });
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
  timeToRecurrence: TimeToRecurrence,
  /** while a fix was not done; `items` are those that were not */
  recurredWithFixOpen: z.array(RecurrencePair),
  /** though all fixes were done: they did not hold */
  recurredAfterFix: z.array(RecurrencePair),
  /** no fix was ever promised */
  recurredWithoutItems: z.array(RecurrencePair),
});
export type RecurrenceMetricsResponse = z.infer<typeof RecurrenceMetricsResponse>;
