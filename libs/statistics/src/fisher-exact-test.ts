import { requireCount } from './require-count.js';

/** One group of a two-by-two table, as whole numbers. */
export interface SuccessesAndFailures {
  successes: number;
  failures: number;
}

/** Terms this close to the observed one count as equal to it, as in R. */
const relativeTolerance = 1 + 1e-7;

/**
 * Two-sided p-value of Fisher's exact test for two proportions: the total probability, with all margins fixed,
 * of the tables no more probable than the observed one (R's `fisher.test(matrix)$p.value`; A. Agresti,
 * Categorical Data Analysis, 2nd ed., §3.5). 1 where a margin is empty: such a table says nothing.
 * RangeError unless all four are whole numbers ≥ 0.
 */
export function fisherExactTest(first: SuccessesAndFailures, second: SuccessesAndFailures): number {
  requireCount('first.successes', first.successes);
  requireCount('first.failures', first.failures);
  requireCount('second.successes', second.successes);
  requireCount('second.failures', second.failures);
  const groupSize = first.successes + first.failures;
  const allSuccesses = first.successes + second.successes;
  const otherSize = second.successes + second.failures;
  const low = Math.max(0, allSuccesses - otherSize);
  const high = Math.min(groupSize, allSuccesses);

  // Weights relative to the mode, walked outwards by the ratio of neighbours, so that nothing overflows.
  const mode = Math.floor(((groupSize + 1) * (allSuccesses + 1)) / (groupSize + otherSize + 2));
  const weights = new Float64Array(high - low + 1);
  weights[mode - low] = 1;
  for (let k = mode; k < high; k++) {
    const odds = ((groupSize - k) / (k + 1)) * ((allSuccesses - k) / (otherSize - allSuccesses + k + 1));
    weights[k + 1 - low] = weights[k - low]! * odds;
  }
  for (let k = mode; k > low; k--) {
    const odds = (k / (groupSize - k + 1)) * ((otherSize - allSuccesses + k) / (allSuccesses - k + 1));
    weights[k - 1 - low] = weights[k - low]! * odds;
  }
  const limit = weights[first.successes - low]! * relativeTolerance;
  const asExtreme = weights.reduce((total, weight) => (weight <= limit ? total + weight : total), 0);
  const all = weights.reduce((total, weight) => total + weight, 0);
  return Math.min(1, asExtreme / all);
}
