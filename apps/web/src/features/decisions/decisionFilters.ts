import { DECISION_KINDS, DECISION_OUTCOMES } from '@tenken/shared/decisions.contract';
import type { QueryParams } from '../../api/http.js';

export const DECISION_STATUSES = ['open', 'overdue', 'done', 'cancelled'] as const;

/** The filters in the address of the list. */
export interface DecisionSearch {
  outcome?: string[] | undefined;
  kind?: string[] | undefined;
  status?: (typeof DECISION_STATUSES)[number] | undefined;
  mine?: true | undefined;
  unseen?: true | undefined;
  /** only what was decided in the chosen range */
  ranged?: true | undefined;
}

export interface DecisionScope {
  from: string;
  to: string;
  timeZone: string;
  serviceIds: readonly string[];
  teamId: string | null;
}

/** What the API is asked; words that it does not know are left out. */
export function decisionFilter(
  search: DecisionSearch,
  scope: DecisionScope,
  myId: string | null,
): QueryParams {
  return {
    outcome: known(DECISION_OUTCOMES, search.outcome),
    kind: known(DECISION_KINDS, search.kind),
    status: search.status,
    ownerId: search.mine ? myId : undefined,
    unseen: search.unseen ? 1 : undefined,
    service: scope.serviceIds,
    team: scope.teamId,
    ...(search.ranged ? { from: scope.from, to: scope.to } : {}),
    timeZone: scope.timeZone,
  };
}

/** Definition changes of the range: the same scope, and the outcome. */
export function changeFilter(search: DecisionSearch, scope: DecisionScope): QueryParams {
  return {
    outcome: known(DECISION_OUTCOMES, search.outcome),
    service: scope.serviceIds,
    team: scope.teamId,
    from: scope.from,
    to: scope.to,
    timeZone: scope.timeZone,
  };
}

function known(words: readonly string[], values: readonly string[] | undefined): string[] | undefined {
  const kept = values?.filter((value) => words.includes(value)) ?? [];
  return kept.length === 0 ? undefined : kept;
}
