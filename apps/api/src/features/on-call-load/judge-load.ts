import type { LoadFigure, LoadFigureKey } from '@tenken/shared/on-call-load.contract';

/**
 * The bars of ISA-18.2 and EEMUA 191 as METRICS.md section 6 has them: `target` is likely to be acceptable, `limit` the
 * most that can be managed (the same where the standard has one bar only). `isBelow`: the value must be below the bar,
 * not on it. Of `priorities` the value is the share of high ones; the low ones are judged with it.
 */
export const BARS: Readonly<Record<LoadFigureKey, { target: number; limit: number; isBelow?: true }>> = {
  per_ten_minutes: { target: 1, limit: 2 },
  per_day: { target: 150, limit: 300 },
  flood_windows: { target: 0.01, limit: 0.01, isBelow: true },
  top_ten: { target: 0.05, limit: 0.05 },
  chattering: { target: 0, limit: 0 },
  fleeting: { target: 0, limit: 0 },
  stale: { target: 5, limit: 5, isBelow: true },
  priorities: { target: 0.05, limit: 0.05 },
};

/** The ten loudest are all there are: their share is 1 by construction. */
const FEWEST_RULES = 11;
const LOW_SHARE = 0.8;

/** Whether a figure meets its bar; null where there is no value. `low`: the share of low priorities. */
export function judgeLoad(
  key: LoadFigureKey,
  value: number | null,
  { rulesFired, low }: { rulesFired: number; low: number | null },
): LoadFigure['verdict'] {
  if (value === null) return null;
  if (key === 'top_ten' && rulesFired < FEWEST_RULES) return 'few_rules';
  if (key === 'priorities' && (low ?? 0) < LOW_SHARE) return 'not_met';
  const { target, limit, isBelow } = BARS[key];
  const passes = (bar: number) => (isBelow ? value < bar : value <= bar);
  if (passes(target)) return 'met';
  return passes(limit) ? 'acceptable' : 'not_met';
}
