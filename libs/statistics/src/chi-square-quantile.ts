import { inverseIncompleteGamma } from './inverse-incomplete-gamma.js';

/** Quantile of the chi-square distribution for p in [0, 1) and real degrees of freedom > 0 (R's `qchisq`). */
export function chiSquareQuantile(p: number, degreesOfFreedom: number): number {
  return 2 * inverseIncompleteGamma(p, degreesOfFreedom / 2);
}
