import { z } from 'zod';
import { DurationMetricOrPair } from './duration-metric.contract.js';
import { Instant } from './field.contract.js';
import { IncidentGroupBy, incidentScopeFields } from './incident-scope.contract.js';
import { IncidentKind, InstantField as InstantFieldSchema } from './incidents.contract.js';
import { bucketFields } from './metric-bucket.contract.js';
import { compareFields } from './metric-comparison.contract.js';
import { MetricDefinition } from './metric-definition.contract.js';
import { PageQuery, pageOf } from './page.contract.js';
import { CommaList, Flag } from './range.contract.js';

export { DurationMetric } from './duration-metric.contract.js';

const Count = z.number().int();
const Seconds = z.number().nullable();

export const DurationGroupBy = IncidentGroupBy;
export type DurationGroupBy = IncidentGroupBy;

/** Classes that are left out unless asked for with `include`. */
export const DurationInclude = z.enum(['drill', 'test', 'maintenance', 'duplicate', 'defaulted', 'too_long']);
export type DurationInclude = z.infer<typeof DurationInclude>;

/**
 * Why an incident of the period is not in the figure. `missing_*`: the instant is not known. `defaulted`: filled in by
 * the source so that the interval is zero by construction. The last four: the record cannot be right.
 */
export const DurationReason = z.enum([
  'missing_from',
  'missing_to',
  'duplicate',
  'drill',
  'test',
  'maintenance',
  'defaulted',
  'order_broken',
  'too_long',
  'in_future',
  'absurd_year',
]);
export type DurationReason = z.infer<typeof DurationReason>;

/** Every incident of a period is exactly one of these. `open`: not over yet, its interval counts as censored now. */
export const DurationState = z.enum(['used', 'open', 'missing', 'excluded']);
export type DurationState = z.infer<typeof DurationState>;

const filterFields = {
  ...incidentScopeFields,
  metric: DurationMetricOrPair,
  include: CommaList.pipe(z.array(DurationInclude)).optional(),
};

/** GET /api/v1/metrics/durations. Without `bucket` the whole range is one bucket. */
export const DurationsQuery = z.strictObject({
  ...filterFields,
  ...bucketFields,
  groupBy: DurationGroupBy.optional(),
  /** at most so many groups, those with the most incidents; `groupsTotal` tells how many there are */
  groupLimit: z.coerce.number().int().min(1).max(200).default(50),
  ...compareFields,
  /** every used and open incident as a point, at most `POINT_LIMIT` of the latest */
  points: Flag.optional(),
});
export type DurationsQuery = z.infer<typeof DurationsQuery>;

export const POINT_LIMIT = 2000;

const Reasons = z.array(z.object({ reason: DurationReason, n: Count }));

/**
 * Seconds. `n` intervals ended and count; `missing` = no instant, `excluded` = left out for a reason, `open` = still
 * going on. With any open one the median and p90 are Kaplan–Meier's and there is no mean: it cannot be had.
 */
export const DurationFigures = z.object({
  n: Count,
  missing: Count,
  excluded: Count,
  open: Count,
  medianSeconds: Seconds,
  medianLower: Seconds,
  medianUpper: Seconds,
  p90Seconds: Seconds,
  p90Lower: Seconds,
  p90Upper: Seconds,
  meanSeconds: Seconds,
  geometricMeanSeconds: Seconds,
  medianMethod: z.enum(['order_statistic', 'kaplan_meier']).nullable(),
  /** fewer than the six at which a median has an exact 95 % interval */
  tooFew: z.boolean(),
  /** the reasons behind `missing` and `excluded`, most frequent first */
  excludedBy: Reasons,
});
export type DurationFigures = z.infer<typeof DurationFigures>;

/** `unfinished`: not over yet, or incidents of it are still open. `partial`: the range cuts it. */
export const DurationBucketFigures = DurationFigures.extend({
  from: Instant,
  to: Instant,
  unfinished: z.boolean(),
  partial: z.boolean(),
});
export type DurationBucketFigures = z.infer<typeof DurationBucketFigures>;

export const DurationPoint = z.object({
  id: z.string(),
  title: z.string(),
  severity: z.string().nullable(),
  /** the cohort instant */
  at: Instant,
  seconds: z.number(),
  open: z.boolean(),
});
export type DurationPoint = z.infer<typeof DurationPoint>;

/** `key` = the value (ids of services and teams), `none` = not said, `all` without `groupBy`. */
export const DurationGroup = z.object({
  key: z.string(),
  label: z.string().nullable(),
  total: DurationFigures.extend({ unfinished: z.boolean() }),
  buckets: z.array(DurationBucketFigures),
  points: z.array(DurationPoint).optional(),
  /** used and open incidents, also those beyond the limit of `points` */
  pointsTotal: Count.optional(),
});
export type DurationGroup = z.infer<typeof DurationGroup>;

/** Ratio of geometric means, this period ÷ the other (Welch's t on the logs), over all groups. */
export const DurationComparison = z.object({
  ratio: z.number().nullable(),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  verdict: z.enum(['lower', 'higher', 'no_clear_change', 'too_few']),
  /** the smallest decrease that so many incidents show with 80 % power, as a share */
  smallestDetectableChange: z.number().nullable(),
  n: Count,
  previousN: Count,
  medianSeconds: Seconds,
  previousMedianSeconds: Seconds,
  previousFrom: Instant,
  previousTo: Instant,
});
export type DurationComparison = z.infer<typeof DurationComparison>;

/** One period over all groups; `unfinished`: not over yet, or incidents of it are still open. */
export const DurationPeriod = DurationFigures.extend({
  from: Instant,
  to: Instant,
  unfinished: z.boolean(),
});
export type DurationPeriod = z.infer<typeof DurationPeriod>;

export const DurationsResponse = z.object({
  definition: MetricDefinition,
  from: Instant,
  to: Instant,
  timeZone: z.string(),
  asOf: Instant,
  /** incidents placed by each instant: by detection or declaration where the start is not known */
  cohortBy: z.object({ startedAt: Count, detectedAt: Count, declaredAt: Count }),
  groups: z.array(DurationGroup),
  groupsTotal: Count,
  /** this period and the one that it is compared with, over all groups: they stand side by side also without a verdict */
  current: DurationPeriod,
  previous: DurationPeriod.nullable(),
  comparison: DurationComparison.nullable(),
  /** why there is no comparison: either period has not ended or still has open incidents; null with `compare=none` */
  comparisonReason: z.enum(['unfinished']).nullable(),
});
export type DurationsResponse = z.infer<typeof DurationsResponse>;

/** At most so many steps of a curve are sent; thinned evenly above. */
export const CURVE_STEP_LIMIT = 400;

/** From `seconds` on, `share` of all incidents are not over yet; the band is null where it has no value (0 and 1). */
export const DurationStep = z.object({
  seconds: z.number(),
  share: z.number(),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  /** incidents followed until just before */
  atRisk: Count,
});

/** Kaplan–Meier with log-log band over ended (`events`) and open incidents; `n` = both. No steps without incidents. */
export const DurationCurve = z.object({
  n: Count,
  events: Count,
  open: Count,
  medianSeconds: Seconds,
  medianLower: Seconds,
  medianUpper: Seconds,
  steps: z.array(DurationStep),
});
export type DurationCurve = z.infer<typeof DurationCurve>;

/** GET /api/v1/metrics/durations/curve takes `DurationsQuery`; periods, groups and points change nothing in it. */
export const DurationCurveResponse = z.object({
  definition: MetricDefinition,
  from: Instant,
  to: Instant,
  timeZone: z.string(),
  asOf: Instant,
  current: DurationCurve,
  /** null with `compare=none` */
  previous: DurationCurve.nullable(),
  previousFrom: Instant.nullable(),
  previousTo: Instant.nullable(),
  /** whether both periods share one curve; null where either has too little to tell */
  logRank: z.object({ pValue: z.number() }).nullable(),
});
export type DurationCurveResponse = z.infer<typeof DurationCurveResponse>;

/** GET /api/v1/metrics/durations/incidents: the rows behind any figure; number shown = rows listed. */
export const DurationIncidentsQuery = z.strictObject({
  ...filterFields,
  ...PageQuery.shape,
  state: DurationState.optional(),
  reason: DurationReason.optional(),
  /** with `groupBy`: only the incidents of this group */
  groupBy: DurationGroupBy.optional(),
  group: z.string().max(200).optional(),
  sort: z.enum(['-seconds', 'seconds', '-cohortAt', 'cohortAt']).default('-seconds'),
});
export type DurationIncidentsQuery = z.infer<typeof DurationIncidentsQuery>;

export const DurationIncident = z.object({
  id: z.string(),
  title: z.string(),
  severity: z.string().nullable(),
  kind: IncidentKind,
  services: z.array(z.object({ id: z.string(), name: z.string() })),
  cohortAt: Instant,
  cohortField: InstantFieldSchema,
  fromAt: Instant.nullable(),
  toAt: Instant.nullable(),
  /** an open one until now; null where an instant is missing; negative where the order is broken */
  seconds: z.number().nullable(),
  state: DurationState,
  reason: DurationReason.nullable(),
  duplicateOfId: z.string().nullable(),
  isSample: z.boolean(),
});
export type DurationIncident = z.infer<typeof DurationIncident>;

export const DurationIncidentsResponse = pageOf(DurationIncident).extend({ total: Count });
export type DurationIncidentsResponse = z.infer<typeof DurationIncidentsResponse>;
