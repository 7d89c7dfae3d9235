import { queryOptions } from '@tanstack/react-query';
import {
  DecidedRecurrenceResponse,
  type RecurrenceStatus,
  RecurrencesResponse,
} from '@tenken/shared/recurrences.contract';
import { apiGet, apiSend } from '../../api/http.js';

export function recurrencesQuery(incidentId: string) {
  return queryOptions({
    queryKey: ['incidents', 'recurrences', incidentId],
    queryFn: ({ signal }) =>
      apiGet(`/api/v1/incidents/${incidentId}/recurrences`, RecurrencesResponse, {}, { signal }),
  });
}

/** `suggested` takes a decision back. */
export function decideRecurrence(incidentId: string, earlierIncidentId: string, status: RecurrenceStatus) {
  return apiSend(
    'POST',
    `/api/v1/incidents/${incidentId}/recurrences`,
    { earlierIncidentId, status },
    DecidedRecurrenceResponse,
  );
}
