import { clopperPearsonInterval } from './clopper-pearson-interval.js';
import { type ComparisonVerdict, comparisonVerdict } from './comparison-verdict.js';
import { requireArgument } from './require-argument.js';
import { requireCount } from './require-count.js';
import { requireOpenShare } from './require-open-share.js';

/** Events counted over an exposure in any unit, the same for both periods. */
export interface EventsOverExposure {
  count: number;
  exposure: number;
}

export interface RateRatio {
  verdict: ComparisonVerdict;
  /** Rate of the current period ÷ that of the previous one; null where the previous count is 0. */
  ratio: number | null;
  lower: number;
  /** Null where there is no upper bound: the previous count is 0. */
  upper: number | null;
}

/**
 * Compares two Poisson rates: given their total, the current count is binomial, and the Clopper–Pearson interval
 * of its share π becomes one of the ratio, π / (1 − π) × previous exposure ÷ current exposure
 * (E. L. Lehmann & J. P. Romano, Testing Statistical Hypotheses, §4.5; R's `poisson.test(c(x, y), c(T, U))`).
 * The verdict is `too_few` where no split of so few events could have told the rates apart.
 * @returns null where either exposure is 0 or nothing was counted in both; RangeError for counts that are not
 *   whole numbers or exposures below 0
 */
export function poissonRateRatio(
  current: EventsOverExposure,
  previous: EventsOverExposure,
  confidence = 0.95,
): RateRatio | null {
  for (const { count, exposure } of [current, previous]) {
    requireCount('count', count);
    requireArgument(Number.isFinite(exposure) && exposure >= 0, 'exposure must be finite and ≥ 0', exposure);
  }
  requireOpenShare('confidence', confidence);
  const total = current.count + previous.count;
  if (total === 0 || current.exposure === 0 || previous.exposure === 0) return null;

  const scale = previous.exposure / current.exposure;
  const interval = clopperPearsonInterval(current.count, total, confidence)!;
  const lower = (interval.lower / (1 - interval.lower)) * scale;
  // The mirrored interval gives 1 − π without the subtraction, which matters where π is close to 1.
  const mirrored = clopperPearsonInterval(previous.count, total, confidence)!;
  const upper = previous.count === 0 ? null : ((1 - mirrored.lower) / mirrored.lower) * scale;

  const expectedShare = current.exposure / (current.exposure + previous.exposure);
  const rarestSplit = Math.min(expectedShare ** total, (1 - expectedShare) ** total);
  const canTell = rarestSplit <= (1 - confidence) / 2;
  return {
    verdict: canTell ? comparisonVerdict(lower, upper ?? Number.POSITIVE_INFINITY) : 'too_few',
    ratio: previous.count === 0 ? null : (current.count / previous.count) * scale,
    lower,
    upper,
  };
}
