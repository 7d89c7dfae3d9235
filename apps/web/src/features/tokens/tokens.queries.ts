import { queryOptions } from '@tanstack/react-query';
import {
  ApiTokenCreatedResponse,
  ApiTokensResponse,
  type CreateApiTokenBody,
} from '@tenken/shared/identity.contract';
import { z } from 'zod';
import { apiGet, apiSend } from '../../api/http.js';

export const tokensQuery = queryOptions({
  queryKey: ['tokens', 'list'],
  queryFn: async ({ signal }) =>
    (await apiGet('/api/v1/tokens', ApiTokensResponse, undefined, { signal })).items,
});

export const createToken = (body: CreateApiTokenBody) =>
  apiSend('POST', '/api/v1/tokens', body, ApiTokenCreatedResponse);

export const revokeToken = (id: string) =>
  apiSend('DELETE', `/api/v1/tokens/${id}`, undefined, z.undefined());
