import { z } from 'zod';
import { LanguageSchema } from './identity.contract.js';
import { RowId } from './row-id.js';

const Instant = z.iso.datetime({ offset: true });

/** How the receiving chat reads bold type and links. Both take the same request. */
export const ChatFlavor = z.enum(['slack', 'mattermost']);
export type ChatFlavor = z.infer<typeof ChatFlavor>;

/** What of a review is told: a dozen lines, or everything that the minutes hold. */
export const ChatText = z.enum(['summary', 'minutes']);
export type ChatText = z.infer<typeof ChatText>;

/**
 * `waiting`: not sent yet, or to be tried again · `sending` · `sent`: the chat took it · `failed`: it certainly did not ·
 * `unknown`: no answer came, so it may have arrived; only a person sends it again.
 */
export const ChatMessageState = z.enum(['waiting', 'sending', 'sent', 'failed', 'unknown']);
export type ChatMessageState = z.infer<typeof ChatMessageState>;

export const ChatMessageSchema = z.object({
  id: z.string(),
  teamId: z.string(),
  what: ChatText,
  /** sent because the review was closed, not by a person */
  isAutomatic: z.boolean(),
  state: ChatMessageState,
  attempts: z.number().int(),
  createdAt: Instant,
  createdBy: z.string().nullable(),
  sentAt: Instant.nullable(),
  nextTryAt: Instant.nullable(),
  error: z.object({ code: z.string(), detail: z.string() }).nullable(),
});
export type ChatMessage = z.infer<typeof ChatMessageSchema>;

/** The address is a secret: only its host is ever told again. */
export const ChatWebhookSchema = z.object({
  teamId: z.string(),
  teamName: z.string(),
  host: z.string(),
  flavor: ChatFlavor,
  language: LanguageSchema,
  /** what is sent by itself when a review of the team is closed; null: nothing */
  sendOnClose: ChatText.nullable(),
  createdAt: Instant,
  updatedAt: Instant,
  lastMessage: ChatMessageSchema.nullable(),
});
export type ChatWebhook = z.infer<typeof ChatWebhookSchema>;

/** GET /api/v1/chat-webhooks: by name of the team. */
export const ChatWebhooksResponse = z.object({ items: z.array(ChatWebhookSchema) });
export type ChatWebhooksResponse = z.infer<typeof ChatWebhooksResponse>;

const Url = z
  .url({ protocol: /^https?$/, error: 'expected an address that begins with https:// or http://' })
  .max(1000)
  .refine((text) => !/^[a-z]+:\/\/[^/]*@/i.test(text), 'must not hold a user name or password');

/** PUT /api/v1/chat-webhooks/<team> → ChatWebhook. Without `url` the stored one stays. */
export const PutChatWebhookBody = z.strictObject({
  url: Url.optional(),
  flavor: ChatFlavor.default('slack'),
  language: LanguageSchema,
  sendOnClose: ChatText.nullable(),
});
export type PutChatWebhookBody = z.input<typeof PutChatWebhookBody>;

/** POST /api/v1/chat-webhooks/<team>/test: sends one line. Without `url` to the stored address. */
export const TestChatWebhookBody = z.strictObject({
  url: Url.optional(),
  flavor: ChatFlavor.default('slack'),
  language: LanguageSchema,
});
export type TestChatWebhookBody = z.input<typeof TestChatWebhookBody>;
export const TestChatWebhookResponse = z.object({
  ok: z.boolean(),
  /** `address_refused`, `webhook_gone` …; null when it worked */
  code: z.string().nullable(),
  detail: z.string().nullable(),
});
export type TestChatWebhookResponse = z.infer<typeof TestChatWebhookResponse>;

/** POST /api/v1/reviews/<id>/chat → ChatMessage. The same `clientId` twice sends once. */
export const SendChatBody = z.strictObject({
  what: ChatText,
  /** which team's chat; the review's own team unless said */
  teamId: RowId.optional(),
  clientId: z.uuid().optional(),
});
export type SendChatBody = z.infer<typeof SendChatBody>;

/** GET /api/v1/reviews/<id>/chat: where its texts can go, and what was sent, newest first. */
export const ReviewChatResponse = z.object({
  webhooks: z.array(
    z.object({
      teamId: z.string(),
      teamName: z.string(),
      host: z.string(),
      sendOnClose: ChatText.nullable(),
    }),
  ),
  messages: z.array(ChatMessageSchema),
});
export type ReviewChatResponse = z.infer<typeof ReviewChatResponse>;
