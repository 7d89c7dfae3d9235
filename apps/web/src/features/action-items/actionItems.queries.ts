import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  type ActionItemChange,
  ActionItemHistoryResponse,
  ActionItemRow,
  ActionItemSummaryResponse,
  ActionItemsResponse,
  BulkActionItemsResponse,
} from '@tenken/shared/action-items.contract';
import { apiGet, apiSend, withQuery } from '../../api/http.js';

/** Filters as the address and the API name them; lists are joined by commas. */
export type ActionItemFilterParams = Readonly<Record<string, string | readonly string[] | undefined>>;

export function actionItemsQuery(filters: ActionItemFilterParams, sort: string) {
  return infiniteQueryOptions({
    queryKey: ['action-items', 'list', filters, sort],
    queryFn: ({ pageParam, signal }) =>
      apiGet(
        '/api/v1/action-items',
        ActionItemsResponse,
        { ...filters, sort, limit: 200, cursor: pageParam },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** What is open, at most 500: for reminders. */
export function openActionItemsQuery(filters: ActionItemFilterParams) {
  const params = { ...filters, status: ['open', 'in_progress'], sort: 'group', limit: 500 };
  return queryOptions({
    queryKey: ['action-items', 'open', params],
    queryFn: ({ signal }) => apiGet('/api/v1/action-items', ActionItemsResponse, params, { signal }),
  });
}

export function actionItemSummaryQuery(filters: ActionItemFilterParams) {
  return queryOptions({
    queryKey: ['action-items', 'summary', filters],
    queryFn: ({ signal }) =>
      apiGet('/api/v1/action-items/summary', ActionItemSummaryResponse, filters, { signal }),
    placeholderData: keepPreviousData,
  });
}

export function actionItemHistoryQuery(id: string) {
  return queryOptions({
    queryKey: ['action-items', 'history', id],
    queryFn: ({ signal }) =>
      apiGet(`/api/v1/action-items/${id}/history`, ActionItemHistoryResponse, {}, { signal }),
  });
}

export function actionItemExportPath(
  filters: ActionItemFilterParams,
  format: 'csv' | 'markdown',
  language: string,
): string {
  return withQuery('/api/v1/action-items/export', { ...filters, format, language });
}

export interface NewActionItem {
  title: string;
  type: string;
  owner: string | null;
  ownerId: string | null;
  dueOn: string | null;
  priority?: string | null;
  incidentId?: string;
}

export function createActionItem(item: NewActionItem): Promise<ActionItemRow> {
  return apiSend('POST', '/api/v1/action-items', item, ActionItemRow);
}

/** Each item for itself; what could not be changed is in `failed`. `before` sent back as `set` undoes it. */
export function changeActionItems(
  changes: readonly { id: string; set: ActionItemChange }[],
): Promise<BulkActionItemsResponse> {
  return apiSend('POST', '/api/v1/action-items/bulk', { changes }, BulkActionItemsResponse);
}
