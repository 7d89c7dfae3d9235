import { queryOptions, useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { apiGet } from '../api/http.js';
import { DEFAULT_FISCAL_START } from '../time/rangePresets.js';

/** Only what the frame of every page needs of the settings; asked for once a session, saving them asks again. */
const fiscalStartQuery = queryOptions({
  queryKey: ['settings', 'fiscal-year'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async ({ signal }) => {
    const parts = z.object({ fiscalYearStartsIn: z.number() });
    return (await apiGet('/api/v1/settings', parts, undefined, { signal })).fiscalYearStartsIn;
  },
});

/** The first month of the fiscal year, 1 to 12; April until the settings are there. */
export function useFiscalStart(): number {
  return useQuery(fiscalStartQuery).data ?? DEFAULT_FISCAL_START;
}
