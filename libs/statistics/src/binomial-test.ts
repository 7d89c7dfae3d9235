import { binomialCdf } from './binomial-cdf.js';
import { binomialDensity } from './binomial-density.js';
import { requireArgument } from './require-argument.js';
import { requireCount } from './require-count.js';

/** Probabilities this close to the observed one count as equal to it, as in R. */
const relativeTolerance = 1 + 1e-7;

/**
 * Two-sided p-value of the exact binomial test: the total probability of the counts no more probable than the observed
 * one (R's `binom.test(successes, trials, p)$p.value`). With p = exposure ÷ both exposures and trials = both counts it
 * is the conditional test of two Poisson rates (R's `poisson.test(c(x, y), c(T, U))$p.value`). 1 without trials.
 * RangeError unless 0 ≤ successes ≤ trials are whole numbers and p is in [0, 1].
 */
export function binomialTest(successes: number, trials: number, p: number): number {
  requireCount('successes', successes);
  requireCount('trials', trials);
  requireArgument(successes <= trials, 'successes must not exceed trials', successes);
  requireArgument(p >= 0 && p <= 1, 'p must lie in [0, 1]', p);
  const mean = trials * p;
  if (successes === mean) return 1;
  const density = (count: number) => binomialDensity(count, trials - count, p, 1 - p);
  const limit = density(successes) * relativeTolerance;
  if (successes < mean) {
    // On the far side the probabilities only fall: the first count that is rare enough.
    const first = firstWhere(Math.ceil(mean), trials + 1, (count) => density(count) <= limit);
    return Math.min(1, binomialCdf(successes, trials, p) + upperTail(first, trials, p));
  }
  const last = firstWhere(0, Math.floor(mean) + 1, (count) => density(count) > limit) - 1;
  return Math.min(1, binomialCdf(last, trials, p) + upperTail(successes, trials, p));
}

/** P(X ≥ count), from the other end so that a small one keeps its digits. */
function upperTail(count: number, trials: number, p: number): number {
  return binomialCdf(trials - count, trials, 1 - p);
}

/** The first whole number of [from, to) for which a condition that stays true holds; `to` where there is none. */
function firstWhere(from: number, to: number, holds: (count: number) => boolean): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
