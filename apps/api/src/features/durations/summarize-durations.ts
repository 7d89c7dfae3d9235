import type { DurationFigures, DurationReason } from '@tenken/shared/durations.contract';
import { geometricMean } from '@tenken/statistics/geometric-mean';
import { kaplanMeier } from '@tenken/statistics/kaplan-meier';
import { quantile } from '@tenken/statistics/quantile';
import { quantileInterval } from '@tenken/statistics/quantile-interval';
import { smallestSampleForQuantile } from '@tenken/statistics/smallest-sample-for-quantile';
import { sum } from '@tenken/statistics/sum';
import { survivalQuantile } from '@tenken/statistics/survival-quantile';

/** What one incident adds to the figures of its period. */
export interface Interval {
  /** an open one until now; null unless the state is `used` or `open` */
  seconds: number | null;
  state: 'used' | 'open' | 'missing' | 'excluded';
  reason: string | null;
}

interface QuantileFigure {
  value: number | null;
  lower: number | null;
  upper: number | null;
}

const NONE: QuantileFigure = { value: null, lower: null, upper: null };

/**
 * The figures of one period (METRICS.md section 2). Where all intervals have ended: type 7 quantiles with their exact
 * order-statistic intervals. With any open one: the quantiles of the Kaplan–Meier curve with its log-log band, and no
 * means, since the open ones would have to be left out or taken as ended. Below the smallest n at which an exact
 * interval exists there is none, whichever the method.
 */
export function summarizeDurations(intervals: readonly Interval[]): DurationFigures {
  const used = secondsOf(intervals, 'used');
  const open = secondsOf(intervals, 'open');
  const observed = used.length + open.length;
  const quantileOf = (share: number): QuantileFigure => {
    if (observed === 0) return NONE;
    const figure = open.length > 0 ? censoredQuantile(used, open, share) : exactQuantile(used, share);
    const wide = observed >= smallestSampleForQuantile(share);
    return wide ? figure : { ...NONE, value: figure.value };
  };
  const median = quantileOf(0.5);
  const p90 = quantileOf(0.9);
  const allEnded = open.length === 0 && used.length > 0;
  return {
    n: used.length,
    missing: count(intervals, 'missing'),
    excluded: count(intervals, 'excluded'),
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
    tooFew: observed < smallestSampleForQuantile(0.5),
    excludedBy: countReasons(intervals),
  };
}

function secondsOf(intervals: readonly Interval[], state: 'used' | 'open'): number[] {
  return intervals.flatMap((row) => (row.state === state && row.seconds !== null ? [row.seconds] : []));
}

function count(intervals: readonly Interval[], state: Interval['state']): number {
  return intervals.filter((row) => row.state === state).length;
}

function exactQuantile(seconds: readonly number[], share: number): QuantileFigure {
  const interval = quantileInterval(seconds, share);
  return {
    value: quantile(seconds, share),
    lower: interval?.lower ?? null,
    upper: interval?.upper ?? null,
  };
}

function censoredQuantile(used: readonly number[], open: readonly number[], share: number): QuantileFigure {
  const curve = kaplanMeier([
    ...used.map((time) => ({ time, event: true })),
    ...open.map((time) => ({ time, event: false })),
  ]);
  return survivalQuantile(curve, share);
}

function countReasons(intervals: readonly Interval[]): DurationFigures['excludedBy'] {
  const counts = new Map<string, number>();
  for (const { reason } of intervals) if (reason !== null) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts]
    .map(([reason, n]) => ({ reason: reason as DurationReason, n }))
    .sort((a, b) => b.n - a.n || a.reason.localeCompare(b.reason));
}
