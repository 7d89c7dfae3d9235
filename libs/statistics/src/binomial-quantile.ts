import { binomialCdf } from './binomial-cdf.js';
import { requireOpenShare } from './require-open-share.js';

/**
 * The smallest k with P(X ≤ k) ≥ share for X binomial(trials, p) (R's `qbinom`), 0 < share < 1.
 * `share` is lowered by 64 rounding units, as R does, so that the quantile of a value of the distribution
 * function is the value's own k.
 */
export function binomialQuantile(share: number, trials: number, p: number): number {
  requireOpenShare('share', share);
  const target = share * (1 - 64 * Number.EPSILON);
  let low = 0;
  let high = trials;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (binomialCdf(middle, trials, p) >= target) high = middle;
    else low = middle + 1;
  }
  return low;
}
