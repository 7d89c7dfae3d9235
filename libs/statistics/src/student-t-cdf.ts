import { incompleteBeta } from './incomplete-beta.js';
import { normalCdf } from './normal-cdf.js';
import { requireArgument } from './require-argument.js';

/**
 * Student's t distribution function for real degrees of freedom > 0 (R's `pt`); the upper tail is
 * studentTCdf(−t, df). ½ I_x(df/2, ½) with x = df / (df + t²) for t < 0 (DLMF 8.17; Abramowitz & Stegun 26.7.1).
 * RangeError for NaN or df ≤ 0.
 */
export function studentTCdf(t: number, degreesOfFreedom: number): number {
  requireArgument(!Number.isNaN(t), 'studentTCdf needs a number');
  requireArgument(degreesOfFreedom > 0, 'studentTCdf needs degrees of freedom > 0', degreesOfFreedom);
  if (degreesOfFreedom > 4e5) {
    // The beta integral loses digits here; this expansion in 1 / df (Wallace 1959) errs by the order of 1 / df³.
    const u = Math.max(-40, Math.min(40, t));
    const first = (u ** 3 + u) / 4;
    const second = (13 * u ** 5 + 8 * u ** 3 + 3 * u) / 96;
    return normalCdf(u - (first - second / degreesOfFreedom) / degreesOfFreedom);
  }
  const square = t * t;
  if (square === Number.POSITIVE_INFINITY) return t < 0 ? 0 : 1;
  const total = degreesOfFreedom + square;
  if (t < 0) return incompleteBeta(degreesOfFreedom / total, degreesOfFreedom / 2, 0.5, square / total) / 2;
  return 0.5 + incompleteBeta(square / total, 0.5, degreesOfFreedom / 2, degreesOfFreedom / total) / 2;
}
