import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import {
  DecidedRecurrenceResponse,
  type FixState,
  RecurrenceListResponse,
  RecurrencePairResponse,
  type RecurrenceStatus,
  RecurrencesResponse,
} from '@tenken/shared/recurrences.contract';
import { apiGet, apiSend } from '../../api/http.js';

const PAGE = 50;

export function recurrencesQuery(incidentId: string) {
  return queryOptions({
    queryKey: ['incidents', 'recurrences', incidentId],
    queryFn: ({ signal }) =>
      apiGet(`/api/v1/incidents/${incidentId}/recurrences`, RecurrencesResponse, {}, { signal }),
  });
}

/** Which pairs; without `from` and `to` those of all times. */
export interface RecurrenceListFilter {
  status: RecurrenceStatus;
  fix: readonly FixState[];
  onlyDeclined: boolean;
  from?: string | undefined;
  to?: string | undefined;
  timeZone: string;
  serviceIds: readonly string[];
  teamId: string | null;
  /** more filters, in the words of the API */
  narrowing: Readonly<Record<string, string | readonly string[] | undefined>>;
}

export function recurrenceListQuery(filter: RecurrenceListFilter) {
  const { serviceIds, teamId, onlyDeclined, narrowing, ...rest } = filter;
  const params = {
    ...rest,
    ...narrowing,
    onlyDeclined: onlyDeclined ? '1' : undefined,
    service: serviceIds,
    team: teamId,
    sort: filter.status === 'suggested' ? '-strength' : '-beganAt',
    limit: PAGE,
  };
  return infiniteQueryOptions({
    queryKey: ['recurrences', 'list', params],
    queryFn: ({ signal, pageParam }) =>
      apiGet(
        '/api/v1/recurrences',
        RecurrenceListResponse,
        { ...params, cursor: pageParam ?? undefined },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** Two incidents side by side. */
export function recurrencePairQuery(incidentId: string, earlierId: string) {
  return queryOptions({
    queryKey: ['recurrences', 'pair', incidentId, earlierId],
    queryFn: ({ signal }) =>
      apiGet(`/api/v1/recurrences/${incidentId}/${earlierId}`, RecurrencePairResponse, {}, { signal }),
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
