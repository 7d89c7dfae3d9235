import type { IncidentGroupBy } from '@tenken/shared/incident-scope.contract';
import { IncidentKind } from '@tenken/shared/incidents.contract';
import type { RateRows } from '../../features/incident-rates/incidentRates.queries.js';
import { incidentListSearch, type MetricFilters } from '../../features/metric-filters/metricFilters.js';
import { dayOf } from '../../time/isoDay.js';
import type { RowsTarget } from '../../ui/RowsLink.js';

/** What of a group the list of incidents can be narrowed to, by the name of its filter. */
const GROUP_FILTER: Partial<Record<IncidentGroupBy, string>> = {
  severity: 'severity',
  cause: 'causeCategory',
  trigger: 'triggerCategory',
  detectionSource: 'detectionSource',
  source: 'source',
  tag: 'tag',
  kind: 'kind',
};

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
export function incidentRowsTarget(rows: RateRows, context: IncidentRowsContext): RowsTarget | null {
  const { filters, groupBy, include, timeZone } = context;
  if (filters.severityOf === 'first' || filters.postmortem !== undefined) return null;
  const kinds =
    filters.kind ?? IncidentKind.options.filter((kind) => kind === 'incident' || include.includes(kind));
  const search: Record<string, unknown> = {
    ...incidentListSearch(filters),
    ...(kinds.length === 1 && kinds[0] === 'incident' ? {} : { kind: [...kinds] }),
    ...(include.includes('duplicate') ? { duplicates: 'include' } : {}),
    ...(rows.from === undefined || rows.to === undefined
      ? {}
      : { from: dayOf(rows.from, timeZone), to: dayOf(rows.to, timeZone) }),
  };
  if (rows.group !== undefined && groupBy !== undefined) {
    if (groupBy === 'service' || groupBy === 'team') {
      if (rows.group === 'none') return null;
      search[groupBy] = groupBy === 'service' ? [rows.group] : rows.group;
    } else {
      const name = GROUP_FILTER[groupBy];
      if (name === undefined || (name === 'tag' && rows.group === 'none')) return null;
      search[name] = [rows.group];
    }
  }
  return { to: '/incidents', search };
}
