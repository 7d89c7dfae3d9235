import { TOGETHER_SECONDS, type TogetherRule } from '@tenken/shared/rule-evidence.contract';
import { wilsonInterval } from '@tenken/statistics/wilson-interval';

/** Fewer than this say nothing, however rare the other rule is. */
const LEAST_TOGETHER = 3;
const LEAST_LIFT = 2;

export interface NearCounts {
  id: string;
  /** alerts looked at that began near one of the other rule */
  together: number;
  otherFired: number;
  otherTogether: number;
}

/**
 * Rules that come together more often than chance would have it, the largest excess (together − n × expected) first.
 * If the other rule fired `otherFired` times in `seconds` independently of this one (a Poisson process), an instant
 * would have one of its alerts within ± w with probability 1 − exp(−otherFired × 2w ÷ seconds). The lift is the share
 * divided by it. Kept are those with a Wilson interval above chance, a lift of 2 or more, and 3 or more together.
 */
export function rankTogether(
  rows: readonly NearCounts[],
  looked: { n: number; seconds: number },
): (NearCounts & Pick<TogetherRule, 'share' | 'expectedShare' | 'lift'>)[] {
  const judged = rows.flatMap((row) => {
    const interval = wilsonInterval(Math.min(row.together, looked.n), looked.n);
    if (interval === null) return [];
    const expectedShare = -Math.expm1((-row.otherFired * 2 * TOGETHER_SECONDS) / looked.seconds);
    const share = { value: interval.proportion, lower: interval.lower, upper: interval.upper, n: looked.n };
    return [{ ...row, share, expectedShare, lift: share.value / expectedShare }];
  });
  const excess = (row: (typeof judged)[number]) => row.together - looked.n * row.expectedShare;
  return judged
    .filter(
      ({ together, lift, share, expectedShare }) =>
        together >= LEAST_TOGETHER && lift >= LEAST_LIFT && share.lower > expectedShare,
    )
    .sort((a, b) => excess(b) - excess(a) || Number(a.id) - Number(b.id));
}
