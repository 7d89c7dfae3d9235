import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  DetectionLedgerResponse,
  EpisodeCandidatesResponse,
  type PutEpisodeLinksBody,
} from '@tenken/shared/detection.contract';
import { apiGet, apiSend } from '../../api/http.js';

export interface DetectionScope {
  from: string;
  to: string;
  timeZone: string;
  serviceIds: readonly string[];
  teamId: string | null;
}

/** Who can have told us besides alerts. */
const PEOPLE = ['customer', 'colleague', 'partner', 'chance'];

/** `people`: only incidents that someone noticed before any alert. */
export const ledgerQuery = (scope: DetectionScope, told: 'people' | 'all', limit = 50) =>
  infiniteQueryOptions({
    queryKey: [
      'detection',
      'ledger',
      scope.from,
      scope.to,
      scope.timeZone,
      scope.serviceIds,
      scope.teamId,
      told,
      limit,
    ],
    queryFn: ({ signal, pageParam }) =>
      apiGet(
        '/api/v1/detection-ledger',
        DetectionLedgerResponse,
        {
          from: scope.from,
          to: scope.to,
          timeZone: scope.timeZone,
          service: scope.serviceIds,
          team: scope.teamId,
          detectionSource: told === 'people' ? PEOPLE : undefined,
          limit,
          cursor: pageParam,
        },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const candidatesQuery = (incidentId: string) =>
  queryOptions({
    queryKey: ['detection', 'candidates', incidentId],
    queryFn: ({ signal }) =>
      apiGet(`/api/v1/incidents/${incidentId}/episode-candidates`, EpisodeCandidatesResponse, undefined, {
        signal,
      }),
  });

/** Says what alerts are to an incident; what depends on it is asked again. */
export function usePutLinks(incidentId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (links: PutEpisodeLinksBody['links']) =>
      apiSend('PUT', `/api/v1/incidents/${incidentId}/episode-links`, { links }, EpisodeCandidatesResponse),
    onSuccess: (candidates) => {
      queryClient.setQueryData(candidatesQuery(incidentId).queryKey, candidates);
      return Promise.all(
        [['detection', 'ledger'], ['coverage'], ['episodes']].map((queryKey) =>
          queryClient.invalidateQueries({ queryKey }),
        ),
      );
    },
  });
}
