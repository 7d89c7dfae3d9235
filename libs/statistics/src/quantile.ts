import { quantileOfSorted } from './quantile-of-sorted.js';
import { requireArgument } from './require-argument.js';

/**
 * Quantile of the values by linear interpolation between order statistics: Hyndman & Fan's type 7 (The American
 * Statistician 50, 1996), R's `quantile` and PostgreSQL's `percentile_cont`. In the unit of the values.
 * @param values finite numbers in any order, left as they are
 * @param share from 0 (minimum) to 1 (maximum); 0.5 is the median
 * @returns null without values; RangeError for a share outside [0, 1] or a value that is not finite
 */
export function quantile(values: readonly number[], share: number): number | null {
  requireArgument(share >= 0 && share <= 1, 'share must lie in [0, 1]', share);
  requireArgument(values.every(Number.isFinite), 'quantile needs finite values');
  return quantileOfSorted(Float64Array.from(values).sort(), share);
}
