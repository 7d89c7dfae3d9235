import type { ConnectorRecord } from './connector-record.js';

const DAY_MS = 86_400_000;

export interface PullWindow {
  from: Date;
  to: Date;
  isHistory: boolean;
}

type Standing = Pick<
  ConnectorRecord,
  | 'historyFrom'
  | 'historyUntil'
  | 'historyDoneFrom'
  | 'caughtUpTo'
  | 'windowFrom'
  | 'windowTo'
  | 'windowIsHistory'
>;

/**
 * What a connector fetches next. A range that was begun is gone on with. Otherwise the newest is compared first, once a
 * run, from some time before the last comparison on; then history follows backwards, newest first: the first review
 * needs last week more than last quarter. Null: nothing is left for this run.
 */
export function planWindow(
  standing: Standing,
  now: Date,
  kind: { historyWindowDays: number | null; overlapSeconds: number },
  hasCompared: boolean,
): PullWindow | null {
  const { historyFrom, historyUntil, historyDoneFrom, caughtUpTo } = standing;
  const { windowFrom, windowTo, windowIsHistory } = standing;
  if (windowFrom !== null && windowTo !== null) {
    return { from: windowFrom, to: windowTo, isHistory: windowIsHistory };
  }
  if (!hasCompared) {
    const since = caughtUpTo ?? historyUntil ?? now;
    return { from: new Date(since.getTime() - kind.overlapSeconds * 1000), to: now, isHistory: false };
  }
  if (historyFrom === null || historyDoneFrom === null || historyDoneFrom <= historyFrom) return null;
  const from =
    kind.historyWindowDays === null
      ? historyFrom
      : new Date(
          Math.max(historyFrom.getTime(), historyDoneFrom.getTime() - kind.historyWindowDays * DAY_MS),
        );
  return { from, to: historyDoneFrom, isHistory: true };
}
