import { type ComparisonVerdict, comparisonVerdict } from './comparison-verdict.js';
import { logSeconds } from './log-seconds.js';
import { normalQuantile } from './normal-quantile.js';
import { requireOpenShare } from './require-open-share.js';
import { studentTQuantile } from './student-t-quantile.js';
import { sum } from './sum.js';

/** Fewer than this in either period and the comparison is `too_few`: no exact median interval exists either. */
const smallestGroup = 6;

/** All figures are null with the verdict `too_few`. */
export interface DurationComparison {
  verdict: ComparisonVerdict;
  /** Geometric mean of the current period ÷ that of the previous one; 0.8 reads "20 % shorter". */
  ratio: number | null;
  lower: number | null;
  upper: number | null;
  /** Smallest decrease that these n show with 80 % power, as a share: 1 − detectableLower. */
  smallestDetectableChange: number | null;
  /** Ratio just low enough to be seen with 80 % power, and its inverse, just high enough. */
  detectableLower: number | null;
  detectableUpper: number | null;
}

const tooFew: DurationComparison = {
  verdict: 'too_few',
  ratio: null,
  lower: null,
  upper: null,
  smallestDetectableChange: null,
  detectableLower: null,
  detectableUpper: null,
};

function describeLogs(durations: readonly number[]): { n: number; mean: number; squares: number } {
  const logs = logSeconds(durations);
  const mean = sum(logs) / logs.length;
  return { n: logs.length, mean, squares: sum(logs.map((log) => (log - mean) ** 2)) };
}

/**
 * Compares the durations (seconds) of two periods: ratio of geometric means with its interval by Welch's t on
 * the logs (B. L. Welch, Biometrika 34, 1947; R's `t.test(log(x), log(y))`), the word it allows, and the change
 * that so many durations could have shown with 80 % power: exp(∓(z₁₋α⁄₂ + z₀.₈)·s·√(1/n₁ + 1/n₂)), s the pooled
 * standard deviation of the logs. A duration under 1 second counts as 1 second. Where neither period varies at all the
 * interval is the ratio itself, the limit of Welch's.
 * RangeError for a negative duration or one that is not finite.
 */
export function compareDurations(
  current: readonly number[],
  previous: readonly number[],
  confidence = 0.95,
): DurationComparison {
  requireOpenShare('confidence', confidence);
  const a = describeLogs(current);
  const b = describeLogs(previous);
  if (a.n < smallestGroup || b.n < smallestGroup) return { ...tooFew };

  const errorA = a.squares / (a.n - 1) / a.n;
  const errorB = b.squares / (b.n - 1) / b.n;
  const standardError = Math.sqrt(errorA + errorB);
  const rounding = 10 * Number.EPSILON * Math.max(Math.abs(a.mean), Math.abs(b.mean));
  if (standardError <= rounding) {
    const ratio = Math.abs(a.mean - b.mean) <= rounding ? 1 : Math.exp(a.mean - b.mean);
    return {
      verdict: comparisonVerdict(ratio, ratio),
      ratio,
      lower: ratio,
      upper: ratio,
      smallestDetectableChange: 0,
      detectableLower: 1,
      detectableUpper: 1,
    };
  }

  // Shares of the variance, not their squares, so that tiny variances do not underflow to 0 / 0.
  const shareA = errorA / (errorA + errorB);
  const degreesOfFreedom = 1 / (shareA ** 2 / (a.n - 1) + (1 - shareA) ** 2 / (b.n - 1));
  const difference = a.mean - b.mean;
  const margin = studentTQuantile((1 + confidence) / 2, degreesOfFreedom) * standardError;
  const lower = Math.exp(difference - margin);
  const upper = Math.exp(difference + margin);

  const pooledDeviation = Math.sqrt((a.squares + b.squares) / (a.n + b.n - 2));
  const detectable =
    (normalQuantile((1 + confidence) / 2) + normalQuantile(0.8)) *
    pooledDeviation *
    Math.sqrt(1 / a.n + 1 / b.n);
  return {
    verdict: comparisonVerdict(lower, upper),
    ratio: Math.exp(difference),
    lower,
    upper,
    smallestDetectableChange: -Math.expm1(-detectable),
    detectableLower: Math.exp(-detectable),
    detectableUpper: Math.exp(detectable),
  };
}
