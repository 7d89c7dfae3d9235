import { queryOptions } from '@tanstack/react-query';
import { HomeResponse } from '@tenken/shared/home.contract';
import { z } from 'zod';
import { apiGet, apiSend } from '../../api/http.js';

const MINUTE_MS = 60_000;

export const homeQuery = (timeZone: string) =>
  queryOptions({
    queryKey: ['home', timeZone],
    // Sources grow stale without an event that says so.
    refetchInterval: MINUTE_MS,
    queryFn: ({ signal }) => apiGet('/api/v1/home', HomeResponse, { timeZone }, { signal }),
  });

/** Only what the page says of the sample data; its own contract says more. */
const SampleData = z.object({ present: z.boolean() });

export const sampleDataQuery = queryOptions({
  queryKey: ['sample-data'],
  queryFn: ({ signal }) => apiGet('/api/v1/sample-data', SampleData, undefined, { signal }),
});

export const loadSampleData = () => apiSend('POST', '/api/v1/sample-data', {}, z.unknown());
export const removeSampleData = () => apiSend('DELETE', '/api/v1/sample-data', undefined, z.unknown());
