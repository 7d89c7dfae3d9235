import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './http.js';

/**
 * Retries only what may pass by itself: the server unreachable, or 5xx. A 4xx answer is final.
 * Live updates invalidate by topic, so data may stay fresh for a minute.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 60_000,
        refetchOnWindowFocus: true,
        retry: (failures, error) =>
          failures < 2 && error instanceof ApiError && (error.status === 0 || error.status >= 500),
      },
      mutations: { retry: false },
    },
  });
}
