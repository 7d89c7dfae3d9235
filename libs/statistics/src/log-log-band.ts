import { normalQuantile } from './normal-quantile.js';

/**
 * Pointwise band of a survival probability on the scale log(−log S), which keeps it inside [0, 1]:
 * S^exp(∓z·σ / log S), σ² the variance of log S (R's `conf.type = "log-log"`; Kalbfleisch & Prentice, §1.4).
 * As in R a probability of exactly 1 or 0 has no band (null): the scale ends there.
 */
export function logLogBand(
  survival: number,
  varianceOfLog: number,
  confidence: number,
): { lower: number | null; upper: number | null } {
  if (survival <= 0 || survival >= 1) return { lower: null, upper: null };
  const log = Math.log(survival);
  const shift = (normalQuantile((1 + confidence) / 2) * Math.sqrt(varianceOfLog)) / -log;
  return { lower: Math.exp(log * Math.exp(shift)), upper: Math.exp(log * Math.exp(-shift)) };
}
