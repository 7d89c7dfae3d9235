import { inverseIncompleteBeta } from './inverse-incomplete-beta.js';
import { requireArgument } from './require-argument.js';
import { requireCount } from './require-count.js';
import { requireOpenShare } from './require-open-share.js';
import type { ProportionInterval } from './wilson-interval.js';

/**
 * Exact interval of a binomial proportion (C. J. Clopper & E. S. Pearson, Biometrika 26, 1934; R's
 * `binom.test(x, n)$conf.int`): beta quantiles.
 * @returns null for 0 trials; RangeError unless 0 ≤ successes ≤ trials are whole numbers
 */
export function clopperPearsonInterval(
  successes: number,
  trials: number,
  confidence = 0.95,
): ProportionInterval | null {
  requireCount('successes', successes);
  requireCount('trials', trials);
  requireArgument(successes <= trials, 'successes must not exceed trials', successes, trials);
  requireOpenShare('confidence', confidence);
  if (trials === 0) return null;
  const failures = trials - successes;
  const tail = (1 - confidence) / 2;
  return {
    proportion: successes / trials,
    lower: successes === 0 ? 0 : inverseIncompleteBeta(tail, successes, failures + 1),
    upper: failures === 0 ? 1 : 1 - inverseIncompleteBeta(tail, failures, successes + 1),
  };
}
