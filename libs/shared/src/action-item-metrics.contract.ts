import { z } from 'zod';
import { ActionItemPriority, ActionItemType } from './action-items.contract.js';
import { Instant } from './field.contract.js';
import { bucketFields } from './metric-bucket.contract.js';
import { MetricDefinition } from './metric-definitions.js';
import { metricScopeFields, ShareOfMetric } from './metric-range.contract.js';
import { CommaList } from './range.contract.js';

const Count = z.number().int();
const Days = z.number().nullable();

export const ActionItemGroupBy = z.enum(['severity', 'type', 'team', 'priority']);
export type ActionItemGroupBy = z.infer<typeof ActionItemGroupBy>;

/** GET /api/v1/metrics/action-items: the items created in the range, whatever became of them. */
export const ActionItemMetricsQuery = z.strictObject({
  ...metricScopeFields,
  ...bucketFields,
  type: CommaList.pipe(z.array(ActionItemType)).optional(),
  priority: CommaList.pipe(z.array(z.enum([...ActionItemPriority.options, 'none']))).optional(),
  groupBy: ActionItemGroupBy.optional(),
});
export type ActionItemMetricsQuery = z.infer<typeof ActionItemMetricsQuery>;

/** `created` = done + declined + deleted + openInTime + overdue. `openInTime` has those without a due date as well. */
export const ActionItemCounts = z.object({
  created: Count,
  done: Count,
  declined: Count,
  deleted: Count,
  openInTime: Count,
  overdue: Count,
});
export type ActionItemCounts = z.infer<typeof ActionItemCounts>;

/** Rates with their Wilson intervals; null where there is no base. */
export const ActionItemFigures = ActionItemCounts.extend({
  /** done ÷ (all − deleted) */
  completionRate: ShareOfMetric.nullable(),
  /** done by the due day ÷ items whose due day has passed; declined before it are left out */
  onTimeRate: ShareOfMetric.nullable(),
  /** days; null while fewer than half of all are done */
  medianDays: Days,
  medianLower: Days,
  medianUpper: Days,
});
export type ActionItemFigures = z.infer<typeof ActionItemFigures>;

/** Why an item is not in the curve or the on-time rate: nobody knows when, or the times cannot be right. */
export const ActionItemReason = z.enum([
  'done_time_unknown',
  'declined_time_unknown',
  'order_broken',
  'in_future',
]);

/** From `day` (since creation) on, `done` of all are done and `declined` of all declined. Bounds null at 0 and 1. */
export const CompletionStep = z.object({
  day: z.number(),
  done: z.number(),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  declined: z.number(),
  /** items still neither done nor declined, and followed so far, just before */
  atRisk: Count,
});
export type CompletionStep = z.infer<typeof CompletionStep>;

/** Share done within so many days; null past the longest time that anybody waited. */
export const DoneWithin = z.object({
  days: Count,
  share: z.number().nullable(),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  atRisk: Count,
});
export type DoneWithin = z.infer<typeof DoneWithin>;

export const ActionItemMetricsResponse = ActionItemFigures.extend({
  definition: MetricDefinition,
  from: Instant,
  to: Instant,
  timeZone: z.string(),
  asOf: Instant,
  /** cumulative incidence of done with declined as a competing risk (Aalen–Johansen), deleted left out */
  curve: z.array(CompletionStep),
  /** items in the curve */
  followed: Count,
  doneWithin: z.array(DoneWithin),
  leftOut: z.array(z.object({ reason: ActionItemReason, n: Count })),
  /** ids of the items behind `onTimeRate`, at most 500: no filter of the list says the same */
  dueIds: z.array(z.string()),
  /** every type, deleted left out; the first four are the lenses of prevention */
  lenses: z.array(z.object({ type: ActionItemType, n: Count, share: ShareOfMetric.nullable() })),
  groups: z.array(ActionItemFigures.extend({ key: z.string(), label: z.string().nullable() })),
  buckets: z.array(
    ActionItemFigures.extend({ from: Instant, to: Instant, unfinished: z.boolean(), partial: z.boolean() }),
  ),
});
export type ActionItemMetricsResponse = z.infer<typeof ActionItemMetricsResponse>;
