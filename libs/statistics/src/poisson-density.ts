import { devianceTerm } from './deviance-term.js';
import { stirlingError } from './stirling-error.js';

/**
 * mean^x · e^(−mean) / Γ(x + 1) for real x ≥ 0 and mean ≥ 0; relative error near 1e-14 for any size.
 * Source: C. Loader, "Fast and accurate computation of binomial probabilities" (2000); R's `dpois_raw`.
 */
export function poissonDensity(x: number, mean: number): number {
  if (mean === 0) return x === 0 ? 1 : 0;
  if (x === 0) return Math.exp(-mean);
  return Math.exp(-stirlingError(x) - devianceTerm(x, mean)) / Math.sqrt(2 * Math.PI * x);
}
