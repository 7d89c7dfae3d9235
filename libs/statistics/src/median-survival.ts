import type { SurvivalCurve } from './kaplan-meier.js';
import { type SurvivalQuantile, survivalQuantile } from './survival-quantile.js';

/**
 * Median time to the event of a Kaplan–Meier curve with its interval, as R prints it for `survfit`: null where
 * the curve, or the side of the band, never comes down to one half.
 */
export function medianSurvival(curve: Pick<SurvivalCurve, 'steps'>): SurvivalQuantile {
  return survivalQuantile(curve, 0.5);
}
