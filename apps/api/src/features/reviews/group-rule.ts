import type { RuleGroup } from '@tenken/shared/review-agenda.contract';

/** Up to this many firings in the window, none of them at night, a rule is quiet. */
const QUIET_AT_MOST = 2;

export interface RuleLoudness {
  fired: number;
  nightPages: number | null;
  definitionChangedAt: string | null;
  /** noise that a decision to keep the rule accepted */
  accepted: { exceeded: boolean } | null;
}

/**
 * Where a rule stands in the agenda: loud ones first, then what changed since `since`, then what can be kept in bulk. Noise
 * that was accepted is quiet, until there is more of it than that, or the rule is no longer the one it was accepted of.
 */
export function groupRule(rule: RuleLoudness, since: Date): RuleGroup {
  const isChanged = rule.definitionChangedAt !== null && new Date(rule.definitionChangedAt) >= since;
  const isLoud = rule.fired > QUIET_AT_MOST || (rule.nightPages ?? 0) > 0;
  if (rule.accepted === null ? isLoud : rule.accepted.exceeded) return 'needs_decision';
  return isChanged ? 'changed' : 'quiet';
}
