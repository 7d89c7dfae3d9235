import type { IncidenceCurve } from './aalen-johansen.js';
import { type SurvivalQuantile, survivalQuantile } from './survival-quantile.js';

/**
 * Time by which the given share of all has had the event (0.5: the median time), with the interval read off
 * where the band crosses that share. Competing events keep the curve down: where fewer than the share ever have
 * the event there is no such time (null). Without competing events it equals the Kaplan–Meier quantile.
 * @param share 0 < share < 1
 */
export function incidenceQuantile(curve: Pick<IncidenceCurve, 'steps'>, share = 0.5): SurvivalQuantile {
  const complement = (value: number | null) => (value === null ? null : 1 - value);
  return survivalQuantile(
    {
      steps: curve.steps.map((step) => ({
        ...step,
        survival: 1 - step.incidence,
        lower: complement(step.upper),
        upper: complement(step.lower),
      })),
    },
    share,
  );
}
