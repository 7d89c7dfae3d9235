import type {
  ActionItemComparison,
  ActionItemFigures,
  ShareComparison,
} from '@tenken/shared/action-item-metrics.contract';
import type { ShareOfMetric } from '@tenken/shared/metric-range.contract';
import { fisherExactTest } from '@tenken/statistics/fisher-exact-test';
import { type CountedTime, logRank } from '@tenken/statistics/log-rank';
import { countByTime, type Item, summarizeActionItems } from './summarize-action-items.js';

/** Fewer in either period are too few to tell (METRICS.md section 2). */
const FEWEST = 6;
const ALPHA = 0.05;

/**
 * Two cohorts beside each other: shares by Fisher's exact test, and the pace at which open items get done by the log-rank
 * test (declined counts as no longer followed there: it compares the rates of being done, not the heights of the curves).
 */
export function compareCohorts(
  current: readonly Item[],
  these: ActionItemFigures,
  earlier: readonly Item[],
  range: { from: Date; to: Date },
): ActionItemComparison {
  const previous = summarizeActionItems(earlier);
  return {
    previousFrom: range.from.toISOString(),
    previousTo: range.to.toISOString(),
    previous,
    completion: compareShares(these.completionRate, previous.completionRate),
    onTime: compareShares(these.onTimeRate, previous.onTimeRate),
    pace: comparePace(current, earlier),
  };
}

/** Null where either share has no base. */
export function compareShares(
  current: ShareOfMetric | null,
  previous: ShareOfMetric | null,
): ShareComparison | null {
  if (current === null || previous === null) return null;
  const pValue = fisherExactTest(successesOf(current), successesOf(previous));
  const isFew = current.n < FEWEST || previous.n < FEWEST;
  const changed = current.value < previous.value ? 'lower' : 'higher';
  return {
    value: current.value,
    previous: previous.value,
    n: current.n,
    previousN: previous.n,
    pValue,
    verdict: isFew ? 'too_few' : pValue < ALPHA ? changed : 'no_clear_change',
  };
}

function successesOf({ value, n }: ShareOfMetric): { successes: number; failures: number } {
  const successes = Math.round(value * n);
  return { successes, failures: n - successes };
}

/** Whether items of the current cohort get done sooner than those of the earlier one. */
export function comparePace(
  current: readonly Item[],
  earlier: readonly Item[],
): ActionItemComparison['pace'] {
  const groups = [current, earlier].map(timesToDone);
  const test = logRank(groups);
  if (test === null) return null;
  const [observed = 0, expected = 0] = [test.observed[0], test.expected[0]];
  const isFew = groups.some((group) => group.reduce((n, { count = 1 }) => n + count, 0) < FEWEST);
  const changed = observed < expected ? 'slower' : 'faster';
  return {
    pValue: test.pValue,
    observed,
    expected,
    verdict: isFew ? 'too_few' : test.pValue < ALPHA ? changed : 'no_clear_change',
  };
}

/** Days until done, counted; declined and open ones are followed until then and no longer. */
export function timesToDone(items: readonly Item[]): CountedTime[] {
  return countByTime(items, 'days').flatMap(([outcome, counts]) =>
    [...counts.entries()].flatMap(([time, count]) =>
      count === undefined || count === 0 ? [] : [{ time, event: outcome === 'event', count }],
    ),
  );
}
