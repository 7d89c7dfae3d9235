import { queryOptions } from '@tanstack/react-query';
import {
  ChatMessageSchema,
  ChatWebhookSchema,
  ChatWebhooksResponse,
  type PutChatWebhookBody,
  ReviewChatResponse,
  type SendChatBody,
  type TestChatWebhookBody,
  TestChatWebhookResponse,
} from '@tenken/shared/chat.contract';
import { z } from 'zod';
import { apiGet, apiSend } from '../../api/http.js';

const ROOT = '/api/v1/chat-webhooks';

export const chatWebhooksQuery = queryOptions({
  queryKey: ['chat-webhooks'],
  queryFn: ({ signal }) => apiGet(ROOT, ChatWebhooksResponse, undefined, { signal }),
});

export const putChatWebhook = (teamId: string, body: PutChatWebhookBody) =>
  apiSend('PUT', `${ROOT}/${teamId}`, body, ChatWebhookSchema);

export const testChatWebhook = (teamId: string, body: TestChatWebhookBody) =>
  apiSend('POST', `${ROOT}/${teamId}/test`, body, TestChatWebhookResponse);

export const deleteChatWebhook = (teamId: string) =>
  apiSend('DELETE', `${ROOT}/${teamId}`, undefined, z.undefined());

/** Where a review can be told, and what was told. */
export const reviewChatQuery = (reviewId: string) =>
  queryOptions({
    queryKey: ['chat-messages', reviewId],
    queryFn: ({ signal }) =>
      apiGet(`/api/v1/reviews/${reviewId}/chat`, ReviewChatResponse, undefined, { signal }),
  });

export const sendToChat = (reviewId: string, body: SendChatBody) =>
  apiSend('POST', `/api/v1/reviews/${reviewId}/chat`, body, ChatMessageSchema);
