import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  type DeliveriesActionBody,
  DeliveriesActionResponse,
  DeliveriesResponse,
  DeliveryResponse,
  type DeliveryState,
} from '@tenken/shared/deliveries.contract';
import { apiGet, apiSend } from '../../api/http.js';

/** What a list of deliveries is limited to; null = not limited. */
export interface DeliveryFilters {
  state: DeliveryState[] | null;
  sourceId: string | null;
  /** ISO instant */
  from: string | null;
  text: string | null;
  /** what the sender calls it, whole */
  senderId: string | null;
}

const PAGE = 100;

/** Newest first, page by page. */
export function deliveriesQuery(filters: DeliveryFilters) {
  return infiniteQueryOptions({
    queryKey: ['deliveries', 'list', filters],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      apiGet(
        '/api/v1/deliveries',
        DeliveriesResponse,
        {
          state: filters.state,
          source: filters.sourceId,
          from: filters.from,
          text: filters.text,
          senderId: filters.senderId,
          limit: PAGE,
          cursor: pageParam,
        },
        { signal },
      ),
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** One delivery with its body. */
export function deliveryQuery(id: string) {
  return queryOptions({
    queryKey: ['deliveries', 'one', id],
    queryFn: ({ signal }) => apiGet(`/api/v1/deliveries/${id}`, DeliveryResponse, undefined, { signal }),
  });
}

/** Replays, discards, or takes a discard back. */
export function useDeliveriesAction() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({
      action,
      body,
    }: {
      action: 'replay' | 'discard' | 'restore';
      body: DeliveriesActionBody;
    }) => apiSend('POST', `/api/v1/deliveries/${action}`, body, DeliveriesActionResponse),
    onSuccess: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['deliveries'] }),
        queryClient.invalidateQueries({ queryKey: ['sources'] }),
      ]),
  });
}
