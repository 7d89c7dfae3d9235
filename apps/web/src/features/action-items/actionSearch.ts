import type { ActionItemFilterParams } from './actionItems.queries.js';

/** What the address of the actions page says beside the scope; the names are those of the API. */
export interface ActionSearch {
  q?: string;
  mine?: true;
  owner?: string[];
  group?: string[];
  status?: string[];
  type?: string[];
  severity?: string[];
  priority?: string[];
  source?: string[];
  incident?: string;
  ids?: string[];
  /** owning team: the item's own, else that of its incident; `none` */
  ownerTeam?: string[];
  /** the rows behind a figure that no other filter names */
  figure?: string;
  /** only items that were created in the range of the page (the cohort of the figures) */
  cohort?: true;
}

const NAMES: readonly (keyof ActionSearch)[] = [
  'mine',
  'owner',
  'group',
  'status',
  'type',
  'severity',
  'priority',
  'source',
  'incident',
  'ids',
  'ownerTeam',
  'figure',
  'cohort',
];

const API_NAMES = [
  'q',
  'owner',
  'group',
  'status',
  'type',
  'severity',
  'priority',
  'source',
  'incident',
  'ids',
  'ownerTeam',
  'figure',
] as const;

/** The filters that are on, the search box left out (it shows itself). */
export function shownActionFilters(search: ActionSearch): (keyof ActionSearch)[] {
  return NAMES.filter((name) => search[name] !== undefined);
}

/** The filters as the API takes them. What is open is shown whatever the range is; `cohort` asks for the range. */
export function actionFilters(
  search: ActionSearch,
  scope: { from: string; to: string; timeZone: string; serviceIds: readonly string[]; teamId: string | null },
): ActionItemFilterParams {
  // The address carries the scope as well, which the API does not know by these names.
  const own = Object.fromEntries(API_NAMES.map((name) => [name, search[name]]));
  const { mine, cohort } = search;
  const named = search.ids !== undefined;
  return {
    ...own,
    mine: mine ? 'true' : undefined,
    timeZone: scope.timeZone,
    ...(cohort ? { from: scope.from, to: scope.to } : {}),
    ...(named ? {} : { service: scope.serviceIds, team: scope.teamId ?? undefined }),
  };
}
