import { poissonDensity } from './poisson-density.js';
import { requireArgument } from './require-argument.js';

const tiny = 1e-300;
const maxIterations = 1_000_000;

/** P(a, x) by its power series (DLMF 8.11.4), good below the mean. */
function lowerBySeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; n <= maxIterations; n++) {
    term *= x / (a + n);
    sum += term;
    if (term < sum * 1e-17) break;
  }
  return poissonDensity(a, x) * sum;
}

/** Q(a, x) by its continued fraction, Lentz's method (DLMF 8.9.2; Numerical Recipes §6.2), good above the mean. */
function upperByFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let fraction = d;
  for (let i = 1; i <= maxIterations; i++) {
    const an = -i * (i - a);
    b += 2;
    d = an * d + b;
    d = 1 / (Math.abs(d) < tiny ? tiny : d);
    c = b + an / c;
    if (Math.abs(c) < tiny) c = tiny;
    const change = d * c;
    fraction *= change;
    if (Math.abs(change - 1) <= Number.EPSILON) break;
  }
  return poissonDensity(a, x) * a * fraction;
}

/**
 * Regularised incomplete gamma functions P(a, x) = `lower` and Q(a, x) = `upper` = 1 − P, for a > 0 and x ≥ 0.
 * Both keep their relative precision when small. Source: DLMF §8; prefactor by Loader (see poisson-density).
 * RangeError for arguments outside.
 */
export function incompleteGamma(a: number, x: number): { lower: number; upper: number } {
  requireArgument(a > 0 && a < Number.POSITIVE_INFINITY, 'incompleteGamma needs a > 0', a);
  requireArgument(x >= 0, 'incompleteGamma needs x ≥ 0', x);
  if (x === 0) return { lower: 0, upper: 1 };
  if (x === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0 };
  if (x < a + 1) {
    const lower = Math.min(1, lowerBySeries(a, x));
    return { lower, upper: 1 - lower };
  }
  const upper = Math.min(1, upperByFraction(a, x));
  return { lower: 1 - upper, upper };
}
