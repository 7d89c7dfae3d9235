import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { RecurrenceMetricsResponse } from '@tenken/shared/recurrence.contract';
import { apiGet } from '../../api/http.js';
import type { Language } from '../../i18n/language.js';

/** Whose incidents, of which days. */
export interface RecurrenceScope {
  from: string;
  to: string;
  timeZone: string;
  serviceIds: string[];
  teamId: string | null;
  language: Language;
}

export function recurrenceMetricsQuery(scope: RecurrenceScope) {
  const { serviceIds, teamId, ...rest } = scope;
  const params = { ...rest, service: serviceIds, team: teamId };
  return queryOptions({
    queryKey: ['metrics', 'recurrence', params],
    queryFn: ({ signal }) =>
      apiGet('/api/v1/metrics/recurrence', RecurrenceMetricsResponse, params, { signal }),
    placeholderData: keepPreviousData,
  });
}
