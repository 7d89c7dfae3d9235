import { incompleteBeta } from './incomplete-beta.js';
import { requireArgument } from './require-argument.js';
import { requireCount } from './require-count.js';

/**
 * P(X ≤ successes) for X binomial with `trials` ≥ 0 and probability p in [0, 1] (R's `pbinom`), as
 * I_{1−p}(n − k, k + 1) (DLMF 8.17.5). `successes` may be −1 or any whole number; below 0 the answer is 0.
 */
export function binomialCdf(successes: number, trials: number, p: number): number {
  requireCount('trials', trials);
  requireArgument(Number.isSafeInteger(successes), 'successes must be a whole number', successes);
  requireArgument(p >= 0 && p <= 1, 'p must lie in [0, 1]', p);
  if (successes < 0) return 0;
  if (successes >= trials) return 1;
  return incompleteBeta(1 - p, trials - successes, successes + 1, p);
}
