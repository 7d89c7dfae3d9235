import { queryOptions } from '@tanstack/react-query';
import { SampleDataResponse } from '@tenken/shared/sample-data.contract';
import { apiGet } from './http.js';

/** Whether the sample company is loaded. Nothing is said where it cannot be known. */
export const sampleDataQuery = queryOptions({
  queryKey: ['sample-data'],
  retry: false,
  staleTime: 60_000,
  queryFn: ({ signal }) => apiGet('/api/v1/sample-data', SampleDataResponse, undefined, { signal }),
});
