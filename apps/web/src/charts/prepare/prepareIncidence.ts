import type { CurveStep } from './prepareSteps.js';

export interface IncidenceInput {
  key: string;
  n: number;
  /** share = done so far */
  steps: readonly CurveStep[];
}

/** What is known of one curve on a day. */
export interface IncidenceAtDay {
  share: number;
  lower: number | null;
  upper: number | null;
  atRisk: number;
}

export interface IncidenceModel {
  lastDay: number;
  dayTicks: number[];
  shareTicks: number[];
  curves: {
    key: string;
    /** corners of the steps, from day 0 on */
    line: { x: number; y: number }[];
    atTicks: (IncidenceAtDay | null)[];
  }[];
  /** places for pointer and arrow keys, with what each curve is there; null once nobody is followed any more */
  places: { day: number; curves: (IncidenceAtDay | null)[] }[];
}

const DAY_STEPS = [1, 2, 5, 7, 10, 14, 30, 60, 90, 180, 365];
const MOST_TICKS = 8;
const PLACES = 80;
const TOPS = [0.1, 0.2, 0.5, 1];

/** Curves of shares that are reached, all on one axis of days; each ends where nobody was followed longer. */
export function prepareIncidence(inputs: readonly IncidenceInput[]): IncidenceModel {
  const lastDay = Math.max(1, ...inputs.map(({ steps }) => steps.at(-1)?.day ?? 0));
  const stride = DAY_STEPS.find((step) => lastDay / step <= MOST_TICKS) ?? Math.ceil(lastDay / MOST_TICKS);
  const dayTicks = Array.from({ length: Math.floor(lastDay / stride) + 1 }, (_, index) => index * stride);
  const most = Math.max(0, ...inputs.map(({ steps }) => steps.at(-1)?.share ?? 0));
  const top = inputs.length === 0 ? 1 : (TOPS.find((candidate) => candidate >= most) ?? 1);
  const every = Math.max(1, Math.ceil(lastDay / PLACES));
  const days = Array.from({ length: Math.floor(lastDay / every) + 1 }, (_, index) => index * every);
  return {
    lastDay,
    dayTicks,
    shareTicks: [0, 0.25, 0.5, 0.75, 1].map((part) => part * top),
    curves: inputs.map(({ key, n, steps }) => ({
      key,
      line: lineOf(steps),
      atTicks: dayTicks.map((day) => incidenceAt(steps, n, day)),
    })),
    places: days.map((day) => ({ day, curves: inputs.map(({ n, steps }) => incidenceAt(steps, n, day)) })),
  };
}

function lineOf(steps: readonly CurveStep[]): { x: number; y: number }[] {
  if (steps.length === 0) return [];
  const line = [{ x: 0, y: 0 }];
  for (const { day, share } of steps) line.push({ x: day, y: line.at(-1)!.y }, { x: day, y: share });
  return line;
}

/** A curve on a day: the last step at or before it; null once it has ended. */
export function incidenceAt(steps: readonly CurveStep[], n: number, day: number): IncidenceAtDay | null {
  const last = steps.at(-1);
  if (last === undefined || day > last.day) return null;
  const past = steps.findLast((step) => step.day <= day);
  const next = steps.find((step) => step.day >= day);
  return {
    share: past?.share ?? 0,
    lower: past?.lower ?? null,
    upper: past?.upper ?? null,
    atRisk: day === 0 ? n : (next?.atRisk ?? 0),
  };
}
