import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  type AcknowledgeDriftBody,
  AcknowledgeDriftResponse,
  type RestoreDriftBody,
  SchemaDriftResponse,
  SourceSchemaResponse,
} from '@tenken/shared/schema-drift.contract';
import { apiGet, apiSend } from '../../api/http.js';

/** Sources whose shape has changed. */
export const driftQuery = queryOptions({
  queryKey: ['sources', 'drift'],
  queryFn: ({ signal }) => apiGet('/api/v1/schema-drift', SchemaDriftResponse, undefined, { signal }),
});

export function sourceSchemaQuery(id: string) {
  return queryOptions({
    queryKey: ['sources', 'schema', id],
    queryFn: ({ signal }) =>
      apiGet(`/api/v1/sources/${id}/schema`, SourceSchemaResponse, undefined, { signal }),
  });
}

/** Acknowledging, taking that back, and ending the time of learning. */
export function useDriftActions(sourceId: string) {
  const queryClient = useQueryClient();
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: ['sources'] });
  const path = `/api/v1/sources/${sourceId}/schema`;
  const acknowledge = useMutation({
    mutationFn: (body: AcknowledgeDriftBody) =>
      apiSend('POST', `${path}/acknowledge`, body, AcknowledgeDriftResponse),
    onSuccess,
  });
  const restore = useMutation({
    mutationFn: (body: RestoreDriftBody) =>
      apiSend('POST', `${path}/restore`, body, AcknowledgeDriftResponse),
    onSuccess,
  });
  const endLearning = useMutation({
    mutationFn: () => apiSend('POST', `${path}/learned`, undefined, SourceSchemaResponse),
    onSuccess,
  });
  return { acknowledge, restore, endLearning };
}
