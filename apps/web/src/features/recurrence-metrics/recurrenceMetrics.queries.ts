import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { IncidentGroupBy } from '@tenken/shared/incident-scope.contract';
import { RecurrenceMetricsResponse } from '@tenken/shared/recurrence.contract';
import { apiGet } from '../../api/http.js';
import type { Language } from '../../i18n/language.js';
import { type Comparison, comparisonParams } from '../../url/comparison.js';

/** Whose incidents, of which days. */
export interface RecurrenceScope {
  from: string;
  to: string;
  timeZone: string;
  serviceIds: string[];
  teamId: string | null;
  language: Language;
  /** what else narrows the incidents, in the words of the API */
  filters?: Readonly<Record<string, string | readonly string[] | undefined>>;
  groupBy?: IncidentGroupBy | undefined;
  comparison?: Comparison;
}

export function recurrenceMetricsQuery(scope: RecurrenceScope) {
  const { serviceIds, teamId, filters, comparison = 'previous', ...rest } = scope;
  const params = { ...rest, ...filters, ...comparisonParams(comparison), service: serviceIds, team: teamId };
  return queryOptions({
    queryKey: ['metrics', 'recurrence', params],
    queryFn: ({ signal }) =>
      apiGet('/api/v1/metrics/recurrence', RecurrenceMetricsResponse, params, { signal }),
    placeholderData: keepPreviousData,
  });
}
