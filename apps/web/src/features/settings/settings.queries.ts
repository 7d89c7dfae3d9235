import { queryOptions } from '@tanstack/react-query';
import { SettingsSchema, type UpdateSettingsBody } from '@tenken/shared/settings.contract';
import { apiGet, apiSend } from '../../api/http.js';

export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: ({ signal }) => apiGet('/api/v1/settings', SettingsSchema, undefined, { signal }),
});

export const updateSettings = (body: UpdateSettingsBody) =>
  apiSend('PATCH', '/api/v1/settings', body, SettingsSchema);
