import { inverseIncompleteBeta } from './inverse-incomplete-beta.js';
import { normalQuantile } from './normal-quantile.js';
import { requireArgument } from './require-argument.js';
import { requireOpenShare } from './require-open-share.js';

/**
 * Quantile of Student's t for 0 < p < 1 and real degrees of freedom > 0 (R's `qt`).
 * From the beta quantile: t² / (df + t²) is beta(½, df/2) and its complement beta(df/2, ½); the one that keeps
 * its digits is asked. RangeError for arguments outside.
 */
export function studentTQuantile(p: number, degreesOfFreedom: number): number {
  requireOpenShare('p', p);
  requireArgument(degreesOfFreedom > 0, 'studentTQuantile needs degrees of freedom > 0', degreesOfFreedom);
  if (p > 0.5) return -studentTQuantile(1 - p, degreesOfFreedom);
  if (degreesOfFreedom > 4e5) {
    // Fisher's expansion (Abramowitz & Stegun 26.7.5), where the beta quantile loses digits.
    const z = normalQuantile(p);
    const first = (z ** 3 + z) / 4;
    const second = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
    return z + (first + second / degreesOfFreedom) / degreesOfFreedom;
  }
  if (p < 0.01) {
    const x = inverseIncompleteBeta(2 * p, degreesOfFreedom / 2, 0.5);
    return -Math.sqrt((degreesOfFreedom * (1 - x)) / x);
  }
  const y = inverseIncompleteBeta(1 - 2 * p, 0.5, degreesOfFreedom / 2);
  return -Math.sqrt((degreesOfFreedom * y) / (1 - y));
}
