import { incompleteGamma } from './incomplete-gamma.js';

/** P(X > x) for X chi-square, x ≥ 0, degrees of freedom > 0 (R's `pchisq(x, df, lower.tail = FALSE)`). */
export function chiSquareUpperTail(x: number, degreesOfFreedom: number): number {
  return incompleteGamma(degreesOfFreedom / 2, x / 2).upper;
}
