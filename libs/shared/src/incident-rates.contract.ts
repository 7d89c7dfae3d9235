import { z } from 'zod';
import { Instant } from './field.contract.js';
import { IncidentGroupBy, incidentScopeFields } from './incident-scope.contract.js';
import { bucketFields } from './metric-bucket.contract.js';
import { compareFields } from './metric-comparison.contract.js';
import { MetricDefinition } from './metric-definition.contract.js';
import { CommaList } from './range.contract.js';

const Count = z.number().int();

/** Classes that are not counted unless asked for. */
export const IncidentRateInclude = z.enum(['drill', 'test', 'maintenance', 'duplicate']);
export type IncidentRateInclude = z.infer<typeof IncidentRateInclude>;

/** GET /api/v1/metrics/incident-rates. The rows are those of the incident list with the same filters. */
export const IncidentRatesQuery = z.strictObject({
  ...incidentScopeFields,
  ...bucketFields,
  include: CommaList.pipe(z.array(IncidentRateInclude)).optional(),
  groupBy: IncidentGroupBy.optional(),
  /** at most so many groups, those with the most incidents; `groupsTotal` tells how many there are */
  groupLimit: z.coerce.number().int().min(1).max(200).default(50),
  ...compareFields,
});
export type IncidentRatesQuery = z.infer<typeof IncidentRatesQuery>;

/**
 * `n` incidents in `exposureDays` days: the part of the period that has passed, 0 when none has (then there is no rate).
 * Rates per week with their exact Poisson (Garwood) interval.
 */
export const IncidentRate = z.object({
  n: Count,
  excluded: Count,
  /** most frequent first */
  excludedBy: z.array(z.object({ reason: IncidentRateInclude, n: Count })),
  exposureDays: z.number(),
  perWeek: z.number().nullable(),
  perWeekLower: z.number().nullable(),
  perWeekUpper: z.number().nullable(),
  /** mean time between incidents; null below 10 incidents, where only the rate is shown */
  meanDaysBetween: z.number().nullable(),
});
export type IncidentRate = z.infer<typeof IncidentRate>;

/** `unfinished`: not over yet. `partial`: the range cuts it. */
export const IncidentRateBucket = IncidentRate.extend({
  from: Instant,
  to: Instant,
  unfinished: z.boolean(),
  partial: z.boolean(),
});
export type IncidentRateBucket = z.infer<typeof IncidentRateBucket>;

/** `key` = the value (ids of services and teams), `none` = not said, `all` without `groupBy`. */
export const IncidentRateGroup = z.object({
  key: z.string(),
  label: z.string().nullable(),
  total: IncidentRate.extend({ unfinished: z.boolean() }),
  buckets: z.array(IncidentRateBucket),
});
export type IncidentRateGroup = z.infer<typeof IncidentRateGroup>;

/** Rate of this period ÷ that of the other (exact conditional binomial test with both exposures), over all groups. */
export const IncidentRateComparison = z.object({
  /** null where nothing was counted before */
  ratio: z.number().nullable(),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  pValue: z.number().nullable(),
  verdict: z.enum(['lower', 'higher', 'no_clear_change', 'too_few']),
  n: Count,
  previousN: Count,
  previousFrom: Instant,
  previousTo: Instant,
});
export type IncidentRateComparison = z.infer<typeof IncidentRateComparison>;

const RatePeriod = IncidentRate.extend({ from: Instant, to: Instant, unfinished: z.boolean() });

export const IncidentRatesResponse = z.object({
  definition: MetricDefinition,
  from: Instant,
  to: Instant,
  timeZone: z.string(),
  asOf: Instant,
  groups: z.array(IncidentRateGroup),
  groupsTotal: Count,
  /** this period and the one that it is compared with, over all groups (an incident of two groups counts once) */
  current: RatePeriod,
  previous: RatePeriod.nullable(),
  comparison: IncidentRateComparison.nullable(),
  /** why there is no comparison: either period has not ended; null with `compare=none` */
  comparisonReason: z.enum(['unfinished']).nullable(),
});
export type IncidentRatesResponse = z.infer<typeof IncidentRatesResponse>;
