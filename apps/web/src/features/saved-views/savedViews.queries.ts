import { queryOptions } from '@tanstack/react-query';
import {
  type PatchSavedViewBody,
  type SavedView,
  type SavedViewPage,
  SavedViewSchema,
  SavedViewsResponse,
} from '@tenken/shared/saved-views.contract';
import { z } from 'zod';
import { apiGet, apiSend } from '../../api/http.js';

const URL = '/api/v1/saved-views';

/** The views of every page: one's own and those of the teams. Asked for once, then kept up to date by live updates. */
export const savedViewsQuery = queryOptions({
  queryKey: ['saved-views'],
  staleTime: 5 * 60_000,
  retry: false,
  queryFn: async ({ signal }) => (await apiGet(URL, SavedViewsResponse, undefined, { signal })).items,
});

export interface NewView {
  page: SavedViewPage;
  name: string;
  search: string;
  teamId: string | null;
  isDefault: boolean;
}

export const createView = (view: NewView): Promise<SavedView> => apiSend('POST', URL, view, SavedViewSchema);

export const patchView = (id: string, body: PatchSavedViewBody): Promise<SavedView> =>
  apiSend('PATCH', `${URL}/${id}`, body, SavedViewSchema);

export const deleteView = (id: string): Promise<undefined> =>
  apiSend('DELETE', `${URL}/${id}`, undefined, z.undefined());

export const restoreView = (id: string): Promise<SavedView> =>
  apiSend('POST', `${URL}/${id}/restore`, undefined, SavedViewSchema);
