import { binomialCdf } from './binomial-cdf.js';
import { binomialQuantile } from './binomial-quantile.js';
import { requireCount } from './require-count.js';
import { requireOpenShare } from './require-open-share.js';

/** Ranks count from 1, the smallest value. */
export interface QuantileIntervalRanks {
  lowerRank: number;
  upperRank: number;
}

/**
 * Ranks of the two order statistics that bound a quantile with at least the asked confidence, whatever the
 * distribution: the lower is the largest l with P(Bin(n, share) ≤ l − 1) ≤ α/2, the upper the smallest u with
 * P(Bin(n, share) ≥ u) ≤ α/2. In R: `qbinom(α/2, n, share)` and `qbinom(1 − α/2, n, share) + 1`.
 * Source: W. J. Conover, Practical Nonparametric Statistics, 3rd ed., §3.2.
 * @returns null where no such pair exists: n is too small (see smallest-sample-for-quantile)
 */
export function quantileIntervalRanks(
  n: number,
  share: number,
  confidence = 0.95,
): QuantileIntervalRanks | null {
  requireCount('n', n);
  requireOpenShare('share', share);
  requireOpenShare('confidence', confidence);
  const tail = (1 - confidence) / 2;
  let lowerRank = binomialQuantile(tail, n, share);
  // R's quantile stops one short where the distribution function meets α/2 exactly.
  if (binomialCdf(lowerRank, n, share) <= tail * (1 + 1e-12)) lowerRank += 1;
  const upperRank = binomialQuantile(1 - tail, n, share) + 1;
  return lowerRank >= 1 && upperRank <= n ? { lowerRank, upperRank } : null;
}
