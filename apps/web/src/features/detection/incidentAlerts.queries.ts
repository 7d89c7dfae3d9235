import { queryOptions } from '@tanstack/react-query';
import { EpisodeCandidatesResponse, type LinkStatus } from '@tenken/shared/detection.contract';
import { apiGet, apiSend } from '../../api/http.js';

export function incidentAlertsQuery(id: string) {
  return queryOptions({
    queryKey: ['incidents', 'alerts', id],
    queryFn: ({ signal }) =>
      apiGet(`/api/v1/incidents/${id}/episode-candidates`, EpisodeCandidatesResponse, {}, { signal }),
  });
}

/** `null` takes a person's word back. */
export function putEpisodeLink(
  id: string,
  episodeId: string,
  status: LinkStatus | null,
): Promise<EpisodeCandidatesResponse> {
  return apiSend(
    'PUT',
    `/api/v1/incidents/${id}/episode-links`,
    { links: [{ episodeId, status }] },
    EpisodeCandidatesResponse,
  );
}
