import type { DurationGroupBy } from '@tenken/shared/durations.contract';
import type { IntervalBucket, IntervalRow } from './intervals.read-model.js';

export interface IntervalGroup {
  key: string;
  label: string | null;
  /** the same periods for every group; an incident of two services is in both their groups */
  buckets: IntervalBucket[];
}

/**
 * The periods of each group: severities in their order, services and teams by name, anything else by number of
 * incidents. Services and teams are never ranked by their figures (METRICS.md section 2); `limit` keeps the groups with
 * the most incidents.
 */
export function groupIntervals(
  buckets: readonly IntervalBucket[],
  groupBy: DurationGroupBy | undefined,
  limit: number,
): { groups: IntervalGroup[]; groupsTotal: number } {
  if (groupBy === undefined)
    return { groups: [{ key: 'all', label: null, buckets: [...buckets] }], groupsTotal: 1 };
  const sizes = new Map<string, { label: string | null; n: number }>();
  for (const row of buckets.flatMap((bucket) => bucket.rows)) {
    for (const { key, label } of row.groups) sizes.set(key, { label, n: (sizes.get(key)?.n ?? 0) + 1 });
  }
  const kept = [...sizes].sort(([a, x], [b, y]) => y.n - x.n || a.localeCompare(b)).slice(0, limit);
  if (groupBy === 'severity') kept.sort(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b));
  if (groupBy === 'service' || groupBy === 'team')
    kept.sort(([a, x], [b, y]) => rank(a) - rank(b) || (x.label ?? a).localeCompare(y.label ?? b));
  return {
    groups: kept.map(([key, { label }]) => ({
      key,
      label,
      buckets: buckets.map((bucket) => ({ ...bucket, rows: bucket.rows.filter((row) => isIn(row, key)) })),
    })),
    groupsTotal: sizes.size,
  };
}

function isIn(row: IntervalRow, key: string): boolean {
  return row.groups.some((group) => group.key === key);
}

/** What nobody has said comes last. */
function rank(key: string): number {
  return key === 'none' ? 1 : 0;
}
