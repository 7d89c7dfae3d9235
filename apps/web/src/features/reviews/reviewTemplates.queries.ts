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

export const createTemplate = (body: CreateReviewTemplateBody) =>
  apiSend('POST', ROOT, body, ReviewTemplateSchema);

export const patchTemplate = (id: string, body: PatchReviewTemplateBody) =>
  apiSend('PATCH', `${ROOT}/${id}`, body, ReviewTemplateSchema);

export const deleteTemplate = (id: string) => apiSend('DELETE', `${ROOT}/${id}`, undefined, z.undefined());
