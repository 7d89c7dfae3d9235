import type { RuleGroup } from '@tenken/shared/review-agenda.contract';

/** Up to this many firings in the window, none of them at night, a rule is quiet. */
const QUIET_AT_MOST = 2;

export interface RuleLoudness {
  fired: number;
  nightPages: number | null;
  definitionChangedAt: string | null;
}

/** Where a rule stands in the agenda: loud ones first, then what changed since `since`, then what can be kept in bulk. */
export function groupRule(rule: RuleLoudness, since: Date): RuleGroup {
  if (rule.fired > QUIET_AT_MOST || (rule.nightPages ?? 0) > 0) return 'needs_decision';
  if (rule.definitionChangedAt !== null && new Date(rule.definitionChangedAt) >= since) return 'changed';
  return 'quiet';
}
