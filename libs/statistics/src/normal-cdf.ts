import { incompleteGamma } from './incomplete-gamma.js';
import { requireArgument } from './require-argument.js';

/**
 * Standard normal distribution function (R's `pnorm`); the upper tail is normalCdf(−z), precise however small.
 * Φ(z) = ½ Q(½, z²/2) for z < 0 (DLMF 7.11.2). RangeError for NaN.
 */
export function normalCdf(z: number): number {
  requireArgument(!Number.isNaN(z), 'normalCdf needs a number');
  const tail = incompleteGamma(0.5, (z * z) / 2);
  return z < 0 ? tail.upper / 2 : 0.5 + tail.lower / 2;
}
