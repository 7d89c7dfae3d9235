import { curveDays } from '@tenken/shared/curve-days';

/** One step of a curve of shares; bounds null where there is no band. */
export interface CurveStep {
  day: number;
  share: number;
  lower: number | null;
  upper: number | null;
  atRisk: number;
}

export interface StepPoint {
  day: number;
  share: number;
  band: [number, number] | null;
}

export interface StepsModel {
  points: StepPoint[];
  dayTicks: number[];
  /** subjects still followed at each day of `dayTicks` */
  atRisk: { day: number; n: number }[];
  lastDay: number;
  /** the curve ends below this because nobody was followed longer */
  lastShare: number;
  /** shares on the axis, from 0 to the smallest round one that holds the curve and its band */
  shareTicks: number[];
}

/**
 * A step curve from day 0 on (answers have no step there), with its band and the numbers still followed. At most one
 * step a tenth of a day is kept, the last of each.
 */
export function prepareSteps(steps: readonly CurveStep[], n: number): StepsModel {
  const lastDay = Math.max(1, steps.at(-1)?.day ?? 0);
  const every = lastDay / 1500;
  const points: StepPoint[] = [{ day: 0, share: 0, band: null }];
  for (const { day, share, lower, upper } of steps) {
    const point: StepPoint = { day, share, band: lower === null || upper === null ? null : [lower, upper] };
    const last = points.at(-1)!;
    if (last.day > 0 && day - last.day < every) points[points.length - 1] = point;
    else points.push(point);
  }
  const dayTicks = curveDays(lastDay);
  return {
    points,
    dayTicks,
    atRisk: dayTicks.map((day) => ({ day, n: followedAt(steps, day, n) })),
    lastDay,
    lastShare: points.at(-1)?.share ?? 0,
    shareTicks: shareTicks(points),
  };
}

const TOPS = [0.1, 0.2, 0.5, 1];

function shareTicks(points: readonly StepPoint[]): number[] {
  const most = Math.max(0, ...points.map(({ share, band }) => band?.[1] ?? share));
  const top = points.length === 1 ? 1 : (TOPS.find((candidate) => candidate >= most) ?? 1);
  return [0, 0.25, 0.5, 0.75, 1].map((part) => part * top);
}

/** Those at risk just before the first step at or after the day; nobody after the last one. */
function followedAt(steps: readonly CurveStep[], day: number, n: number): number {
  if (day === 0) return n;
  return steps.find((step) => step.day >= day)?.atRisk ?? 0;
}
