import { z } from 'zod';
import { Instant } from './field.contract.js';
import { bucketFields } from './metric-bucket.contract.js';
import { MetricDefinition } from './metric-definition.contract.js';
import { metricScopeFields, ShareOfMetric } from './metric-range.contract.js';

const Count = z.number().int();
const Days = z.number().nullable();

/** GET /api/v1/metrics/postmortems: the real incidents that were resolved in the range, and their postmortems. */
export const PostmortemMetricsQuery = z.strictObject({ ...metricScopeFields, ...bucketFields });
export type PostmortemMetricsQuery = z.infer<typeof PostmortemMetricsQuery>;

/**
 * Incidents resolved in one period. `required` leaves out those that are waived; required = reviewed + unreviewed.
 * Each count is the number of rows of GET /api/v1/postmortems with the same range, filters and a `state`:
 * `resolved`, `required`, `waived`, `written`, `reviewed`, `unreviewed`, `overdue`; `onTime` = `on_time` of `due`;
 * `timeUnknown` = `time_unknown`.
 */
export const PostmortemCohort = z.object({
  resolved: Count,
  required: Count,
  waived: Count,
  /** required and with something to read, whatever its status */
  written: Count,
  reviewed: Count,
  /** reviewed by the deadline ÷ required whose deadline has passed (those not reviewed yet count as late) */
  onTime: ShareOfMetric.nullable(),
  /** unreviewed although the deadline has passed */
  overdue: Count,
  unreviewed: Count,
  /** reviewed, but nobody knows when: left out of `onTime` and of the median */
  timeUnknown: Count,
  /** from resolution to review; unreviewed ones count as still waiting. Null while fewer than half are reviewed */
  medianBusinessDaysToReview: Days,
  medianLower: Days,
  medianUpper: Days,
  /** with any unreviewed one the median is Kaplan–Meier's */
  medianMethod: z.enum(['order_statistic', 'kaplan_meier']).nullable(),
  /** fewer than the six at which a median has an exact 95 % interval */
  tooFew: z.boolean(),
});
export type PostmortemCohort = z.infer<typeof PostmortemCohort>;

/** How long the unreviewed ones of the range have waited, in business days since resolution. */
export const PostmortemAge = z.object({
  /** [from, to) business days; the last has no end */
  fromDays: Count,
  toDays: Count.nullable(),
  n: Count,
  overdue: Count,
});
export type PostmortemAge = z.infer<typeof PostmortemAge>;

export const PostmortemMetricsResponse = z.object({
  definition: MetricDefinition,
  from: Instant,
  to: Instant,
  timeZone: z.string(),
  asOf: Instant,
  total: PostmortemCohort,
  buckets: z.array(
    PostmortemCohort.extend({ from: Instant, to: Instant, unfinished: z.boolean(), partial: z.boolean() }),
  ),
  ages: z.array(PostmortemAge),
});
export type PostmortemMetricsResponse = z.infer<typeof PostmortemMetricsResponse>;
