import { queryOptions } from '@tanstack/react-query';
import {
  type CreateInviteBody,
  InviteCreatedResponse,
  InvitesResponse,
  ResetLinkCreatedResponse,
  type UpdateUserBody,
  UserRowSchema,
  UsersResponse,
} from '@tenken/shared/identity.contract';
import { z } from 'zod';
import { apiGet, apiSend } from '../../api/http.js';

export const usersQuery = queryOptions({
  queryKey: ['users', 'list'],
  queryFn: async ({ signal }) => (await apiGet('/api/v1/users', UsersResponse, undefined, { signal })).items,
});

export const invitesQuery = queryOptions({
  queryKey: ['users', 'invites'],
  queryFn: async ({ signal }) =>
    (await apiGet('/api/v1/users/invites', InvitesResponse, undefined, { signal })).items,
});

export const updateUser = (id: string, body: UpdateUserBody) =>
  apiSend('PATCH', `/api/v1/users/${id}`, body, UserRowSchema);

export const createInvite = (body: CreateInviteBody) =>
  apiSend('POST', '/api/v1/users/invites', body, InviteCreatedResponse);

export const revokeInvite = (id: string) =>
  apiSend('DELETE', `/api/v1/users/invites/${id}`, undefined, z.undefined());

export const createResetLink = (id: string) =>
  apiSend('POST', `/api/v1/users/${id}/reset-link`, undefined, ResetLinkCreatedResponse);
