import type { Language } from '../../i18n/language.js';
import { durationTicks, formatTick } from './durationTicks.js';

/** One step of a Kaplan–Meier curve over seconds; bounds null where the band has none. */
export interface SurvivalStep {
  seconds: number;
  /** not over yet, from here on */
  share: number;
  lower: number | null;
  upper: number | null;
  /** followed until just before */
  atRisk: number;
}
export interface SurvivalInput {
  key: string;
  n: number;
  steps: readonly SurvivalStep[];
}

/** What is known of one curve at a time. */
export interface SurvivalAt {
  share: number;
  lower: number | null;
  upper: number | null;
  atRisk: number;
}

export interface SurvivalCurveModel {
  key: string;
  n: number;
  /** corners of the steps from left to right, seconds from the left end of the axis on */
  line: { x: number; y: number }[];
  /** pieces of the band between two steps, where it has both bounds */
  band: { from: number; to: number; lower: number; upper: number }[];
  /** at each tick of the axis; null past the last incident followed */
  atTicks: (SurvivalAt | null)[];
}

export interface CurvesModel {
  ticks: { value: number; label: string }[];
  domain: [number, number];
  curves: SurvivalCurveModel[];
  /** places for pointer and arrow keys, with what each curve is there */
  places: { seconds: number; curves: (SurvivalAt | null)[] }[];
}

const PLACES = 80;

/**
 * Survival curves on one logarithmic axis of time: every curve begins with a share of 1 at its left end, and ends where
 * nobody was followed longer. Durations under a second count as one, as everywhere on a logarithmic axis.
 */
export function prepareCurves(inputs: readonly SurvivalInput[], language: Language): CurvesModel {
  const times = inputs.flatMap(({ steps }) => steps.map(({ seconds }) => Math.max(1, seconds)));
  const { ticks, domain } = durationTicks(times);
  const [low, high] = domain;
  const places = Array.from({ length: PLACES + 1 }, (_, index) => low * (high / low) ** (index / PLACES));
  return {
    ticks: ticks.map((value) => ({ value, label: formatTick(value, language) })),
    domain,
    curves: inputs.map(({ key, n, steps }) => ({
      key,
      n,
      ...drawn(steps, low),
      atTicks: ticks.map((seconds) => survivalAt(steps, n, seconds)),
    })),
    places: places.map((seconds) => ({
      seconds,
      curves: inputs.map(({ n, steps }) => survivalAt(steps, n, seconds)),
    })),
  };
}

function drawn(steps: readonly SurvivalStep[], low: number): Pick<SurvivalCurveModel, 'line' | 'band'> {
  const line: SurvivalCurveModel['line'] = steps.length === 0 ? [] : [{ x: low, y: 1 }];
  const band: SurvivalCurveModel['band'] = [];
  steps.forEach((step, index) => {
    const x = Math.max(low, step.seconds);
    const to = Math.max(low, steps[index + 1]?.seconds ?? step.seconds);
    line.push({ x, y: line.at(-1)?.y ?? 1 }, { x, y: step.share });
    if (step.lower !== null && step.upper !== null && to > x) {
      band.push({ from: x, to, lower: step.lower, upper: step.upper });
    }
  });
  return { line, band };
}

/** The curve at a time: the last step at or before it; null once it has ended. */
export function survivalAt(steps: readonly SurvivalStep[], n: number, seconds: number): SurvivalAt | null {
  const last = steps.at(-1);
  if (last === undefined || seconds > Math.max(1, last.seconds)) return null;
  const past = steps.findLast((step) => Math.max(1, step.seconds) <= seconds);
  // those at risk just before the next step; at the last one nobody is followed longer
  const next = steps.find((step) => Math.max(1, step.seconds) >= seconds);
  return {
    share: past?.share ?? 1,
    lower: past?.lower ?? null,
    upper: past?.upper ?? null,
    atRisk: next?.atRisk ?? n,
  };
}
