import type { DurationReason } from '@tenken/shared/durations.contract';

/** What the incidents of one period and group add to its figures. Seconds; open ones until now. */
export interface IntervalSet {
  used: readonly number[];
  open: readonly number[];
  /** why the others do not count, and how many */
  missing: ReadonlyMap<DurationReason, number>;
  excluded: ReadonlyMap<DurationReason, number>;
}

/** All of several periods, or groups that share no incident. */
export function mergeIntervals(sets: readonly IntervalSet[]): IntervalSet {
  const [only] = sets;
  if (only !== undefined && sets.length === 1) return only;
  return {
    used: sets.flatMap((set) => set.used),
    open: sets.flatMap((set) => set.open),
    missing: addCounts(sets.map((set) => set.missing)),
    excluded: addCounts(sets.map((set) => set.excluded)),
  };
}

function addCounts(maps: readonly ReadonlyMap<DurationReason, number>[]): Map<DurationReason, number> {
  const sums = new Map<DurationReason, number>();
  for (const map of maps) for (const [reason, n] of map) sums.set(reason, (sums.get(reason) ?? 0) + n);
  return sums;
}
