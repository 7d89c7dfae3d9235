import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { EpisodeEventsResponse, EpisodeResponse, EpisodesResponse } from '@tenken/shared/episodes.contract';
import { type Verdict, VerdictsGivenResponse } from '@tenken/shared/verdicts.contract';
import { apiGet, apiSend, type QueryParams } from '../../api/http.js';

/** Alerts that pass the filters, page by page, newest first. */
export const episodesQuery = (filter: QueryParams, limit = 100) =>
  infiniteQueryOptions({
    queryKey: ['episodes', 'list', filter, limit],
    queryFn: ({ signal, pageParam }) =>
      apiGet('/api/v1/episodes', EpisodesResponse, { ...filter, limit, cursor: pageParam }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const episodeQuery = (id: string) =>
  queryOptions({
    queryKey: ['episodes', 'one', id],
    queryFn: ({ signal }) => apiGet(`/api/v1/episodes/${id}`, EpisodeResponse, undefined, { signal }),
  });

/** What was said of an alert, page by page, oldest first. */
export const episodeEventsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['episodes', 'events', id],
    queryFn: ({ signal, pageParam }) =>
      apiGet(`/api/v1/episodes/${id}/events`, EpisodeEventsResponse, { cursor: pageParam }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

/** An alert to judge: its id and its rule's. */
export interface Judged {
  id: string;
  alertRuleId: string;
}

/** Judges alerts, however many rules they are of, and takes such verdicts back. */
export function useJudgeEpisodes() {
  const queryClient = useQueryClient();
  const settle = () =>
    Promise.all(
      ['episodes', 'alert-rules'].map((root) => queryClient.invalidateQueries({ queryKey: [root] })),
    );
  const give = useMutation({
    mutationFn: ({ episodes, verdict }: { episodes: readonly Judged[]; verdict: Verdict | null }) => {
      const byRule = new Map<string, string[]>();
      for (const { id, alertRuleId } of episodes)
        byRule.set(alertRuleId, [...(byRule.get(alertRuleId) ?? []), id]);
      const items = [...byRule].map(([alertRuleId, episodeIds]) => ({ alertRuleId, episodeIds, verdict }));
      return apiSend('POST', '/api/v1/verdicts/bulk', { items }, VerdictsGivenResponse);
    },
    onSettled: settle,
  });
  const undo = useMutation({
    mutationFn: (ids: string[]) => apiSend('POST', '/api/v1/verdicts/undo', { ids }, VerdictsGivenResponse),
    onSettled: settle,
  });
  return { give, undo };
}
