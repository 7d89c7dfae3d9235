import { incompleteGamma } from './incomplete-gamma.js';
import { logGamma } from './log-gamma.js';
import { normalQuantile } from './normal-quantile.js';
import { poissonDensity } from './poisson-density.js';
import { requireArgument } from './require-argument.js';
import { safeguardedNewton } from './safeguarded-newton.js';

/**
 * The x ≥ 0 with P(a, x) = p: the quantile of the gamma distribution of shape a and scale 1 (R's `qgamma`), for
 * p in [0, 1) and a > 0. Safeguarded Newton from Wilson and Hilferty's approximation (1931), or from the first
 * term of the series where that one is not positive. RangeError for arguments outside.
 */
export function inverseIncompleteGamma(p: number, a: number): number {
  requireArgument(p >= 0 && p < 1, 'inverseIncompleteGamma needs p in [0, 1)', p);
  requireArgument(a > 0 && a < Number.POSITIVE_INFINITY, 'inverseIncompleteGamma needs a > 0', a);
  if (p === 0) return 0;
  const difference =
    p <= 0.5
      ? (x: number) => incompleteGamma(a, x).lower - p
      : (x: number) => 1 - p - incompleteGamma(a, x).upper;
  const cubeRoot = 1 - 1 / (9 * a) + normalQuantile(p) / (3 * Math.sqrt(a));
  const start = cubeRoot > 0.2 ? a * cubeRoot ** 3 : Math.exp((Math.log(p) + logGamma(a + 1)) / a);
  let upper = Math.max(2 * start, 1);
  while (difference(upper) < 0) upper *= 2;
  return safeguardedNewton(difference, (x) => (poissonDensity(a, x) * a) / x, { lower: 0, upper }, start);
}
