import type { DurationsResponse } from '@tenken/shared/durations.contract';
import type { Language } from '../../i18n/language.js';
import { formatDuration } from '../../time/formatDuration.js';

type Verdict = 'lower' | 'higher' | 'no_clear_change' | 'too_few' | 'unfinished' | 'none';

export interface DurationFinding {
  verdict: Verdict;
  args: Record<string, string | number>;
}

/**
 * What the figures allow to be said, in one of the four words, with the numbers that the sentence needs. Shares of change
 * come from the interval, never from the point estimate: "20 % to 55 % less".
 */
export function durationFinding(
  answer: Pick<DurationsResponse, 'groups' | 'comparison'>,
  language: Language,
): DurationFinding {
  const total = answer.groups[0]?.total;
  if (!total || total.n + total.open === 0) return { verdict: 'none', args: {} };
  const { comparison } = answer;
  if (comparison === null) return { verdict: 'unfinished', args: { n: total.n, open: total.open } };
  const { verdict, lower, upper, n, previousN: m, medianSeconds, previousMedianSeconds } = comparison;
  const sizes = { n, m };
  if (verdict === 'too_few' || lower === null || upper === null) return { verdict: 'too_few', args: sizes };
  const now = formatDuration(medianSeconds, language);
  const before = formatDuration(previousMedianSeconds, language);
  const args = { ...sizes, now, before };
  if (verdict === 'lower') return { verdict, args: { ...args, least: 1 - upper, most: 1 - lower } };
  if (verdict === 'higher') return { verdict, args: { ...args, least: lower - 1, most: upper - 1 } };
  return { verdict, args: { ...args, least: Math.max(0, 1 - lower), most: Math.max(0, upper - 1) } };
}
