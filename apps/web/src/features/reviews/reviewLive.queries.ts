import { queryOptions } from '@tanstack/react-query';
import {
  type CreateTopicBody,
  PresenceResponse,
  type PutPresenceBody,
  type TimerBody,
} from '@tenken/shared/review-live.contract';
import { RuleVotesSchema } from '@tenken/shared/review-votes.contract';
import { type PatchReviewBody, ReviewRoomSchema } from '@tenken/shared/reviews.contract';
import {
  type Verdict,
  VerdictEventSchema,
  type VerdictReason,
  VerdictsResponse,
} from '@tenken/shared/verdicts.contract';
import { z } from 'zod';
import { apiGet, apiSend } from '../../api/http.js';

const pathOf = (id: string) => `/api/v1/reviews/${id}`;
/** What is gone after 40 s is no event: asked for again this often. */
const PRESENCE_REFETCH_MS = 20_000;

/** Who is where in the room. The key is the live topic of it. */
export const presenceQuery = (id: string) =>
  queryOptions({
    queryKey: ['review-presence', id],
    refetchInterval: PRESENCE_REFETCH_MS,
    queryFn: ({ signal }) => apiGet(`${pathOf(id)}/presence`, PresenceResponse, undefined, { signal }),
  });

export const putPresence = (id: string, body: PutPresenceBody) =>
  apiSend('PUT', `${pathOf(id)}/presence`, body, z.undefined());

export const leavePresence = (id: string, tabId: string) =>
  apiSend('DELETE', `${pathOf(id)}/presence/${tabId}`, undefined, z.undefined());

export const setPresenting = (id: string, present: boolean, userId?: string) =>
  apiSend(
    'POST',
    `${pathOf(id)}/present`,
    { present, ...(userId === undefined ? {} : { userId }) },
    ReviewRoomSchema,
  );

export const moveTimer = (id: string, body: TimerBody) =>
  apiSend('POST', `${pathOf(id)}/timer`, body, ReviewRoomSchema);

export const patchReview = (id: string, body: PatchReviewBody) =>
  apiSend('PATCH', pathOf(id), body, ReviewRoomSchema);

export const addTopic = (id: string, body: CreateTopicBody) =>
  apiSend('POST', `${pathOf(id)}/topics`, body, ReviewRoomSchema);

export const removeTopic = (id: string, itemId: string) =>
  apiSend('DELETE', `${pathOf(id)}/topics/${itemId}`, undefined, ReviewRoomSchema);

export const restoreTopic = (id: string, itemId: string) =>
  apiSend('POST', `${pathOf(id)}/topics/${itemId}/restore`, undefined, ReviewRoomSchema);

export const putVote = (id: string, itemId: string, verdict: Verdict | null) =>
  apiSend('PUT', `${pathOf(id)}/items/${itemId}/vote`, { verdict }, RuleVotesSchema);

export const revealVotes = (id: string, itemIds: readonly string[], revealed: boolean) =>
  apiSend('POST', `${pathOf(id)}/votes/reveal`, { itemIds, revealed }, ReviewRoomSchema);

/** Says why, of a verdict that was given. */
export const putVerdictReason = (eventId: string, reasonCode: VerdictReason | null) =>
  apiSend('PATCH', `/api/v1/verdicts/${eventId}`, { reasonCode }, VerdictEventSchema);

/** Every verdict of the session, newest first. */
export const sessionVerdictsQuery = (id: string) =>
  queryOptions({
    queryKey: ['verdicts', 'session', id],
    queryFn: ({ signal }) =>
      apiGet('/api/v1/verdicts', VerdictsResponse, { reviewSessionId: id, limit: 200 }, { signal }),
  });
