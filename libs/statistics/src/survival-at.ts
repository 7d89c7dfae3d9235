import type { SurvivalCurve } from './kaplan-meier.js';
import { lastStepAt } from './last-step-at.js';
import { requireArgument } from './require-argument.js';

export interface SurvivalAt {
  survival: number;
  lower: number | null;
  upper: number | null;
  /** Subjects followed until at least this time. */
  atRisk: number;
}

/**
 * The curve at one time (R's `summary(survfit, times = t)`): the step reached by then, or 1 before the first.
 * @returns null after the last observed time, where nobody was followed, unless the curve had come down to 0;
 *   null without observations; RangeError for NaN
 */
export function survivalAt(curve: SurvivalCurve, time: number): SurvivalAt | null {
  requireArgument(!Number.isNaN(time), 'survivalAt needs a time');
  const last = curve.steps.at(-1);
  if (last === undefined || (time > last.time && last.survival > 0)) return null;
  const index = lastStepAt(curve.steps, time);
  const step = curve.steps[index];
  const next = curve.steps[index + 1];
  const atRisk = step?.time === time ? step.atRisk : (next?.atRisk ?? 0);
  if (step === undefined) return { survival: 1, lower: null, upper: null, atRisk };
  return { survival: step.survival, lower: step.lower, upper: step.upper, atRisk };
}
