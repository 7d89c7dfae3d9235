import type { IncidentGroupBy } from '@tenken/shared/incident-scope.contract';
import { IncidentKind } from '@tenken/shared/incidents.contract';
import type { RateRows } from '../../features/incident-rates/incidentRates.queries.js';
import { incidentListSearch, type MetricFilters } from '../../features/metric-filters/metricFilters.js';
import { dayOf } from '../../time/isoDay.js';
import { isOneOf } from '../../ui/isOneOf.js';
import type { PageTarget, SearchOf } from '../../ui/RowsLink.js';

/** What of a group the list of incidents can be narrowed to, by the name of its filter. */
const GROUP_FILTER = {
  cause: 'causeCategory',
  trigger: 'triggerCategory',
  detectionSource: 'detectionSource',
  source: 'source',
  tag: 'tag',
  kind: 'kind',
} as const;

export interface IncidentRowsContext {
  filters: MetricFilters;
  groupBy: IncidentGroupBy | undefined;
  /** classes that count on request */
  include: readonly string[];
  timeZone: string;
}

/**
 * The list of the incidents that a count was made of: the same filters in the list's words. Null where the list has no
 * word for one of them: a link to other rows than those counted would be a lie.
 */
export function incidentRowsTarget(
  rows: RateRows,
  context: IncidentRowsContext,
): PageTarget<'/incidents'> | null {
  const { filters, groupBy, include, timeZone } = context;
  const kinds =
    filters.kind ?? IncidentKind.options.filter((kind) => kind === 'incident' || include.includes(kind));
  const search: SearchOf<'/incidents'> = {
    ...incidentListSearch(filters),
    ...(kinds.length === 1 && kinds[0] === 'incident' ? {} : { kind: [...kinds] }),
    ...(include.includes('duplicate') ? { duplicates: 'include' } : {}),
    ...(rows.from === undefined || rows.to === undefined
      ? {}
      : { from: dayOf(rows.from, timeZone), to: dayOf(rows.to, timeZone) }),
  };
  const { group } = rows;
  if (group === undefined || groupBy === undefined) return { to: '/incidents', search };
  switch (groupBy) {
    case 'service':
      // a group of a figure is the service itself; its components are groups of their own
      return { to: '/incidents', search: { ...search, service: [group], components: 'exclude' } };
    case 'team':
      return { to: '/incidents', search: { ...search, team: group } };
    case 'postmortem':
      return isOneOf(['required', 'not_required'], group)
        ? { to: '/incidents', search: { ...search, postmortemRequired: group } }
        : null;
    case 'firstSeverity':
      // the list has one word for severity: it cannot name two at once
      return filters.severity !== undefined && filters.severityOf === undefined
        ? null
        : { to: '/incidents', search: { ...search, severity: [group], severityOf: 'first' } };
    case 'severity':
      return filters.severityOf === 'first'
        ? null
        : { to: '/incidents', search: { ...search, severity: [group] } };
    default:
      return { to: '/incidents', search: { ...search, [GROUP_FILTER[groupBy]]: [group] } };
  }
}
