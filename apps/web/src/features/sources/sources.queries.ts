import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  type CreateSourceBody,
  type RenewCredentialsBody,
  SourceCreatedResponse,
  SourceRow,
  SourcesResponse,
  type UpdateSourceBody,
} from '@tenken/shared/sources.contract';
import { apiGet, apiSend } from '../../api/http.js';

/** Live events refresh it; this is for what becomes old without an event (a source that falls silent). */
const REFRESH_MS = 60_000;

export const sourcesQuery = queryOptions({
  queryKey: ['sources', 'list'],
  refetchInterval: REFRESH_MS,
  queryFn: ({ signal }) => apiGet('/api/v1/sources', SourcesResponse, undefined, { signal }),
});

/** One source; `everyMs` while somebody waits for its first delivery. */
export function sourceQuery(id: string, everyMs: number | false = false) {
  return queryOptions({
    queryKey: ['sources', 'one', id],
    refetchInterval: everyMs,
    queryFn: ({ signal }) => apiGet(`/api/v1/sources/${id}`, SourceRow, undefined, { signal }),
  });
}

export function useCreateSource() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateSourceBody) => apiSend('POST', '/api/v1/sources', body, SourceCreatedResponse),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['sources'] }),
  });
}

export function useUpdateSource() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: UpdateSourceBody & { id: string }) =>
      apiSend('PATCH', `/api/v1/sources/${id}`, body, SourceRow),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['sources'] }),
  });
}

/** New credentials, or the secret that the sender made; the old ones work for `overlapHours` more, or end at once. */
export function useRenewCredentials() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: RenewCredentialsBody & { id: string }) =>
      apiSend('POST', `/api/v1/sources/${id}/credentials`, body, SourceCreatedResponse),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['sources'] }),
  });
}
