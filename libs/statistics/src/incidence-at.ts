import type { IncidenceCurve } from './aalen-johansen.js';
import { lastStepAt } from './last-step-at.js';
import { requireArgument } from './require-argument.js';

export interface IncidenceAt {
  incidence: number;
  lower: number | null;
  upper: number | null;
  competingIncidence: number;
  /** Subjects followed with neither event until at least this time. */
  atRisk: number;
}

/**
 * A cumulative incidence curve at one time, such as the share done within 30 days.
 * @returns null after the last observed time while someone was still without either event; null without
 *   observations; RangeError for NaN
 */
export function incidenceAt(curve: IncidenceCurve, time: number): IncidenceAt | null {
  requireArgument(!Number.isNaN(time), 'incidenceAt needs a time');
  const last = curve.steps.at(-1);
  if (last === undefined || (time > last.time && last.eventFree > 0)) return null;
  const index = lastStepAt(curve.steps, time);
  const step = curve.steps[index];
  const next = curve.steps[index + 1];
  const atRisk = step?.time === time ? step.atRisk : (next?.atRisk ?? 0);
  if (step === undefined) return { incidence: 0, lower: null, upper: null, competingIncidence: 0, atRisk };
  const { incidence, lower, upper, competingIncidence } = step;
  return { incidence, lower, upper, competingIncidence, atRisk };
}
