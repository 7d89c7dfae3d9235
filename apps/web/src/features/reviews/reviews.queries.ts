import { queryOptions } from '@tanstack/react-query';
import { type CreateDecisionBody, DecisionSchema } from '@tenken/shared/decisions.contract';
import { UsersResponse } from '@tenken/shared/identity.contract';
import {
  type CreateReviewBody,
  LobbyResponse,
  type ReviewActionItemBody,
  type ReviewGapBody,
  ReviewRoomSchema,
  type ReviewStepKey,
  ReviewsResponse,
} from '@tenken/shared/reviews.contract';
import {
  type GiveVerdictsBody,
  VerdictsGivenResponse,
  VerdictsResponse,
} from '@tenken/shared/verdicts.contract';
import { apiGet, apiSend, apiText } from '../../api/http.js';
import { readRoom } from './readRoom.js';

const ROOT = '/api/v1/reviews';

interface Window {
  from: string;
  to: string;
  timeZone: string;
}

/** Services in the order in which they need a review. */
export const lobbyQuery = (window: Window) =>
  queryOptions({
    queryKey: ['reviews', 'lobby', window],
    staleTime: 30_000,
    queryFn: ({ signal }) => apiGet(`${ROOT}/lobby`, LobbyResponse, { ...window }, { signal }),
  });

export const reviewsQuery = (status: 'open' | 'closed') =>
  queryOptions({
    queryKey: ['reviews', 'list', status],
    queryFn: ({ signal }) => apiGet(ROOT, ReviewsResponse, { status, limit: 100 }, { signal }),
  });

/** The whole room. */
export const roomQuery = (id: string) =>
  queryOptions({
    queryKey: ['reviews', 'room', id],
    queryFn: (asked) => readRoom(id, asked),
  });

export const fetchRoom = (id: string) => apiGet(`${ROOT}/${id}`, ReviewRoomSchema);

export const minutesQuery = (id: string, language: 'en' | 'ja') =>
  queryOptions({
    queryKey: ['reviews', 'minutes', id, language],
    queryFn: ({ signal }) => apiText(`${ROOT}/${id}/minutes`, { language }, { signal }),
  });

/** What was said about a rule before, newest first. */
export const ruleVerdictsQuery = (alertRuleId: string) =>
  queryOptions({
    queryKey: ['verdicts', 'rule', alertRuleId],
    queryFn: ({ signal }) =>
      apiGet('/api/v1/verdicts', VerdictsResponse, { alertRuleId, limit: 20 }, { signal }),
  });

/** People who can own something. */
export const reviewPeopleQuery = queryOptions({
  queryKey: ['users', 'options'],
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }) =>
    (await apiGet('/api/v1/users', UsersResponse, undefined, { signal })).items
      .filter((user) => user.disabledAt === null)
      .map(({ id, name, email }) => ({ id, name, email })),
});

export const createReview = (body: CreateReviewBody) => apiSend('POST', ROOT, body, ReviewRoomSchema);

/** One of the steps in a session's life. */
export const moveReview = (id: string, action: 'start' | 'join' | 'refresh' | 'close' | 'reopen') =>
  apiSend('POST', `${ROOT}/${id}/${action}`, undefined, ReviewRoomSchema);

export const goToStep = (id: string, step: ReviewStepKey) =>
  apiSend('POST', `${ROOT}/${id}/step`, { step }, ReviewRoomSchema);

export const setItemsReviewed = (id: string, itemIds: readonly string[], reviewed: boolean) =>
  apiSend('POST', `${ROOT}/${id}/items/reviewed`, { itemIds, reviewed }, ReviewRoomSchema);

export const putItemNote = (id: string, itemId: string, note: string, rowVersion: number) =>
  apiSend('PUT', `${ROOT}/${id}/items/${itemId}/note`, { note, rowVersion }, ReviewRoomSchema);

export const putNotes = (id: string, notes: string, rowVersion: number) =>
  apiSend('PUT', `${ROOT}/${id}/notes`, { notes, rowVersion }, ReviewRoomSchema);

export const addActionItem = (id: string, body: ReviewActionItemBody) =>
  apiSend('POST', `${ROOT}/${id}/action-items`, body, ReviewRoomSchema);

export const addGap = (id: string, body: ReviewGapBody) =>
  apiSend('POST', `${ROOT}/${id}/coverage-gaps`, body, ReviewRoomSchema);

export const giveVerdicts = (body: GiveVerdictsBody) =>
  apiSend('POST', '/api/v1/verdicts/bulk', body, VerdictsGivenResponse);

export const undoVerdicts = (ids: readonly string[]) =>
  apiSend('POST', '/api/v1/verdicts/undo', { ids }, VerdictsGivenResponse);

export const createDecision = (body: CreateDecisionBody) =>
  apiSend('POST', '/api/v1/decisions', body, DecisionSchema);

export const moveDecision = (id: string, action: 'done' | 'cancel' | 'undo') =>
  apiSend('POST', `/api/v1/decisions/${id}/${action}`, undefined, DecisionSchema);

/** Takes a decision back that was just made; once, when two people do so. */
export const takeDecisionBack = (id: string, status: 'open' | 'done') =>
  apiSend('POST', `/api/v1/decisions/${id}/undo?status=${status}`, undefined, DecisionSchema);
