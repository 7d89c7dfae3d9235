import type { IncidentRate, IncidentRateInclude } from '@tenken/shared/incident-rates.contract';
import { poissonInterval } from '@tenken/statistics/poisson-interval';

const DAY_MS = 86_400_000;
/** Below this many a mean time between incidents says more than they bear out (METRICS.md section 2). */
const FEWEST_FOR_MEAN = 10;

/** Incidents of one period and group: those that count, and the others by class. */
export interface IncidentCounts {
  n: number;
  excluded: ReadonlyMap<IncidentRateInclude, number>;
}

/** All of several periods. */
export function mergeCounts(counts: readonly IncidentCounts[]): IncidentCounts {
  const excluded = new Map<IncidentRateInclude, number>();
  for (const part of counts)
    for (const [reason, n] of part.excluded) excluded.set(reason, (excluded.get(reason) ?? 0) + n);
  return { n: counts.reduce((sum, part) => sum + part.n, 0), excluded };
}

/** Days of [from, to) that have passed, each of 24 hours: a week over the change of clocks has 6.96 or 7.04. */
export function exposureDays(from: Date, to: Date, now: Date): number {
  return Math.max(0, Math.min(to.getTime(), now.getTime()) - from.getTime()) / DAY_MS;
}

/** Rate per week with Garwood's exact interval; none where no time has passed. */
export function describeRate({ n, excluded }: IncidentCounts, exposure: number): IncidentRate {
  const weekly = poissonInterval(n, exposure / 7);
  const excludedBy = [...excluded].map(([reason, count]) => ({ reason, n: count }));
  return {
    n,
    excluded: excludedBy.reduce((sum, part) => sum + part.n, 0),
    excludedBy: excludedBy.sort((a, b) => b.n - a.n || a.reason.localeCompare(b.reason)),
    exposureDays: exposure,
    perWeek: weekly?.rate ?? null,
    perWeekLower: weekly?.lower ?? null,
    perWeekUpper: weekly?.upper ?? null,
    meanDaysBetween: n >= FEWEST_FOR_MEAN && exposure > 0 ? exposure / n : null,
  };
}
