import type { DurationCurveResponse } from '@tenken/shared/durations.contract';

/** What the test of both curves allows to be said: the usual 5 %, and no verdict while a period is unfinished. */
export function logRankVerdict(
  answer: Pick<DurationCurveResponse, 'current' | 'previous' | 'previousTo' | 'to' | 'asOf' | 'logRank'>,
): 'differ' | 'same' | 'unfinished' | null {
  if (answer.logRank === null) return null;
  const now = Date.parse(answer.asOf);
  const running = [answer.to, answer.previousTo].some((to) => to !== null && Date.parse(to) > now);
  if (running || answer.current.open > 0 || (answer.previous?.open ?? 0) > 0) return 'unfinished';
  return answer.logRank.pValue < 0.05 ? 'differ' : 'same';
}

/** `= 0.21`, `= 0.003`, `< 0.001`. */
export function formatPValue(pValue: number): string {
  if (pValue < 0.001) return '< 0.001';
  return `= ${pValue.toFixed(pValue < 0.1 ? 3 : 2)}`;
}
