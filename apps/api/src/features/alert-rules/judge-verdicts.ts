import type { Proportion } from '@tenken/shared/alert-rules.contract';
import type { VerdictCounts } from '@tenken/shared/verdicts.contract';
import { wilsonInterval } from '@tenken/statistics/wilson-interval';

export const NO_VERDICTS: VerdictCounts = {
  actionable: 0,
  no_action: 0,
  false_positive: 0,
  duplicate: 0,
  expected: 0,
  unclear: 0,
};

/**
 * Precision and its opposites (METRICS.md section 6). The base is everything with a verdict except `expected` and
 * `unclear`; each is null without a base. `reviewed` counts every verdict.
 */
export function judgeVerdicts(counts: VerdictCounts): {
  precision: Proportion | null;
  falsePositiveRate: Proportion | null;
  nuisanceRate: Proportion | null;
  reviewed: number;
} {
  const nuisance = counts.false_positive + counts.no_action + counts.duplicate;
  const base = counts.actionable + nuisance;
  return {
    precision: proportion(counts.actionable, base),
    falsePositiveRate: proportion(counts.false_positive, base),
    nuisanceRate: proportion(nuisance, base),
    reviewed: base + counts.expected + counts.unclear,
  };
}

function proportion(part: number, n: number): Proportion | null {
  const interval = wilsonInterval(part, n);
  return interval && { value: interval.proportion, lower: interval.lower, upper: interval.upper, n };
}

/** `part / whole`, null when there is nothing to divide. */
export function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
