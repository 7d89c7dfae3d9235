import { binomialDensity } from './binomial-density.js';
import { incompleteBeta } from './incomplete-beta.js';
import { requireArgument } from './require-argument.js';
import { safeguardedNewton } from './safeguarded-newton.js';

/**
 * The x in [0, 1] with I_x(a, b) = p: the quantile of the beta(a, b) distribution (R's `qbeta`), for p in [0, 1]
 * and a, b > 0. A result close to 1 has the absolute precision of 1; ask for 1 − inverse(1 − p, b, a) there.
 * By safeguarded Newton on `incompleteBeta`. RangeError for arguments outside.
 */
export function inverseIncompleteBeta(p: number, a: number, b: number): number {
  requireArgument(p >= 0 && p <= 1, 'inverseIncompleteBeta needs p in [0, 1]', p);
  requireArgument(a > 0 && b > 0 && a + b < Number.POSITIVE_INFINITY, 'beta needs a, b > 0', a, b);
  if (p === 0 || p === 1) return p;
  const density = (x: number) => (binomialDensity(a, b, x, 1 - x) * a * b) / ((a + b) * x * (1 - x));
  const difference =
    p <= 0.5
      ? (x: number) => incompleteBeta(x, a, b) - p
      : (x: number) => 1 - p - incompleteBeta(1 - x, b, a, x);
  return safeguardedNewton(difference, density, { lower: 0, upper: 1 }, a / (a + b));
}
