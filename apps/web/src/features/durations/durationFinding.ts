import type { DurationsResponse } from '@tenken/shared/durations.contract';
import type { Language } from '../../i18n/language.js';
import { formatDuration } from '../../time/formatDuration.js';

type Verdict =
  | 'none'
  | 'unusable'
  | 'one'
  | 'lower'
  | 'higher'
  | 'no_clear_change'
  | 'too_few'
  | 'unfinished'
  | 'few'
  | 'alone'
  | 'mostlyOpen';

/** Why there is no verdict: which of the two periods is not over, or has incidents that are still open. */
export type UnfinishedReason = 'running' | 'open' | 'beforeRunning' | 'beforeOpen';

export interface DurationFinding {
  verdict: Verdict;
  args: Record<string, string | number>;
}

/**
 * What the figures allow to be said, with the numbers that the sentence needs; true also of nothing, of one incident and
 * of open ones. Shares of change come from the interval, never from the point estimate: "20 % to 55 % less".
 */
export function durationFinding(
  answer: Pick<DurationsResponse, 'current' | 'previous' | 'comparison' | 'asOf'>,
  language: Language,
): DurationFinding {
  const { current, previous, comparison } = answer;
  const { n, open, missing, excluded } = current;
  const duration = (seconds: number | null) => formatDuration(seconds, language);
  const all = n + open + missing + excluded;
  if (all === 0) return { verdict: 'none', args: {} };
  if (n + open === 0) return { verdict: 'unusable', args: { all, missing, excluded } };
  if (n === 1 && open === 0) return { verdict: 'one', args: { now: duration(current.meanSeconds) } };
  if (comparison !== null) return compared(comparison, duration);
  const now = current.tooFew ? null : current.medianSeconds;
  if (previous === null) {
    if (current.tooFew) return { verdict: 'few', args: { n, open } };
    if (now === null) return { verdict: 'mostlyOpen', args: { n, open } };
    const interval = [current.medianLower, current.medianUpper].every((bound) => bound !== null)
      ? 'yes'
      : 'no';
    return {
      verdict: 'alone',
      args: {
        n,
        open,
        now: duration(now),
        interval,
        lower: duration(current.medianLower),
        upper: duration(current.medianUpper),
      },
    };
  }
  const before = previous.tooFew ? null : previous.medianSeconds;
  return {
    verdict: 'unfinished',
    args: {
      n,
      open,
      m: previous.n,
      why: unfinishedReason(answer),
      beforeOpen: previous.open,
      both: now !== null && before !== null ? 'yes' : 'no',
      now: duration(now),
      before: duration(before),
    },
  };
}

/** The first that holds; the period itself before the one that it is compared with. */
export function unfinishedReason(
  answer: Pick<DurationsResponse, 'current' | 'previous' | 'asOf'>,
): UnfinishedReason {
  const now = Date.parse(answer.asOf);
  if (Date.parse(answer.current.to) > now) return 'running';
  if (answer.current.open > 0) return 'open';
  return answer.previous !== null && Date.parse(answer.previous.to) > now ? 'beforeRunning' : 'beforeOpen';
}

function compared(
  comparison: NonNullable<DurationsResponse['comparison']>,
  duration: (seconds: number | null) => string,
): DurationFinding {
  const { verdict, lower, upper, n, previousN: m } = comparison;
  const sizes = { n, m };
  if (verdict === 'too_few' || lower === null || upper === null) return { verdict: 'too_few', args: sizes };
  const args = {
    ...sizes,
    now: duration(comparison.medianSeconds),
    before: duration(comparison.previousMedianSeconds),
  };
  if (verdict === 'lower') return { verdict, args: { ...args, least: 1 - upper, most: 1 - lower } };
  if (verdict === 'higher') return { verdict, args: { ...args, least: lower - 1, most: upper - 1 } };
  const detectable = comparison.smallestDetectableChange;
  return {
    verdict,
    args: {
      ...args,
      least: Math.max(0, 1 - lower),
      most: Math.max(0, upper - 1),
      seen: detectable === null ? 'no' : 'yes',
      detectable: detectable ?? 0,
    },
  };
}
