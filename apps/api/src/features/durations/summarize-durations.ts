import type { DurationFigures } from '@tenken/shared/durations.contract';
import { geometricMean } from '@tenken/statistics/geometric-mean';
import { type CensoredTime, kaplanMeier, type SurvivalCurve } from '@tenken/statistics/kaplan-meier';
import { quantile } from '@tenken/statistics/quantile';
import { quantileInterval } from '@tenken/statistics/quantile-interval';
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

/**
 * The figures of one period (METRICS.md section 2). Where all intervals have ended: type 7 quantiles with their exact
 * order-statistic intervals. With any open one: the quantiles of the Kaplan–Meier curve with its log-log band, and no
 * means, since the open ones would have to be left out or taken as ended. Below the smallest n at which an exact
 * interval exists there is none, whichever the method.
 */
export function summarizeDurations(intervals: IntervalSet): DurationFigures {
  const { used, open } = intervals;
  const observed = used.length + open.length;
  const sorted = Array.from(Float64Array.from(used).sort());
  const curve = open.length > 0 ? survivalOf(intervals) : null;
  const quantileOf = (share: number): QuantileFigure => {
    if (observed === 0) return NONE;
    const figure = curve === null ? exactQuantile(sorted, share) : survivalQuantile(curve, share);
    const wide = observed >= smallestSampleForQuantile(share);
    return wide ? figure : { ...NONE, value: figure.value };
  };
  const median = quantileOf(0.5);
  const p90 = quantileOf(0.9);
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
    tooFew: observed < smallestSampleForQuantile(0.5),
    excludedBy: [...intervals.missing, ...intervals.excluded]
      .map(([reason, n]) => ({ reason, n }))
      .sort((a, b) => b.n - a.n || a.reason.localeCompare(b.reason)),
  };
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

function exactQuantile(values: readonly number[], share: number): QuantileFigure {
  const interval = quantileInterval(values, share);
  return {
    value: quantile(values, share),
    lower: interval?.lower ?? null,
    upper: interval?.upper ?? null,
  };
}
