import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { apiGet } from '../api/http.js';

// Only what the picker shows; the catalogue's own contract says more.
const Named = z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) });

/** The services that the scope can name. */
export const serviceOptionsQuery = queryOptions({
  queryKey: ['services', 'options'],
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }) => (await apiGet('/api/v1/services', Named, { limit: 500 }, { signal })).items,
});

/** The teams that the scope can name. */
export const teamOptionsQuery = queryOptions({
  queryKey: ['teams', 'options'],
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }) => (await apiGet('/api/v1/teams', Named, { limit: 500 }, { signal })).items,
});
