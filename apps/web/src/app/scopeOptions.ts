import { queryOptions } from '@tanstack/react-query';
import { ServicesResponse } from '@tenken/shared/services.contract';
import { TeamsResponse } from '@tenken/shared/teams.contract';
import { apiGet } from '../api/http.js';

/** The services that the scope can name. */
export const serviceOptionsQuery = queryOptions({
  queryKey: ['services', 'options'],
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }) =>
    (await apiGet('/api/v1/services', ServicesResponse, { limit: 500 }, { signal })).items,
});

/** The teams that the scope can name. */
export const teamOptionsQuery = queryOptions({
  queryKey: ['teams', 'options'],
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }) =>
    (await apiGet('/api/v1/teams', TeamsResponse, { limit: 500 }, { signal })).items,
});
