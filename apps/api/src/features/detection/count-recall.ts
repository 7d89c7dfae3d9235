import type { DetectionOutcome, Recall } from '@tenken/shared/detection.contract';
import { wilsonInterval } from '@tenken/statistics/wilson-interval';

/**
 * Recall = incidents that an alert detected ÷ all of which that can be told (METRICS.md section 6), with its 95 % Wilson
 * interval; by confirmed links alone, and with the proposed ones. Null where it can be told of none.
 */
export function countRecall(
  rows: readonly { outcome: DetectionOutcome; proposedOutcome: DetectionOutcome }[],
): Recall {
  const confirmed = countOutcomes(rows.map((row) => row.outcome));
  const withProposed = countOutcomes(rows.map((row) => row.proposedOutcome));
  return {
    confirmed: recallOf(confirmed),
    withProposed: recallOf(withProposed),
    confirmedCounts: confirmed,
    withProposedCounts: withProposed,
  };
}

function countOutcomes(outcomes: readonly DetectionOutcome[]) {
  const counts = { caught: 0, late: 0, missed: 0, unknown: 0 };
  for (const outcome of outcomes) counts[outcome] += 1;
  return counts;
}

function recallOf({ caught, late, missed }: { caught: number; late: number; missed: number }) {
  const n = caught + late + missed;
  const interval = wilsonInterval(caught, n);
  return interval && { value: interval.proportion, lower: interval.lower, upper: interval.upper, n };
}
