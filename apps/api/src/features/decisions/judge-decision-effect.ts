import type { DecisionEffect } from '@tenken/shared/decisions.contract';
import { poissonRateRatio } from '@tenken/statistics/poisson-rate-ratio';

const DAY_SECONDS = 86_400;

/** Counts in two windows of equal length on both sides of the effective instant. */
export interface DecisionEffectCounts {
  effectiveAt: string;
  fromDefinitionChange: boolean;
  windowSeconds: number;
  firedBefore: number;
  firedAfter: number;
  incidentsCaughtBefore: number;
  incidentsCaughtAfter: number;
}

/** METRICS.md section 8: firing rate after ÷ before with the exact conditional interval, and its one word. */
export function judgeDecisionEffect(counts: DecisionEffectCounts): DecisionEffect {
  const { windowSeconds, ...kept } = counts;
  const windowDays = windowSeconds / DAY_SECONDS;
  const comparison = poissonRateRatio(
    { count: counts.firedAfter, exposure: windowDays },
    { count: counts.firedBefore, exposure: windowDays },
  );
  return {
    ...kept,
    windowDays,
    measuredAt: null,
    isComplete: false,
    pagesBefore: null,
    pagesAfter: null,
    recordsFrom: null,
    incidentsUncaughtBefore: null,
    incidentsUncaughtAfter: null,
    incidentsLost: 0,
    ratio: comparison?.ratio ?? null,
    lower: comparison?.lower ?? null,
    upper: comparison?.upper ?? null,
    verdict: comparison?.verdict ?? null,
  };
}
