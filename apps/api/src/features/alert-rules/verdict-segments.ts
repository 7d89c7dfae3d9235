import type { Verdict } from '@tenken/shared/verdicts.contract';

/** A rule's verdict for the window [from, to). */
export interface RuleVerdict {
  alertRuleId: string;
  from: Date;
  to: Date;
  verdict: Verdict;
}

/**
 * Cuts overlapping rule verdicts into pieces that do not overlap: at each instant the newest one counts.
 * `newestFirst` is in the order of their decision, the newest first; the pieces lie inside [from, to).
 */
export function verdictSegments(newestFirst: readonly RuleVerdict[], from: Date, to: Date): RuleVerdict[] {
  const taken = new Map<string, { from: number; to: number }[]>();
  const segments: RuleVerdict[] = [];
  for (const verdict of newestFirst) {
    const covered = taken.get(verdict.alertRuleId) ?? [];
    const start = Math.max(verdict.from.getTime(), from.getTime());
    const end = Math.min(verdict.to.getTime(), to.getTime());
    if (start >= end) continue;
    let at = start;
    for (const piece of covered.filter((one) => one.to > start && one.from < end)) {
      if (piece.from > at) segments.push(segmentOf(verdict, at, piece.from));
      at = Math.max(at, piece.to);
    }
    if (at < end) segments.push(segmentOf(verdict, at, end));
    covered.push({ from: start, to: end });
    covered.sort((a, b) => a.from - b.from);
    taken.set(verdict.alertRuleId, covered);
  }
  return segments;
}

function segmentOf(verdict: RuleVerdict, from: number, to: number): RuleVerdict {
  return { ...verdict, from: new Date(from), to: new Date(to) };
}
