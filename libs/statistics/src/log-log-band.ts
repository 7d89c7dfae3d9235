import { normalQuantile } from './normal-quantile.js';

/**
 * Pointwise band of a survival probability on the scale log(−log S), which keeps it inside [0, 1]:
 * S^exp(∓z·σ / log S), σ² the variance of log S (R's `conf.type = "log-log"`; Kalbfleisch & Prentice, §1.4).
 * As in R a probability of 1 has the band 1 to 1; one of 0 has none (null).
 */
export function logLogBand(
  survival: number,
  varianceOfLog: number,
  confidence: number,
): { lower: number | null; upper: number | null } {
  if (survival <= 0) return { lower: null, upper: null };
  if (survival >= 1) return { lower: 1, upper: 1 };
  const log = Math.log(survival);
  const shift = (normalQuantile((1 + confidence) / 2) * Math.sqrt(varianceOfLog)) / -log;
  return { lower: Math.exp(log * Math.exp(shift)), upper: Math.exp(log * Math.exp(-shift)) };
}
