import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  ConnectorDetail,
  ConnectorRow,
  ConnectorsResponse,
  type CreateConnectorBody,
  type TestConnectorBody,
  TestConnectorResponse,
  type UpdateConnectorBody,
} from '@tenken/shared/connectors.contract';
import { z } from 'zod';
import { apiGet, apiSend } from '../../api/http.js';

/** Live events refresh it; the lag grows without one. */
const REFRESH_MS = 60_000;

export const connectorsQuery = queryOptions({
  queryKey: ['connectors', 'list'],
  refetchInterval: REFRESH_MS,
  queryFn: ({ signal }) => apiGet('/api/v1/connectors', ConnectorsResponse, undefined, { signal }),
});

/** One connector with its last runs and what they had found. */
export function connectorQuery(id: string) {
  return queryOptions({
    queryKey: ['connectors', 'one', id],
    refetchInterval: REFRESH_MS,
    queryFn: ({ signal }) => apiGet(`/api/v1/connectors/${id}`, ConnectorDetail, undefined, { signal }),
  });
}

/** Asks the sender once; what goes wrong is in the answer. */
export function useTestConnector() {
  return useMutation({
    mutationFn: (body: TestConnectorBody) =>
      apiSend('POST', '/api/v1/connectors/test', body, TestConnectorResponse),
  });
}

export function useCreateConnector() {
  return useChange((body: CreateConnectorBody) => apiSend('POST', '/api/v1/connectors', body, ConnectorRow));
}

export function useUpdateConnector() {
  return useChange(({ id, ...body }: UpdateConnectorBody & { id: string }) =>
    apiSend('PATCH', `/api/v1/connectors/${id}`, body, ConnectorRow),
  );
}

export function useRunConnector() {
  return useChange((id: string) => apiSend('POST', `/api/v1/connectors/${id}/run`, undefined, ConnectorRow));
}

export function useDeleteConnector() {
  return useChange((id: string) => apiSend('DELETE', `/api/v1/connectors/${id}`, undefined, z.undefined()));
}

function useChange<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['connectors'] }),
  });
}
