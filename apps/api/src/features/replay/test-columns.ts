import { VERDICTS, type Verdict } from '@tenken/shared/verdicts.contract';
import { emptyColumns, type ReplayColumns } from './replay-columns.js';
import type { WorkingHours } from './working-hours.js';

/** For tests: an episode in minutes after the epoch. */
export interface Recorded {
  at: number;
  /** null: open */
  to: number | null;
  fingerprint?: string;
  rule?: string;
  notified?: boolean;
  verdict?: Verdict;
  isEndGuessed?: boolean;
}

const ALWAYS: WorkingHours = {
  opensMs: Float64Array.of(Number.NEGATIVE_INFINITY),
  closesMs: Float64Array.of(Number.POSITIVE_INFINITY),
};

/** For tests: columns of episodes that are given series by series, each in the order of time. */
export function testColumns(
  episodes: readonly Recorded[],
  { nowMinute = 100_000, hours = ALWAYS }: { nowMinute?: number; hours?: WorkingHours } = {},
): ReplayColumns {
  const ruleIds = [...new Set(episodes.map((one) => one.rule ?? 'rule'))];
  const nameOf = (one: Recorded) => `${one.rule ?? 'rule'}/${one.fingerprint ?? 'a'}`;
  const names = [...new Set(episodes.map(nameOf))];
  const columns = emptyColumns(episodes.length, {
    seriesRule: Int32Array.from(names, (name) => ruleIds.indexOf(name.slice(0, name.indexOf('/')))),
    ruleIds,
    ruleHours: ruleIds.map(() => hours),
    nowMs: nowMinute * 60_000,
  });
  for (const [i, one] of episodes.entries()) {
    columns.series[i] = names.indexOf(nameOf(one));
    columns.startMs[i] = one.at * 60_000;
    columns.endMs[i] = one.to === null ? Number.POSITIVE_INFINITY : one.to * 60_000;
    columns.notified[i] = one.notified === true ? 1 : 0;
    columns.verdict[i] = one.verdict === undefined ? 0 : VERDICTS.indexOf(one.verdict) + 1;
    columns.isEndGuessed[i] = one.isEndGuessed === true ? 1 : 0;
  }
  return columns;
}
