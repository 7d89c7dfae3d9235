import { queryOptions } from '@tanstack/react-query';
import { EpisodesResponse } from '@tenken/shared/episodes.contract';
import { apiGet } from '../../api/http.js';

/** The newest alerts of a rule in a session's window. */
export const reviewEpisodesQuery = (
  alertRuleId: string,
  { from, to, timeZone }: { from: string; to: string; timeZone: string },
) =>
  queryOptions({
    queryKey: ['episodes', 'review', alertRuleId, from, to],
    queryFn: ({ signal }) =>
      apiGet(
        '/api/v1/episodes',
        EpisodesResponse,
        { rule: [alertRuleId], from, to, timeZone, limit: 100 },
        { signal },
      ),
  });
