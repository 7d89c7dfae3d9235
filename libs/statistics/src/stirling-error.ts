import { logGamma } from './log-gamma.js';

const halfLogTwoPi = 0.9189385332046728;

/**
 * What Stirling's formula misses: log Γ(z + 1) − ((z + ½) log z − z + ½ log 2π), for z > 0.
 * Source: C. Loader, "Fast and accurate computation of binomial probabilities" (2000); R's `stirlerr`.
 */
export function stirlingError(z: number): number {
  if (z <= 15) return logGamma(z + 1) - (z + 0.5) * Math.log(z) + z - halfLogTwoPi;
  const s = 1 / (z * z);
  return (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s * (1 / 1188 - (s * 691) / 360360))))) / z;
}
