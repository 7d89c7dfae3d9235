import type { IncidentRatesResponse } from '@tenken/shared/incident-rates.contract';

type Verdict =
  | 'none'
  | 'notBegun'
  | 'alone'
  | 'unfinished'
  | 'too_few'
  | 'lower'
  | 'higher'
  | 'no_clear_change';

export interface RateFinding {
  verdict: Verdict;
  args: Record<string, string | number>;
}

/** `4.2`, `0.13`, `12`: two digits that matter, so that a rare thing does not read as none. */
export function formatRate(perWeek: number | null): string {
  if (perWeek === null) return '—';
  if (perWeek >= 10) return perWeek.toFixed(0);
  if (perWeek >= 1 || perWeek === 0) return perWeek.toFixed(1);
  return perWeek.toFixed(perWeek >= 0.1 ? 2 : 3);
}

/** What the counts allow to be said; the share of change comes from the interval of the ratio, never from the estimate. */
export function rateFinding(
  answer: Pick<IncidentRatesResponse, 'current' | 'previous' | 'comparison' | 'asOf'>,
): RateFinding {
  const { current, previous, comparison } = answer;
  const { n, perWeek } = current;
  if (perWeek === null) return { verdict: 'notBegun', args: {} };
  const own = {
    n,
    rate: formatRate(perWeek),
    lower: formatRate(current.perWeekLower),
    upper: formatRate(current.perWeekUpper),
  };
  if (comparison === null) {
    if (previous === null) return { verdict: n === 0 ? 'none' : 'alone', args: own };
    const running = Date.parse(current.to) > Date.parse(answer.asOf) ? 'current' : 'previous';
    return {
      verdict: 'unfinished',
      args: { ...own, running, m: previous.n, before: formatRate(previous.perWeek) },
    };
  }
  const args = { ...own, m: comparison.previousN, before: formatRate(previous?.perWeek ?? null) };
  const { verdict, lower, upper } = comparison;
  switch (verdict) {
    case 'lower':
      return { verdict, args: { ...args, least: 1 - (upper ?? 1), most: 1 - (lower ?? 0) } };
    case 'higher':
      // in multiples: "1,460 % more" says nothing to anybody; without a single one before there is no upper bound
      return {
        verdict,
        args: {
          ...args,
          times: (lower ?? 1).toFixed(1),
          mostTimes: (upper ?? 1).toFixed(1),
          bounded: upper === null ? 'no' : 'yes',
        },
      };
    case 'no_clear_change':
      return {
        verdict,
        args: {
          ...args,
          least: Math.max(0, 1 - (lower ?? 0)),
          most: upper === null ? 0 : Math.max(0, upper - 1),
          bounded: upper === null ? 'no' : 'yes',
        },
      };
    case 'too_few':
      return { verdict, args };
  }
}
