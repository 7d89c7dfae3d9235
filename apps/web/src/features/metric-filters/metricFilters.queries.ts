import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { IncidentFacetsResponse } from '@tenken/shared/incidents.contract';
import { apiGet } from '../../api/http.js';
import type { FilterPanelScope } from './MetricFilterPanel.js';
import { incidentListSearch, type MetricFilters } from './metricFilters.js';

/** How many incidents of the range have which value; drills, tests and duplicates are left out as in the figures. */
export function metricFilterFacetsQuery(scope: FilterPanelScope, filters: MetricFilters) {
  const params = {
    ...(incidentListSearch(filters) as Record<string, string | string[] | undefined>),
    kind: filters.kind ?? ['incident'],
    duplicates: 'exclude',
    from: scope.from,
    to: scope.to,
    timeZone: scope.timeZone,
    service: scope.serviceIds,
    team: scope.teamId,
  };
  return queryOptions({
    queryKey: ['incidents', 'facets', params],
    queryFn: ({ signal }) => apiGet('/api/v1/incidents/facets', IncidentFacetsResponse, params, { signal }),
    placeholderData: keepPreviousData,
  });
}
