import { HYGIENE_FACETS, type HygieneFacet } from '@tenken/shared/alert-rules.contract';
import { isSilent } from './is-silent.js';

export interface FacetMatter {
  /** UTC day; null: never */
  lastFiredOn: string | null;
  alwaysFiring: boolean;
  flapping: boolean;
  noOwner: boolean;
  noRunbook: boolean;
  noSeverity: boolean;
  /** facets that `AlertRuleHygieneReadModel` finds */
  defects: ReadonlySet<string> | undefined;
}

/** The defects of a rule, in the order in which they are always told. */
export function listFacets(rule: FacetMatter, now: Date): HygieneFacet[] {
  const has = (facet: HygieneFacet) => rule.defects?.has(facet) ?? false;
  const holds: Record<HygieneFacet, boolean> = {
    never_fired: rule.lastFiredOn === null,
    silent_180_days: isSilent(rule.lastFiredOn, now),
    always_firing: rule.alwaysFiring,
    flapping: rule.flapping,
    muted_long: has('muted_long'),
    duplicate: has('duplicate'),
    no_recipient: has('no_recipient'),
    never_reviewed: has('never_reviewed'),
    no_owner: rule.noOwner,
    no_runbook: rule.noRunbook,
    no_severity: rule.noSeverity,
  };
  return HYGIENE_FACETS.filter((facet) => holds[facet]);
}
