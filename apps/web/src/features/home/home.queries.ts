import { queryOptions } from '@tanstack/react-query';
import { HomeResponse } from '@tenken/shared/home.contract';
import { SampleDataResponse } from '@tenken/shared/sample-data.contract';
import { apiGet, apiSend } from '../../api/http.js';

const MINUTE_MS = 60_000;

export const homeQuery = (timeZone: string) =>
  queryOptions({
    queryKey: ['home', timeZone],
    // Sources grow stale without an event that says so.
    refetchInterval: MINUTE_MS,
    queryFn: ({ signal }) => apiGet('/api/v1/home', HomeResponse, { timeZone }, { signal }),
  });

export const loadSampleData = () => apiSend('POST', '/api/v1/sample-data', {}, SampleDataResponse);
export const removeSampleData = () => apiSend('DELETE', '/api/v1/sample-data', undefined, SampleDataResponse);
