import { type QuantileIntervalRanks, quantileIntervalRanks } from './quantile-interval-ranks.js';
import { requireArgument } from './require-argument.js';

/** Bounds in the unit of the values, and the ranks (from 1) of the values that they are. */
export interface QuantileInterval extends QuantileIntervalRanks {
  lower: number;
  upper: number;
}

/**
 * Exact distribution-free interval of a quantile: two of the values themselves (see quantile-interval-ranks).
 * @param values finite numbers in any order, left as they are
 * @param share 0 < share < 1; 0.5 for the median
 * @returns null where the values are too few for the confidence; RangeError for a value that is not finite
 */
export function quantileInterval(
  values: readonly number[],
  share: number,
  confidence = 0.95,
): QuantileInterval | null {
  requireArgument(values.every(Number.isFinite), 'quantileInterval needs finite values');
  const ranks = quantileIntervalRanks(values.length, share, confidence);
  if (ranks === null) return null;
  const sorted = Float64Array.from(values).sort();
  return { lower: sorted[ranks.lowerRank - 1]!, upper: sorted[ranks.upperRank - 1]!, ...ranks };
}
