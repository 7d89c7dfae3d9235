import { quantileIntervalRanks } from './quantile-interval-ranks.js';
import { requireOpenShare } from './require-open-share.js';

/**
 * Smallest n at which a quantile has an exact two-sided interval: the smallest n with share^n and
 * (1 − share)^n both at most α/2. 95 %: median 6, p75 13, p90 36, p95 72, p99 368.
 */
export function smallestSampleForQuantile(share: number, confidence = 0.95): number {
  requireOpenShare('share', share);
  requireOpenShare('confidence', confidence);
  const wider = Math.max(share, 1 - share);
  let n = Math.max(1, Math.floor(Math.log((1 - confidence) / 2) / Math.log(wider)) - 1);
  // The logarithm may be one off where it falls on a whole number; the ranks decide.
  while (quantileIntervalRanks(n, share, confidence) === null) n += 1;
  return n;
}
