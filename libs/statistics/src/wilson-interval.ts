import { normalQuantile } from './normal-quantile.js';
import { requireArgument } from './require-argument.js';
import { requireCount } from './require-count.js';
import { requireOpenShare } from './require-open-share.js';

export interface ProportionInterval {
  proportion: number;
  lower: number;
  upper: number;
}

/**
 * Wilson's score interval of a proportion (E. B. Wilson, JASA 22, 1927; R's `prop.test(x, n, correct = FALSE)`).
 * @returns null for 0 trials; RangeError unless 0 ≤ successes ≤ trials are whole numbers
 */
export function wilsonInterval(
  successes: number,
  trials: number,
  confidence = 0.95,
): ProportionInterval | null {
  requireCount('successes', successes);
  requireCount('trials', trials);
  requireArgument(successes <= trials, 'successes must not exceed trials', successes, trials);
  requireOpenShare('confidence', confidence);
  if (trials === 0) return null;
  const z = normalQuantile((1 + confidence) / 2);
  const proportion = successes / trials;
  const square = (z * z) / trials;
  const centre = proportion + square / 2;
  const margin = z * Math.sqrt((proportion * (1 - proportion)) / trials + square / trials / 4);
  return {
    proportion,
    // The ends are exact in theory and a rounding away in the formula.
    lower: successes === 0 ? 0 : (centre - margin) / (1 + square),
    upper: successes === trials ? 1 : (centre + margin) / (1 + square),
  };
}
