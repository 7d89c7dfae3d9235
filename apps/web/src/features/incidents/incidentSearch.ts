import {
  CAUSE_CATEGORIES,
  DetectionSource,
  IncidentKind,
  InstantField,
} from '@tenken/shared/incidents.contract';
import type { IncidentFilterParams } from './incidents.queries.js';

/** What the address of the list says beside the scope; the names are those of the API. */
export interface IncidentSearch {
  q?: string;
  severity?: string[];
  /** which severity `severity` asks for; without it the one that holds now */
  severityOf?: 'first';
  /** only the chosen services themselves */
  components?: 'exclude';
  postmortemRequired?: 'required' | 'not_required';
  detectionSource?: string[];
  causeCategory?: string[];
  triggerCategory?: string[];
  kind?: string[];
  status?: 'open' | 'resolved';
  problem?: 'any' | 'order' | 'implausible';
  missing?: string[];
  provenance?: 'observed' | 'human' | 'imported' | 'defaulted';
  recurrence?: 'confirmed' | 'suggested' | 'none';
  postmortem?: string[];
  duplicates?: 'only' | 'include' | 'exclude';
  tag?: string[];
  source?: string[];
  ids?: string[];
}

export type IncidentFilterName = keyof IncidentSearch;

const NAMES: readonly IncidentFilterName[] = [
  'q',
  'severity',
  'severityOf',
  'components',
  'postmortemRequired',
  'detectionSource',
  'causeCategory',
  'triggerCategory',
  'kind',
  'status',
  'problem',
  'missing',
  'provenance',
  'recurrence',
  'postmortem',
  'duplicates',
  'tag',
  'source',
  'ids',
];

export const FILTER_OPTIONS = {
  severity: ['SEV1', 'SEV2', 'SEV3', 'SEV4', 'none'],
  detectionSource: DetectionSource.options,
  causeCategory: [...CAUSE_CATEGORIES, 'none'],
  kind: IncidentKind.options,
  status: ['open', 'resolved'],
  problem: ['any', 'order', 'implausible'],
  recurrence: ['confirmed', 'suggested', 'none'],
  postmortem: ['none', 'draft', 'in_review', 'reviewed', 'closed'],
  missing: [...InstantField.options, 'any', 'cohort'],
} as const;

/** The filters that are on, the search box left out (it shows itself). */
export function shownFilters(search: IncidentSearch): Exclude<IncidentFilterName, 'q'>[] {
  return NAMES.filter((name) => name !== 'q' && search[name] !== undefined) as Exclude<
    IncidentFilterName,
    'q'
  >[];
}

export function searchWithout(name: IncidentFilterName): Partial<IncidentSearch> {
  return { [name]: undefined };
}

/**
 * The filters as the API takes them. Without a word on it, drills, tests, maintenance and duplicates are left out, as
 * in every figure; rows that are named by id are shown whatever they are.
 */
export function incidentFilters(
  search: IncidentSearch,
  scope: { from: string; to: string; timeZone: string; serviceIds: readonly string[]; teamId: string | null },
): IncidentFilterParams {
  const named = search.ids !== undefined;
  const isUndated = search.missing?.includes('cohort');
  return {
    ...Object.fromEntries(NAMES.map((name) => [name, search[name]])),
    kind: search.kind ?? (named ? undefined : ['incident']),
    duplicates: search.duplicates ?? (named ? 'include' : 'exclude'),
    timeZone: scope.timeZone,
    ...(named || isUndated ? {} : { from: scope.from, to: scope.to }),
    ...(named ? {} : { service: scope.serviceIds, team: scope.teamId ?? undefined }),
  };
}
