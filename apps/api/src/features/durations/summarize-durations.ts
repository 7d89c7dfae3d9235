import type { DurationFigures } from '@tenken/shared/durations.contract';
import { geometricMean } from '@tenken/statistics/geometric-mean';
import { type CensoredTime, kaplanMeier, type SurvivalCurve } from '@tenken/statistics/kaplan-meier';
import {
  type QuantileIntervalRanks,
  quantileIntervalRanks,
} from '@tenken/statistics/quantile-interval-ranks';
import { quantileOfSorted } from '@tenken/statistics/quantile-of-sorted';
import { smallestSampleForQuantile } from '@tenken/statistics/smallest-sample-for-quantile';
import { sum } from '@tenken/statistics/sum';
import { survivalQuantile } from '@tenken/statistics/survival-quantile';
import type { IntervalSet } from './interval-set.js';

interface QuantileFigure {
  value: number | null;
  lower: number | null;
  upper: number | null;
}

const NONE: QuantileFigure = { value: null, lower: null, upper: null };

const MEDIAN = 0.5;
const P90 = 0.9;
const SMALLEST = new Map([MEDIAN, P90].map((share) => [share, smallestSampleForQuantile(share)]));

/** Ranks depend on the n alone, and a page of groups and weeks asks for the same few thousand times. */
const MOST_RANKS = 10_000;
const knownRanks = new Map<string, QuantileIntervalRanks | null>();

/**
 * The figures of one period (METRICS.md section 2). Where all intervals have ended: type 7 quantiles with their exact
 * order-statistic intervals. With any open one: the quantiles of the Kaplan–Meier curve with its log-log band, and no
 * means, since the open ones would have to be left out or taken as ended. Below the smallest n at which an exact
 * interval exists there is none, whichever the method.
 */
export function summarizeDurations(intervals: IntervalSet): DurationFigures {
  const { used, open } = intervals;
  const observed = used.length + open.length;
  const quantileOf = quantilesOf(intervals);
  const quantileFigure = (share: number): QuantileFigure => {
    if (observed === 0) return NONE;
    const figure = quantileOf(share);
    return isTooFew(observed, share) ? { ...NONE, value: figure.value } : figure;
  };
  const median = quantileFigure(MEDIAN);
  const p90 = quantileFigure(P90);
  const allEnded = open.length === 0 && used.length > 0;
  return {
    n: used.length,
    missing: total(intervals.missing),
    excluded: total(intervals.excluded),
    open: open.length,
    medianSeconds: median.value,
    medianLower: median.lower,
    medianUpper: median.upper,
    p90Seconds: p90.value,
    p90Lower: p90.lower,
    p90Upper: p90.upper,
    meanSeconds: allEnded ? sum(used) / used.length : null,
    geometricMeanSeconds: allEnded ? geometricMean(used) : null,
    medianMethod: observed === 0 ? null : open.length > 0 ? 'kaplan_meier' : 'order_statistic',
    tooFew: isTooFew(observed, MEDIAN),
    excludedBy: [...intervals.missing, ...intervals.excluded]
      .map(([reason, n]) => ({ reason, n }))
      .sort((a, b) => b.n - a.n || (a.reason < b.reason ? -1 : 1)),
  };
}

/** Sorted, or followed along the curve, once for all quantiles. */
function quantilesOf(intervals: IntervalSet): (share: number) => QuantileFigure {
  if (intervals.open.length > 0) {
    const curve = survivalOf(intervals);
    return (share) => survivalQuantile(curve, share);
  }
  const sorted = Float64Array.from(intervals.used).sort();
  return (share) => exactQuantile(sorted, share);
}

/** Kaplan–Meier over ended and open intervals. */
export function survivalOf({ used, open }: Pick<IntervalSet, 'used' | 'open'>): SurvivalCurve {
  return kaplanMeier(censoredTimes({ used, open }));
}

/** Ended intervals as events, open ones as censored now. */
export function censoredTimes({ used, open }: Pick<IntervalSet, 'used' | 'open'>): CensoredTime[] {
  return [...used.map((time) => ({ time, event: true })), ...open.map((time) => ({ time, event: false }))];
}

function total(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((all, n) => all + n, 0);
}

function isTooFew(n: number, share: number): boolean {
  return n < (SMALLEST.get(share) ?? smallestSampleForQuantile(share));
}

function exactQuantile(sorted: Float64Array, share: number): QuantileFigure {
  const ranks = ranksOf(sorted.length, share);
  return {
    value: quantileOfSorted(sorted, share),
    lower: ranks === null ? null : (sorted[ranks.lowerRank - 1] as number),
    upper: ranks === null ? null : (sorted[ranks.upperRank - 1] as number),
  };
}

function ranksOf(n: number, share: number): QuantileIntervalRanks | null {
  const key = `${n}/${share}`;
  const known = knownRanks.get(key);
  if (known !== undefined) return known;
  const ranks = quantileIntervalRanks(n, share);
  if (knownRanks.size >= MOST_RANKS) knownRanks.clear();
  knownRanks.set(key, ranks);
  return ranks;
}
