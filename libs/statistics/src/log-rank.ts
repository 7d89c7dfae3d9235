import { chiSquareUpperTail } from './chi-square-upper-tail.js';
import type { CensoredTime } from './kaplan-meier.js';
import { requireCount } from './require-count.js';
import { requireTimes } from './require-times.js';
import { solveSymmetric } from './solve-symmetric.js';

/** `count` subjects alike; 1 unless said. */
export type CountedTime = CensoredTime & { count?: number };

export interface LogRankResult {
  chiSquare: number;
  degreesOfFreedom: number;
  pValue: number;
  /** Events observed in each group, and expected if all groups had one curve; in the order given. */
  observed: number[];
  expected: number[];
}

/**
 * Log-rank test of whether groups share one survival curve (N. Mantel, Cancer Chemotherapy Reports 50, 1966;
 * R's `survdiff(Surv(time, event) ~ group)`). Groups in which nothing could have been expected are left out of
 * the statistic.
 * @returns null where fewer than two groups were at risk at any event, or no event could have fallen otherwise;
 *   RangeError for a time that is negative or not finite, or a count that is not a whole number
 */
export function logRank(groups: readonly (readonly CountedTime[])[]): LogRankResult | null {
  const all = groups.flatMap((group, index) =>
    group.map(({ time, event, count = 1 }) => ({ time, event, count, index })),
  );
  requireTimes(all);
  for (const { count } of all) requireCount('count', count);
  all.sort((a, b) => a.time - b.time);
  const k = groups.length;
  const atRisk = groups.map((group) => group.reduce((n, { count = 1 }) => n + count, 0));
  let total = atRisk.reduce((sum, n) => sum + n, 0);
  const observed = new Array<number>(k).fill(0);
  const expected = new Array<number>(k).fill(0);
  const variance = Array.from({ length: k }, () => new Array<number>(k).fill(0));

  for (let start = 0; start < all.length; ) {
    let end = start;
    while (end < all.length && all[end]!.time === all[start]!.time) end += 1;
    const tied = all.slice(start, end);
    const deaths = tied.reduce((sum, { event, count }) => (event ? sum + count : sum), 0);
    if (deaths > 0) {
      // Hypergeometric moments of how the deaths at this time fall on the groups.
      const spread = total > 1 ? (deaths * (total - deaths)) / (total - 1) : 0;
      for (let i = 0; i < k; i++) {
        const share = atRisk[i]! / total;
        expected[i]! += deaths * share;
        for (let j = 0; j < k; j++) {
          variance[i]![j]! += spread * share * ((i === j ? 1 : 0) - atRisk[j]! / total);
        }
      }
    }
    for (const { index, event, count } of tied) {
      atRisk[index]! -= count;
      total -= count;
      if (event) observed[index]! += count;
    }
    start = end;
  }

  // The differences of all groups sum to zero: one group is left out of the quadratic form.
  const used = groups.map((_, index) => index).filter((index) => expected[index]! > 0);
  if (used.length < 2) return null;
  const rows = used.slice(1);
  const differences = rows.map((i) => observed[i]! - expected[i]!);
  const solution = solveSymmetric(
    rows.map((i) => rows.map((j) => variance[i]![j]!)),
    differences,
  );
  if (solution === null) return null;
  const chiSquare = Math.max(
    0,
    solution.reduce((sum, value, index) => sum + value * differences[index]!, 0),
  );
  const degreesOfFreedom = rows.length;
  return {
    chiSquare,
    degreesOfFreedom,
    pValue: chiSquareUpperTail(chiSquare, degreesOfFreedom),
    observed,
    expected,
  };
}
