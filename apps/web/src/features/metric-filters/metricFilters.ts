import {
  CAUSE_CATEGORIES,
  DetectionSource,
  IncidentKind,
  TRIGGER_CATEGORIES,
} from '@tenken/shared/incidents.contract';

/** Which incidents the figures are about, beside range, services and team; as the address carries them. */
export interface MetricFilters {
  severity?: string[] | undefined;
  severityOf?: 'first' | undefined;
  detectionSource?: string[] | undefined;
  cause?: string[] | undefined;
  trigger?: string[] | undefined;
  kind?: string[] | undefined;
  postmortem?: 'required' | 'not_required' | undefined;
  tag?: string[] | undefined;
  source?: string[] | undefined;
}

/** Those that have a chip; `severityOf` goes with `severity`. */
export const FILTER_NAMES = [
  'severity',
  'detectionSource',
  'cause',
  'trigger',
  'kind',
  'postmortem',
  'tag',
  'source',
] as const;
export type MetricFilterName = (typeof FILTER_NAMES)[number];

/** What can be ticked; values that only the data know come beside them. */
export const FILTER_VALUES = {
  severity: ['SEV1', 'SEV2', 'SEV3', 'SEV4', 'none'],
  detectionSource: DetectionSource.options,
  cause: [...CAUSE_CATEGORIES, 'none'],
  trigger: [...TRIGGER_CATEGORIES, 'none'],
  kind: IncidentKind.options,
} as const;

/** The filters of an address; only those that are on. */
export function readMetricFilters(search: MetricFilters): MetricFilters {
  return Object.fromEntries(
    [...FILTER_NAMES, 'severityOf' as const].flatMap((name) =>
      search[name] === undefined || (name === 'severityOf' && search.severity === undefined)
        ? []
        : [[name, search[name]]],
    ),
  );
}

/** The values of a filter, as a list in any case. */
export function filterValues(filters: MetricFilters, name: MetricFilterName): readonly string[] {
  return [filters[name] ?? []].flat();
}

export function shownMetricFilters(filters: MetricFilters): MetricFilterName[] {
  return FILTER_NAMES.filter((name) => filterValues(filters, name).length > 0);
}

/** What removes a filter from the address. */
export function withoutMetricFilter(name: MetricFilterName): MetricFilters {
  return name === 'severity' ? { severity: undefined, severityOf: undefined } : { [name]: undefined };
}

/** The same incidents in the words of the list of incidents (its address). */
export function incidentListSearch(filters: MetricFilters): Record<string, unknown> {
  const { cause, trigger, postmortem, ...same } = filters;
  return {
    ...same,
    ...(cause === undefined ? {} : { causeCategory: cause }),
    ...(trigger === undefined ? {} : { triggerCategory: trigger }),
    ...(postmortem === undefined ? {} : { postmortemRequired: postmortem }),
  };
}
