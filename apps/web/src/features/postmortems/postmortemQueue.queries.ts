import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  PostmortemCountsResponse,
  type PostmortemState,
  PostmortemsResponse,
  type SetPostmortemOwnersBody,
  SetPostmortemOwnersResponse,
} from '@tenken/shared/postmortems.contract';
import { apiGet, apiSend } from '../../api/http.js';

/** Filters as the address and the API name them; lists are joined by commas. */
export type PostmortemFilterParams = Readonly<Record<string, string | readonly string[] | undefined>>;

export function postmortemQueueQuery(filters: PostmortemFilterParams, state: PostmortemState) {
  return infiniteQueryOptions({
    queryKey: ['incidents', 'postmortems', 'list', filters, state],
    queryFn: ({ pageParam, signal }) =>
      apiGet(
        '/api/v1/postmortems',
        PostmortemsResponse,
        { ...filters, state, limit: 100, cursor: pageParam },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}

export function postmortemCountsQuery(filters: PostmortemFilterParams) {
  return queryOptions({
    queryKey: ['incidents', 'postmortems', 'counts', filters],
    queryFn: ({ signal }) =>
      apiGet('/api/v1/postmortems/counts', PostmortemCountsResponse, filters, { signal }),
    placeholderData: keepPreviousData,
  });
}

export function setPostmortemOwners(
  changes: SetPostmortemOwnersBody['changes'],
): Promise<SetPostmortemOwnersResponse> {
  return apiSend('POST', '/api/v1/postmortems/owners', { changes }, SetPostmortemOwnersResponse);
}
