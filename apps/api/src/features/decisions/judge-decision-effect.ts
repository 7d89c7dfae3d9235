import type { DecisionEffect, DecisionOutcome } from '@tenken/shared/decisions.contract';
import { poissonRateRatio } from '@tenken/statistics/poisson-rate-ratio';

const DAY_SECONDS = 86_400;
/** METRICS.md section 8. */
export const EFFECT_DAYS = 28;
/** The first record may be this much younger than the window before: not every rule fires every day. */
const RECORDS_TOLERANCE_MS = DAY_SECONDS * 1000;

/** Half-open windows of equal length on both sides of an instant: 28 days, or what has passed since. */
export interface EffectSpan {
  effectiveAt: Date;
  seconds: number;
  from: Date;
  to: Date;
  /** when 28 days are over */
  measuredAt: Date;
  isComplete: boolean;
}

/** The windows around `effectiveAt`; null where nothing has passed yet. */
export function spanOfEffect(effectiveAt: Date, now: Date): EffectSpan | null {
  const passedMs = now.getTime() - effectiveAt.getTime();
  if (passedMs <= 0) return null;
  const fullMs = EFFECT_DAYS * DAY_SECONDS * 1000;
  const ms = Math.min(fullMs, passedMs);
  return {
    effectiveAt,
    seconds: ms / 1000,
    from: new Date(effectiveAt.getTime() - ms),
    to: new Date(effectiveAt.getTime() + ms),
    measuredAt: new Date(effectiveAt.getTime() + fullMs),
    isComplete: passedMs >= fullMs,
  };
}

/** What was counted in the two windows. */
export interface DecisionEffectCounts {
  effectiveBy: DecisionEffect['effectiveBy'];
  firedBefore: number;
  firedAfter: number;
  pagesBefore: number;
  pagesAfter: number;
  incidentsCaughtBefore: number;
  incidentsCaughtAfter: number;
  incidentsUncaughtBefore: number;
  incidentsUncaughtAfter: number;
  incidentsLost: number;
  /** start of the first episode of all; null: there is none */
  firstRecordAt: Date | null;
}

/** METRICS.md section 8: firing rate after ÷ before with the exact conditional interval, and its one word. */
export function judgeDecisionEffect(
  { effectiveAt, seconds, from, measuredAt, isComplete }: EffectSpan,
  { firstRecordAt, ...counts }: DecisionEffectCounts,
): DecisionEffect {
  const windowDays = seconds / DAY_SECONDS;
  const comparison = poissonRateRatio(
    { count: counts.firedAfter, exposure: windowDays },
    { count: counts.firedBefore, exposure: windowDays },
  );
  const reachesBack =
    firstRecordAt !== null && firstRecordAt.getTime() <= from.getTime() + RECORDS_TOLERANCE_MS;
  return {
    ...counts,
    effectiveAt: effectiveAt.toISOString(),
    fromDefinitionChange: counts.effectiveBy === 'definition',
    windowDays,
    measuredAt: measuredAt.toISOString(),
    isComplete,
    recordsFrom: reachesBack ? null : (firstRecordAt?.toISOString() ?? null),
    ratio: comparison?.ratio ?? null,
    lower: comparison?.lower ?? null,
    upper: comparison?.upper ?? null,
    verdict: comparison?.verdict ?? null,
  };
}

/** The rule was heard less: it fired less, or it paged less (a lower severity, another recipient). */
export function isQuieter(counts: {
  firedBefore: number;
  firedAfter: number;
  pagesBefore: number | null;
  pagesAfter: number | null;
}): boolean {
  return (
    counts.firedAfter < counts.firedBefore ||
    (counts.pagesBefore !== null && counts.pagesAfter !== null && counts.pagesAfter < counts.pagesBefore)
  );
}

/**
 * The one word for what became of it; the only place that decides it.
 *
 * A lost detection is a fact and not a rate: it is said as soon as it is known, and before everything else. Where the
 * records begin within the window before, too little was counted there: "fires less" holds all the more, every other
 * word could be an effect of the missing records.
 */
export function judgeOutcome({
  isMeasured,
  effectiveAt,
  effect,
}: {
  /** neither kept nor cancelled */
  isMeasured: boolean;
  /** null: not effective by any date or change yet */
  effectiveAt: Date | null;
  /** null: nothing has passed since */
  effect: DecisionEffect | null;
}): DecisionOutcome {
  if (!isMeasured || effectiveAt === null) return 'not_measured';
  if (effect === null) return 'too_early';
  if (effect.incidentsLost > 0) return 'lost_detection';
  if (!effect.isComplete) return 'too_early';
  if (effect.verdict === 'lower') return 'worked';
  if (effect.verdict === null || effect.verdict === 'too_few' || effect.recordsFrom !== null)
    return 'no_base';
  return effect.verdict === 'higher' ? 'worse' : 'no_clear_change';
}
