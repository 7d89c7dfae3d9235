import { PostmortemState } from '@tenken/shared/postmortems.contract';
import type { PostmortemFilterParams } from './postmortemQueue.queries.js';

/** What the address of the queue says beside the scope; the names are those of the API. */
export interface PostmortemSearch {
  state?: string;
  q?: string;
  status?: string[];
  severity?: string[];
  owner?: string[];
  unowned?: true;
  ageFrom?: number;
  ageTo?: number;
  ids?: string[];
  /** only incidents resolved in the range of the page; the queue itself has no end */
  cohort?: true;
}

/** States with a button of their own; the others come from the numbers that link here. */
export const STATE_TABS = ['unreviewed', 'overdue', 'missing', 'reviewed', 'waived', 'all'] as const;

/** What waits, unless the address says otherwise; rows named by id are shown whatever they are. */
export function stateOf(search: PostmortemSearch): PostmortemState {
  const parsed = PostmortemState.safeParse(search.state);
  if (parsed.success) return parsed.data;
  return search.ids ? 'all' : 'unreviewed';
}

/** The filters that are on, besides state and search box, which show themselves. */
export function shownPostmortemFilters(
  search: PostmortemSearch,
): ('status' | 'severity' | 'owner' | 'unowned' | 'ageFrom' | 'ids' | 'cohort')[] {
  const names = ['status', 'severity', 'owner', 'unowned', 'ids', 'cohort'] as const;
  const shown = names.filter((name) => search[name] !== undefined);
  return search.ageFrom === undefined && search.ageTo === undefined ? shown : [...shown, 'ageFrom'];
}

/** The filters as the API takes them, without the state. */
export function postmortemFilters(
  search: PostmortemSearch,
  scope: { from: string; to: string; timeZone: string; serviceIds: readonly string[]; teamId: string | null },
): PostmortemFilterParams {
  // field by field: the address may say more, as `lang`, and the API takes no field that it does not know
  const { q, status, severity, owner, ids, cohort, unowned, ageFrom, ageTo } = search;
  return {
    q,
    status,
    severity,
    owner,
    ids,
    unowned: unowned ? 'true' : undefined,
    ageFrom: ageFrom?.toString(),
    ageTo: ageTo?.toString(),
    timeZone: scope.timeZone,
    ...(cohort ? { from: scope.from, to: scope.to } : {}),
    ...(search.ids ? {} : { service: scope.serviceIds, team: scope.teamId ?? undefined }),
  };
}
