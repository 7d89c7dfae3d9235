import type {
  ActionItemCounts,
  ActionItemFigures,
  ActionItemMetricsResponse,
  CompletionStep,
} from '@tenken/shared/action-item-metrics.contract';
import type { ActionItemLeftOutReason, ActionItemType } from '@tenken/shared/action-items.contract';
import { ActionItemType as Types } from '@tenken/shared/action-items.contract';
import type { ShareOfMetric } from '@tenken/shared/metric-range.contract';
import { aalenJohansen, type IncidenceCurve } from '@tenken/statistics/aalen-johansen';
import { incidenceAt } from '@tenken/statistics/incidence-at';
import { incidenceQuantile } from '@tenken/statistics/incidence-quantile';
import { wilsonInterval } from '@tenken/statistics/wilson-interval';

/** What one action item adds to the figures of its cohort. */
export interface Item {
  type: ActionItemType;
  outcome: 'done' | 'declined' | 'deleted' | 'openInTime' | 'overdue';
  inTime: boolean | null;
  leftOut: ActionItemLeftOutReason | null;
  /** whole days from creation to its outcome, or that it was followed so far */
  days: number;
  businessDays: number;
}

const SHOWN_DAYS = [30, 60, 90] as const;
/** A curve is drawn from so many steps at most; the shares and the median come from all of them. */
const MOST_STEPS = 400;

/** Outcomes and rates of a cohort (METRICS.md section 4). */
export function summarizeActionItems(items: readonly Item[]): ActionItemFigures {
  const counts = countOutcomes(items);
  const median = incidenceQuantile(completionOf(items, 'days'));
  const business = incidenceQuantile(completionOf(items, 'businessDays'));
  let [due, inTime] = [0, 0];
  for (const item of items) {
    if (item.inTime !== null) due += 1;
    if (item.inTime) inTime += 1;
  }
  return {
    ...counts,
    completionRate: shareOf(counts.done, counts.created - counts.deleted),
    onTimeRate: shareOf(inTime, due),
    medianDays: median.value,
    medianLower: median.lower,
    medianUpper: median.upper,
    medianBusinessDays: business.value,
    medianBusinessLower: business.lower,
    medianBusinessUpper: business.upper,
  };
}

/** The curve of completion with the shares done in 30, 60 and 90 days, and what could not be placed on it. */
export function describeCompletion(
  items: readonly Item[],
): Pick<ActionItemMetricsResponse, 'curve' | 'followed' | 'doneWithin' | 'leftOut'> {
  const curve = completionOf(items, 'days');
  return {
    curve: thinned(curve),
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
    leftOut: countReasons(items),
  };
}

/** How the items are spread over the lenses of prevention; deleted ones are left out. */
export function shareOfLenses(items: readonly Item[]): ActionItemMetricsResponse['lenses'] {
  const kept = items.filter(({ outcome }) => outcome !== 'deleted');
  return Types.options.map((type) => {
    const n = kept.filter((item) => item.type === type).length;
    return { type, n, share: shareOf(n, kept.length) };
  });
}

/** A share with its Wilson interval; null without a base. */
export function shareOf(part: number, all: number): ShareOfMetric | null {
  const interval = wilsonInterval(part, all);
  if (interval === null) return null;
  return { value: interval.proportion, lower: interval.lower, upper: interval.upper, n: all };
}

/** Aalen–Johansen of done, with declined as the competing outcome; days are whole, so that equal ones are counted. */
function completionOf(items: readonly Item[], unit: 'days' | 'businessDays'): IncidenceCurve {
  const observations = [];
  for (const [outcome, counts] of countByTime(items, unit)) {
    for (const [time, count] of counts.entries()) {
      if (count !== undefined && count > 0) observations.push({ time, outcome, count });
    }
  }
  return aalenJohansen(observations);
}

type Outcome = 'event' | 'competing' | 'censored';

/** How many of the followed items reached each outcome on each day; places without any may be empty. */
export function countByTime(
  items: readonly Item[],
  unit: 'days' | 'businessDays',
): readonly (readonly [Outcome, readonly (number | undefined)[]])[] {
  const done: number[] = [];
  const declined: number[] = [];
  const open: number[] = [];
  for (const { outcome, leftOut, [unit]: time } of items) {
    if (outcome === 'deleted' || leftOut !== null) continue;
    const counts = outcome === 'done' ? done : outcome === 'declined' ? declined : open;
    counts[time] = (counts[time] ?? 0) + 1;
  }
  return [
    ['event', done],
    ['competing', declined],
    ['censored', open],
  ];
}

/** At most `MOST_STEPS` steps: of each stretch of days the last one, which is where the curve then stands. */
function thinned(curve: IncidenceCurve): CompletionStep[] {
  const { steps } = curve;
  const end = steps.at(-1)?.time ?? 0;
  const stretch = (time: number) => Math.floor((time / end) * (MOST_STEPS - 1));
  const kept =
    steps.length <= MOST_STEPS
      ? steps
      : steps.filter(
          (step, index) => index === steps.length - 1 || stretch(step.time) < stretch(steps[index + 1]!.time),
        );
  return kept.map(({ time, incidence, lower, upper, competingIncidence, atRisk }) => ({
    day: time,
    done: incidence,
    lower,
    upper,
    declined: competingIncidence,
    atRisk,
  }));
}

function countOutcomes(items: readonly Item[]): ActionItemCounts {
  const counts = { created: items.length, done: 0, declined: 0, deleted: 0, openInTime: 0, overdue: 0 };
  for (const { outcome } of items) counts[outcome] += 1;
  return counts;
}

function countReasons(items: readonly Item[]): ActionItemMetricsResponse['leftOut'] {
  const counts = new Map<ActionItemLeftOutReason, number>();
  for (const { leftOut } of items) {
    if (leftOut !== null) counts.set(leftOut, (counts.get(leftOut) ?? 0) + 1);
  }
  return [...counts].map(([reason, n]) => ({ reason, n })).sort((a, b) => b.n - a.n);
}
