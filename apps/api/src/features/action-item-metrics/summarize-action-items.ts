import type {
  ActionItemCounts,
  ActionItemFigures,
  ActionItemMetricsResponse,
} from '@tenken/shared/action-item-metrics.contract';
import { type ActionItemStatus, ActionItemType } from '@tenken/shared/action-items.contract';
import type { ShareOfMetric } from '@tenken/shared/metric-range.contract';
import { aalenJohansen, type CompetingTime } from '@tenken/statistics/aalen-johansen';
import { incidenceAt } from '@tenken/statistics/incidence-at';
import { incidenceQuantile } from '@tenken/statistics/incidence-quantile';
import { wilsonInterval } from '@tenken/statistics/wilson-interval';
import { localDayOf } from '../../clock/local-day.js';

/** What one action item adds to the figures of its cohort. */
export interface Item {
  type: ActionItemType;
  status: ActionItemStatus;
  dueOn: string | null;
  createdAt: string;
  /** null for a done (declined) item: nobody knows when */
  completedAt: string | null;
  declinedAt: string | null;
}

type Reason = ActionItemMetricsResponse['leftOut'][number]['reason'];

const DAY_MS = 86_400_000;
const SHOWN_DAYS = [30, 60, 90] as const;

/** Outcomes and rates of a cohort (METRICS.md section 4); days are local days of the zone. */
export function summarizeActionItems(items: readonly Item[], now: Date, timeZone: string): ActionItemFigures {
  const counts = countOutcomes(items, localDayOf(now, timeZone));
  const curve = aalenJohansen(followedTimes(items, now));
  const median = incidenceQuantile(curve);
  return {
    ...counts,
    completionRate: share(counts.done, counts.created - counts.deleted),
    onTimeRate: onTimeRate(items, now, timeZone),
    medianDays: median.value,
    medianLower: median.lower,
    medianUpper: median.upper,
  };
}

/** The curve of completion with the shares done in 30, 60 and 90 days, and what could not be placed on it. */
export function describeCompletion(
  items: readonly Item[],
  now: Date,
): Pick<ActionItemMetricsResponse, 'curve' | 'followed' | 'doneWithin' | 'leftOut'> {
  const curve = aalenJohansen(followedTimes(items, now));
  return {
    curve: curve.steps.map(({ time, incidence, lower, upper, competingIncidence, atRisk }) => ({
      day: time,
      done: incidence,
      lower,
      upper,
      declined: competingIncidence,
      atRisk,
    })),
    followed: curve.n,
    doneWithin: SHOWN_DAYS.map((days) => {
      const at = incidenceAt(curve, days);
      return {
        days,
        share: at?.incidence ?? null,
        lower: at?.lower ?? null,
        upper: at?.upper ?? null,
        atRisk: at?.atRisk ?? 0,
      };
    }),
    leftOut: countReasons(items, now),
  };
}

/** How the items are spread over the lenses of prevention; deleted ones are left out. */
export function shareOfLenses(items: readonly Item[]): ActionItemMetricsResponse['lenses'] {
  const kept = items.filter((item) => item.status !== 'deleted');
  return ActionItemType.options.map((type) => {
    const n = kept.filter((item) => item.type === type).length;
    return { type, n, share: share(n, kept.length) };
  });
}

function countOutcomes(items: readonly Item[], today: string): ActionItemCounts {
  const counts: ActionItemCounts = {
    created: items.length,
    done: 0,
    declined: 0,
    deleted: 0,
    openInTime: 0,
    overdue: 0,
  };
  for (const { status, dueOn } of items) {
    if (status === 'done' || status === 'declined' || status === 'deleted') counts[status] += 1;
    else if (dueOn !== null && dueOn < today) counts.overdue += 1;
    else counts.openInTime += 1;
  }
  return counts;
}

/** Done by the due day ÷ all whose due day has passed. What was declined by then, or when nobody knows, is left out. */
function onTimeRate(items: readonly Item[], now: Date, timeZone: string): ShareOfMetric | null {
  const today = localDayOf(now, timeZone);
  const due = items.filter((item) => isInTime(item, today, timeZone) !== null);
  return share(due.filter((item) => isInTime(item, today, timeZone)).length, due.length);
}

/** The items that the on-time rate counts. */
export function dueItems<T extends Item>(items: readonly T[], now: Date, timeZone: string): T[] {
  const today = localDayOf(now, timeZone);
  return items.filter((item) => isInTime(item, today, timeZone) !== null);
}

/** Whether an item was done by its due day; null where that is no question. */
function isInTime(item: Item, today: string, timeZone: string): boolean | null {
  const { status, dueOn } = item;
  if (dueOn === null || dueOn >= today || status === 'deleted') return null;
  if (status !== 'done' && status !== 'declined') return false;
  const closedAt = endOf(item);
  if (closedAt === null) return null;
  const inTime = localDayOf(new Date(closedAt), timeZone) <= dueOn;
  return inTime && status === 'declined' ? null : inTime;
}

function share(part: number, all: number): ShareOfMetric | null {
  const interval = wilsonInterval(part, all);
  if (interval === null) return null;
  return { value: interval.proportion, lower: interval.lower, upper: interval.upper, n: all };
}

/** Days from creation to the outcome, or to now for what is still open. */
function followedTimes(items: readonly Item[], now: Date): CompetingTime[] {
  return items.flatMap((item) => {
    if (item.status === 'deleted' || whyLeftOut(item, now) !== null) return [];
    const until = endOf(item) ?? now.toISOString();
    const time = (Date.parse(until) - Date.parse(item.createdAt)) / DAY_MS;
    const outcome = item.status === 'done' ? 'event' : item.status === 'declined' ? 'competing' : 'censored';
    return [{ time, outcome }];
  });
}

function endOf(item: Item): string | null {
  if (item.status === 'done') return item.completedAt;
  return item.status === 'declined' ? item.declinedAt : null;
}

function whyLeftOut(item: Item, now: Date): Reason | null {
  if (item.status === 'deleted') return null;
  const end = endOf(item);
  if (item.status === 'done' && end === null) return 'done_time_unknown';
  if (item.status === 'declined' && end === null) return 'declined_time_unknown';
  if (Date.parse(item.createdAt) > now.getTime() || Date.parse(end ?? item.createdAt) > now.getTime())
    return 'in_future';
  return end !== null && Date.parse(end) < Date.parse(item.createdAt) ? 'order_broken' : null;
}

function countReasons(items: readonly Item[], now: Date): ActionItemMetricsResponse['leftOut'] {
  const counts = new Map<Reason, number>();
  for (const item of items) {
    const reason = whyLeftOut(item, now);
    if (reason !== null) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts].map(([reason, n]) => ({ reason, n })).sort((a, b) => b.n - a.n);
}
