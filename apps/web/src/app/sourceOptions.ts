import { queryOptions } from '@tanstack/react-query';
import { SourcesResponse } from '@tenken/shared/sources.contract';
import { apiGet } from '../api/http.js';

/**
 * Sources by name, for pages that only need to call them by it. Apart from the scope's options, which every page
 * loads: the table of kinds and the shape of a mapping come along with the sources.
 */
export const sourceOptionsQuery = queryOptions({
  queryKey: ['sources', 'options'],
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }) =>
    (await apiGet('/api/v1/sources', SourcesResponse, undefined, { signal })).items,
});
