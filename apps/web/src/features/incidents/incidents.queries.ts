import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { IncidentResponse } from '@tenken/shared/incident-details.contract';
import {
  type CreateIncidentBody,
  IncidentFacetsResponse,
  type IncidentSort,
  IncidentsResponse,
  type InstantField,
  type PatchIncidentBody,
  type Severity,
} from '@tenken/shared/incidents.contract';
import { apiGet, apiSend, withQuery } from '../../api/http.js';

/** Filters as the address and the API name them; lists are joined by commas. */
export type IncidentFilterParams = Readonly<Record<string, string | readonly string[] | undefined>>;

export function incidentsQuery(filters: IncidentFilterParams, sort: IncidentSort) {
  return infiniteQueryOptions({
    queryKey: ['incidents', 'list', filters, sort],
    queryFn: ({ pageParam, signal }) =>
      apiGet(
        '/api/v1/incidents',
        IncidentsResponse,
        { ...filters, sort, limit: 100, cursor: pageParam },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}

export function incidentFacetsQuery(filters: IncidentFilterParams) {
  return queryOptions({
    queryKey: ['incidents', 'facets', filters],
    queryFn: ({ signal }) => apiGet('/api/v1/incidents/facets', IncidentFacetsResponse, filters, { signal }),
    placeholderData: keepPreviousData,
  });
}

export function incidentQuery(id: string) {
  return queryOptions({
    queryKey: ['incidents', 'one', id],
    queryFn: ({ signal }) => apiGet(`/api/v1/incidents/${id}`, IncidentResponse, {}, { signal }),
  });
}

/** Where the browser fetches the rows of these filters as a file. */
export function incidentExportPath(filters: IncidentFilterParams, format: 'csv' | 'json'): string {
  return withQuery('/api/v1/incidents/export', { ...filters, format });
}

export function createIncident(body: CreateIncidentBody): Promise<IncidentResponse> {
  return apiSend('POST', '/api/v1/incidents', body, IncidentResponse);
}

/** Every change answers with the incident as it stands afterwards. */
export const incidentChanges = {
  patch: (id: string, body: PatchIncidentBody) =>
    apiSend('PATCH', `/api/v1/incidents/${id}`, body, IncidentResponse),
  putInstant: (id: string, field: InstantField, at: string | null, note?: string) =>
    apiSend(
      'PUT',
      `/api/v1/incidents/${id}/instants/${field}`,
      { at, ...(note ? { note } : {}) },
      IncidentResponse,
    ),
  retractInstant: (id: string, field: InstantField) =>
    apiSend('DELETE', `/api/v1/incidents/${id}/instants/${field}`, undefined, IncidentResponse),
  changeSeverity: (id: string, severity: Severity, reason?: string) =>
    apiSend(
      'POST',
      `/api/v1/incidents/${id}/severity`,
      { severity, ...(reason ? { reason } : {}) },
      IncidentResponse,
    ),
  reopen: (id: string, note?: string) =>
    apiSend('POST', `/api/v1/incidents/${id}/reopen`, note ? { note } : {}, IncidentResponse),
  markDuplicate: (id: string, duplicateOfId: string | null) =>
    apiSend('PUT', `/api/v1/incidents/${id}/duplicate-of`, { duplicateOfId }, IncidentResponse),
  remove: (id: string) => apiSend('DELETE', `/api/v1/incidents/${id}`, undefined, IncidentResponse),
  restore: (id: string) => apiSend('POST', `/api/v1/incidents/${id}/restore`, {}, IncidentResponse),
};
