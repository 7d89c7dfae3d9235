import type { Language } from '../../i18n/language.js';
import { formatWholeDuration } from '../../time/formatWholeDuration.js';
import { durationTicks } from './durationTicks.js';

export interface ScatterPoint {
  x: number;
  /** in seconds; drawn on a logarithmic axis */
  seconds: number;
}

export interface ScatterModel<Point extends ScatterPoint> {
  points: readonly Point[];
  xTicks: readonly number[];
  yTicks: readonly { value: number; label: string }[];
  yDomain: readonly [number, number];
}

/** Axes of durations against whole counts; a duration below a second is drawn as one. */
export function prepareScatter<Point extends ScatterPoint>(
  points: readonly Point[],
  language: Language,
): ScatterModel<Point> {
  const { ticks, domain } = durationTicks(points.map((point) => point.seconds));
  const most = Math.max(1, ...points.map((point) => point.x));
  const step = stepFor(most);
  return {
    points: points.map((point) => ({ ...point, seconds: Math.max(1, point.seconds) })),
    xTicks: Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) => index * step),
    yTicks: ticks.map((value) => ({ value, label: formatWholeDuration(value, language) })),
    yDomain: domain,
  };
}

/** 1, 2 or 5 times a power of ten, so that at most ten ticks are needed. */
function stepFor(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  for (const step of [power / 10, power / 5, power / 2, power, power * 2])
    if (step >= 1 && most / step <= 10) return step;
  return power * 2;
}
