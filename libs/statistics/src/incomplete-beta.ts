import { binomialDensity } from './binomial-density.js';
import { requireArgument } from './require-argument.js';

const tiny = 1e-300;
const maxIterations = 1_000_000;

/** Continued fraction of the incomplete beta integral, by Lentz's method (DLMF 8.17.22; Numerical Recipes §6.4). */
function continuedFraction(x: number, a: number, b: number): number {
  const awayFromZero = (value: number) => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= maxIterations; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / awayFromZero(1 + even * d);
    c = awayFromZero(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / awayFromZero(1 + odd * d);
    c = awayFromZero(1 + odd / c);
    const change = d * c;
    fraction *= change;
    if (Math.abs(change - 1) <= Number.EPSILON) break;
  }
  return fraction;
}

/**
 * Regularised incomplete beta function I_x(a, b), the beta(a, b) distribution function, for x in [0, 1] and
 * a, b > 0. `complement` is 1 − x, for callers who know it better than the subtraction does; the upper tail is
 * incompleteBeta(1 − x, b, a, x). Small values keep their relative precision.
 * Source: DLMF §8.17; prefactor by Loader (see binomial-density). RangeError for arguments outside.
 */
export function incompleteBeta(x: number, a: number, b: number, complement = 1 - x): number {
  requireArgument(a > 0 && b > 0 && a + b < Number.POSITIVE_INFINITY, 'beta needs a, b > 0', a, b);
  requireArgument(x >= 0 && x <= 1, 'incompleteBeta needs x in [0, 1]', x);
  if (x === 0) return 0;
  if (complement === 0) return 1;
  const density = binomialDensity(a, b, x, complement);
  // The fraction converges fast only on its own side of the mean; the other side is the mirrored tail.
  const value =
    x < (a + 1) / (a + b + 2)
      ? density * (b / (a + b)) * continuedFraction(x, a, b)
      : 1 - density * (a / (a + b)) * continuedFraction(complement, b, a);
  return Math.min(1, Math.max(0, value));
}
