import type { SurvivalCurve } from './kaplan-meier.js';
import { requireOpenShare } from './require-open-share.js';

/** In the unit of the times; each null where its curve never gets there. */
export interface SurvivalQuantile {
  value: number | null;
  lower: number | null;
  upper: number | null;
}

/** Two probabilities closer than this are the same height, as in R. */
const tolerance = Math.sqrt(Number.EPSILON);

type Height = 'survival' | 'lower' | 'upper';

/** First time at or below the height; the middle of the flat stretch where it is met exactly. */
function crossing(steps: SurvivalCurve['steps'], along: Height, height: number): number | null {
  const first = steps.findIndex((step) => step[along] !== null && step[along] < height + tolerance);
  if (first === -1) return null;
  const time = steps[first]!.time;
  const reached = steps[first]![along]!;
  if (Math.abs(reached - height) >= tolerance) return time;
  for (let index = first + 1; index < steps.length; index++) {
    const next = steps[index]![along];
    if (next !== null && next < reached) return (time + steps[index]!.time) / 2;
  }
  return time;
}

/**
 * Time by which the given share has had the event (0.5: the median), with the interval read off where the band
 * crosses the same height (R. Brookmeyer & J. Crowley, Biometrics 38, 1982; R's `quantile.survfit`).
 * Where the curve is flat exactly at that height the answer is the middle of the flat stretch, as in R.
 * @param share 0 < share < 1
 */
export function survivalQuantile(curve: Pick<SurvivalCurve, 'steps'>, share: number): SurvivalQuantile {
  requireOpenShare('share', share);
  const height = 1 - share;
  const along = (which: Height) => crossing(curve.steps, which, height);
  return { value: along('survival'), lower: along('lower'), upper: along('upper') };
}
