import {
  type ChangePasswordBody,
  SessionResponse,
  type UpdateProfileBody,
} from '@tenken/shared/identity.contract';
import { z } from 'zod';
import { apiSend } from '../../api/http.js';

export const updateProfile = (body: UpdateProfileBody) =>
  apiSend('PATCH', '/api/v1/session/user', body, SessionResponse);

export const changePassword = (body: ChangePasswordBody) =>
  apiSend('POST', '/api/v1/session/password', body, z.undefined());
