import { CURVE_STEP_LIMIT, type DurationCurve } from '@tenken/shared/durations.contract';
import { smallestSampleForQuantile } from '@tenken/statistics/smallest-sample-for-quantile';
import { survivalQuantile } from '@tenken/statistics/survival-quantile';
import type { IntervalSet } from './interval-set.js';
import { survivalOf } from './summarize-durations.js';

/**
 * The curve of one period. Its steps are the times at which something ended, and the last time anybody was followed;
 * the median has an interval from six incidents on, as everywhere.
 */
export function describeCurve(set: IntervalSet): DurationCurve {
  const curve = survivalOf(set);
  const median = survivalQuantile(curve, 0.5);
  const wide = curve.n >= smallestSampleForQuantile(0.5);
  const drawn = curve.steps.filter((step, index) => step.events > 0 || index === curve.steps.length - 1);
  return {
    n: curve.n,
    events: curve.events,
    open: curve.n - curve.events,
    medianSeconds: median.value,
    medianLower: wide ? median.lower : null,
    medianUpper: wide ? median.upper : null,
    steps: thin(drawn).map(({ time, survival, lower, upper, atRisk }) => ({
      seconds: time,
      share: survival,
      lower,
      upper,
      atRisk,
    })),
  };
}

/** Evenly chosen steps, the first and the last among them: each stays a true point of the curve. */
function thin<T>(steps: readonly T[]): T[] {
  if (steps.length <= CURVE_STEP_LIMIT) return [...steps];
  const stride = (steps.length - 1) / (CURVE_STEP_LIMIT - 1);
  return Array.from({ length: CURVE_STEP_LIMIT }, (_, index) => steps[Math.round(index * stride)] as T);
}
