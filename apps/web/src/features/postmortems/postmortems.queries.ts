import { queryOptions } from '@tanstack/react-query';
import {
  PostmortemResponse,
  PostmortemTemplateResponse,
  type PutPostmortemBody,
} from '@tenken/shared/postmortems.contract';
import { apiGet, apiSend, withQuery } from '../../api/http.js';

export function postmortemQuery(incidentId: string) {
  return queryOptions({
    queryKey: ['incidents', 'postmortem', incidentId],
    queryFn: ({ signal }) =>
      apiGet(`/api/v1/incidents/${incidentId}/postmortem`, PostmortemResponse, {}, { signal }),
  });
}

export function putPostmortem(incidentId: string, body: PutPostmortemBody): Promise<PostmortemResponse> {
  return apiSend('PUT', `/api/v1/incidents/${incidentId}/postmortem`, body, PostmortemResponse);
}

export async function fetchTemplate(incidentId: string, language: string): Promise<string> {
  const answer = await apiGet(
    `/api/v1/incidents/${incidentId}/postmortem/template`,
    PostmortemTemplateResponse,
    {
      language,
    },
  );
  return answer.markdown;
}

export function postmortemExportPath(incidentId: string, language: string, timeZone: string): string {
  return withQuery(`/api/v1/incidents/${incidentId}/postmortem/export`, { language, timeZone });
}
