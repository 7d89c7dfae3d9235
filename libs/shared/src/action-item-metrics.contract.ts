import { z } from 'zod';
import { ActionItemLeftOutReason, ActionItemPriority, ActionItemType } from './action-items.contract.js';
import { Day, Instant } from './field.contract.js';
import { bucketFields } from './metric-bucket.contract.js';
import { compareFields } from './metric-comparison.contract.js';
import { MetricDefinition } from './metric-definition.contract.js';
import { metricScopeFields, ShareOfMetric } from './metric-range.contract.js';
import { CommaList } from './range.contract.js';

const Count = z.number().int();
const Days = z.number().nullable();

export const ActionItemGroupBy = z.enum(['severity', 'type', 'team', 'priority']);
export type ActionItemGroupBy = z.infer<typeof ActionItemGroupBy>;

/** Cohorts by creation are at least this long: shorter ones have too few items to say anything. */
export const ActionItemCohortUnit = z.enum(['month', 'quarter', 'fiscal_quarter']);
export type ActionItemCohortUnit = z.infer<typeof ActionItemCohortUnit>;

/** GET /api/v1/metrics/action-items: the items created in the range, whatever became of them. */
export const ActionItemMetricsQuery = z.strictObject({
  ...metricScopeFields,
  ...bucketFields,
  ...compareFields,
  /** the unit of `cohorts`; month up to 13 months of range, else quarter */
  cohort: ActionItemCohortUnit.optional(),
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
  /** the same in business days: those after the day of creation, up to and including the day it was done */
  medianBusinessDays: Days,
  medianBusinessLower: Days,
  medianBusinessUpper: Days,
});
export type ActionItemFigures = z.infer<typeof ActionItemFigures>;

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

const Lens = z.object({ type: ActionItemType, n: Count, share: ShareOfMetric.nullable() });
const LensType = z.enum(['prevent', 'detect', 'mitigate', 'repair']);

/** The items created in one month or quarter, and the lenses under which nothing was promised in it. */
export const ActionItemCohort = ActionItemFigures.extend({
  from: Instant,
  to: Instant,
  /** the period has not ended: more items will come */
  unfinished: z.boolean(),
  /** the range cuts the period */
  partial: z.boolean(),
  lenses: z.array(Lens),
  /** lenses without one item, of the four; empty where there are no items at all */
  missing: z.array(LensType),
});
export type ActionItemCohort = z.infer<typeof ActionItemCohort>;

/** The curve of one group. At most `CURVE_LIMIT` groups, those with the most items, in the order of the groups. */
export const ActionItemCurve = z.object({
  key: z.string(),
  label: z.string().nullable(),
  /** items followed */
  n: Count,
  medianDays: Days,
  medianLower: Days,
  medianUpper: Days,
  medianBusinessDays: Days,
  doneWithin: z.array(DoneWithin),
  curve: z.array(CompletionStep),
});
export type ActionItemCurve = z.infer<typeof ActionItemCurve>;
export const CURVE_LIMIT = 6;

/** A share in two periods by Fisher's exact test; `too_few`: fewer than six in either. */
export const ShareComparison = z.object({
  value: z.number(),
  previous: z.number(),
  n: Count,
  previousN: Count,
  pValue: z.number(),
  verdict: z.enum(['lower', 'higher', 'no_clear_change', 'too_few']),
});
export type ShareComparison = z.infer<typeof ShareComparison>;

/**
 * The cohort of another period beside this one. Its items had longer to be finished, so the shares alone flatter it;
 * `pace` compares the two as long as both were followed (log-rank on being done, declined counted as no longer followed).
 */
export const ActionItemComparison = z.object({
  previousFrom: Instant,
  previousTo: Instant,
  previous: ActionItemFigures,
  completion: ShareComparison.nullable(),
  onTime: ShareComparison.nullable(),
  /** done in this period against what both together would let expect; null where nothing can be tested */
  pace: z
    .object({
      pValue: z.number(),
      observed: Count,
      expected: z.number(),
      verdict: z.enum(['slower', 'faster', 'no_clear_change', 'too_few']),
    })
    .nullable(),
});
export type ActionItemComparison = z.infer<typeof ActionItemComparison>;

/** Open items of one age. `from` and `to` are the range of creation that lists them; `from` null for the oldest. */
export const AgeBin = z.object({
  fromDays: Count,
  /** exclusive; null: no end */
  toDays: Count.nullable(),
  from: Instant.nullable(),
  to: Instant,
  n: Count,
  overdue: Count,
});
export type AgeBin = z.infer<typeof AgeBin>;

/** Everything that is open now in the scope, whenever it was created. */
export const ActionItemAgeing = z.object({
  today: Day,
  open: Count,
  bins: z.array(AgeBin),
  medianDays: Days,
  medianBusinessDays: Days,
  p90Days: Days,
  p90BusinessDays: Days,
  oldestDays: Days,
  oldestBusinessDays: Days,
});
export type ActionItemAgeing = z.infer<typeof ActionItemAgeing>;

/**
 * What is open and overdue now by owning team: the item's team, else that of its incident; key `none` without one. The
 * list shows the same with `ownerTeam`. By name, never by how much.
 */
export const TeamOverdue = z.object({
  key: z.string(),
  label: z.string().nullable(),
  open: Count,
  overdue: Count,
  medianDaysLate: Days,
  medianBusinessDaysLate: Days,
  longestDaysLate: Days,
  longestBusinessDaysLate: Days,
});
export type TeamOverdue = z.infer<typeof TeamOverdue>;

/** A fix that was done, and an incident that began later and recurs the one it was for (a person confirmed it). */
export const RecurredItem = z.object({
  id: z.string(),
  title: z.string(),
  type: ActionItemType,
  completedAt: Instant,
  incident: z.object({ id: z.string(), title: z.string() }),
  /** the first incident that came after it was done */
  again: z.object({ id: z.string(), title: z.string(), beganAt: Instant }),
  daysAfter: z.number(),
  businessDaysAfter: Count,
});
export type RecurredItem = z.infer<typeof RecurredItem>;
export const RECURRED_LIMIT = 50;

export const RecurredAfterClosing = z.object({
  /** items of the cohort that are done (prevent, detect, mitigate, repair), with an incident and a known day */
  closedFixes: Count,
  recurred: Count,
  share: ShareOfMetric.nullable(),
  /** at most `RECURRED_LIMIT`, the latest recurrence first */
  items: z.array(RecurredItem),
});
export type RecurredAfterClosing = z.infer<typeof RecurredAfterClosing>;

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
  leftOut: z.array(z.object({ reason: ActionItemLeftOutReason, n: Count })),
  /** ids of the items behind `onTimeRate`, at most 500; all of them: the list with `figure=due_judged` */
  dueIds: z.array(z.string()),
  /** every type, deleted left out; the first four are the lenses of prevention */
  lenses: z.array(Lens),
  /** `team`: the owning team; the list shows a group of it with `ownerTeam` */
  groups: z.array(ActionItemFigures.extend({ key: z.string(), label: z.string().nullable() })),
  buckets: z.array(
    ActionItemFigures.extend({ from: Instant, to: Instant, unfinished: z.boolean(), partial: z.boolean() }),
  ),
  /** with `groupBy` */
  curves: z.array(ActionItemCurve),
  /** groups with an item that could be followed; more than `curves` when only the largest are shown */
  curvesTotal: Count,
  /**
   * Log-rank over `curves`: whether open items get done at the same rate in every group, declined ones counted as no
   * longer followed. Null where there is nothing to test.
   */
  logRank: z.object({ chiSquare: z.number(), degreesOfFreedom: Count, pValue: z.number() }).nullable(),
  cohortUnit: ActionItemCohortUnit,
  cohorts: z.array(ActionItemCohort),
  comparison: ActionItemComparison.nullable(),
  ageing: ActionItemAgeing,
  overdueByTeam: z.array(TeamOverdue),
  recurredAfterClosing: RecurredAfterClosing,
});
export type ActionItemMetricsResponse = z.infer<typeof ActionItemMetricsResponse>;
