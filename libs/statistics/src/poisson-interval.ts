import { chiSquareQuantile } from './chi-square-quantile.js';
import { requireArgument } from './require-argument.js';
import { requireCount } from './require-count.js';
import { requireOpenShare } from './require-open-share.js';

/** All three per unit of exposure. */
export interface RateInterval {
  rate: number;
  lower: number;
  upper: number;
}

/**
 * Exact interval of a Poisson rate (F. Garwood, Biometrika 28, 1936; R's `poisson.test(x, T)$conf.int`):
 * half the chi-square quantiles with 2·count and 2·count + 2 degrees of freedom.
 * @param exposure in whatever unit the rate is wanted per (days, service-weeks); 1 gives the interval of the count
 * @returns null for an exposure of 0; RangeError for a count that is not a whole number or an exposure below 0
 */
export function poissonInterval(count: number, exposure = 1, confidence = 0.95): RateInterval | null {
  requireCount('count', count);
  requireArgument(Number.isFinite(exposure) && exposure >= 0, 'exposure must be finite and ≥ 0', exposure);
  requireOpenShare('confidence', confidence);
  if (exposure === 0) return null;
  const tail = (1 - confidence) / 2;
  return {
    rate: count / exposure,
    lower: count === 0 ? 0 : chiSquareQuantile(tail, 2 * count) / 2 / exposure,
    upper: chiSquareQuantile(1 - tail, 2 * count + 2) / 2 / exposure,
  };
}
