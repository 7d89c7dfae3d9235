import { queryOptions } from '@tanstack/react-query';
import {
  type CreateReviewTemplateBody,
  type PatchReviewTemplateBody,
  ReviewTemplateSchema,
  ReviewTemplatesResponse,
} from '@tenken/shared/review-templates.contract';
import { z } from 'zod';
import { apiGet, apiSend } from '../../api/http.js';

const ROOT = '/api/v1/review-templates';

/** The agendas to choose from: built-in ones, those for every team, and the team's own. */
export const templatesQuery = (teamId: string | null, language: 'en' | 'ja') =>
  queryOptions({
    queryKey: ['review-templates', teamId, language],
    queryFn: ({ signal }) => apiGet(ROOT, ReviewTemplatesResponse, { team: teamId, language }, { signal }),
  });

/** Those that were deleted, the last one first. */
export const deletedTemplatesQuery = (teamId: string | null) =>
  queryOptions({
    queryKey: ['review-templates', 'deleted', teamId],
    queryFn: ({ signal }) =>
      apiGet(ROOT, ReviewTemplatesResponse, { team: teamId, deleted: '1' }, { signal }),
  });

export const restoreTemplate = (id: string) =>
  apiSend('POST', `${ROOT}/${id}/restore`, undefined, ReviewTemplateSchema);

export const createTemplate = (body: CreateReviewTemplateBody) =>
  apiSend('POST', ROOT, body, ReviewTemplateSchema);

export const patchTemplate = (id: string, body: PatchReviewTemplateBody) =>
  apiSend('PATCH', `${ROOT}/${id}`, body, ReviewTemplateSchema);

export const deleteTemplate = (id: string) => apiSend('DELETE', `${ROOT}/${id}`, undefined, z.undefined());
