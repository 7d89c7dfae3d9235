import { z } from 'zod';
import { ReviewStepKeySchema } from './reviews.contract.js';

const Id = z.string().regex(/^\d{1,18}$/, 'expected the id of a row');
const Instant = z.iso.datetime({ offset: true });
const ClientId = z.uuid();

/** Told again this often, and gone when not told for so long. */
export const PRESENCE_EVERY_SECONDS = 15;
export const PRESENCE_GONE_AFTER_SECONDS = 40;

/** Made by the browser tab: the same person may be there twice. */
export const TabIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9-]{8,64}$/, 'expected 8 to 64 letters, digits or hyphens');

const Where = {
  tabId: TabIdSchema,
  step: ReviewStepKeySchema.nullable(),
  itemId: Id.nullable(),
  /** goes where the presenter goes */
  isFollowing: z.boolean(),
  /** what is being typed into: the note of an item, or the notes of the session */
  editing: z.union([Id, z.literal('notes')]).nullable(),
};

/** PUT /api/v1/reviews/<id>/presence → 204, every 15 s and on each move. DELETE …/presence/<tabId> → 204. */
export const PutPresenceBody = z.strictObject(Where);
export type PutPresenceBody = z.infer<typeof PutPresenceBody>;

/** GET /api/v1/reviews/<id>/presence; live topic `review-presence` with the session's id. */
export const PresenceResponse = z.object({
  items: z.array(
    z.object({ user: z.object({ id: z.string(), name: z.string() }), ...Where, seenAt: Instant }),
  ),
  presenterId: z.string().nullable(),
});
export type PresenceResponse = z.infer<typeof PresenceResponse>;

/**
 * POST /api/v1/reviews/<id>/present → ReviewRoom: takes the lead (from whoever has it), hands it to `userId`, or, with
 * `present: false`, gives it up; only whoever leads can give it up.
 */
export const PresentBody = z.strictObject({ present: z.boolean(), userId: Id.optional() });
export type PresentBody = z.infer<typeof PresentBody>;

/**
 * POST /api/v1/reviews/<id>/timer → ReviewRoom, on the current step. `add` takes `minutes` (below 0: takes them off again).
 * `restart` gives the step its minutes anew; what was spent stays counted. `fromSeconds` undoes a restart: the
 * `timerFromSeconds` that the step had before.
 */
export const TimerBody = z
  .strictObject({
    action: z.enum(['add', 'pause', 'resume', 'restart']),
    minutes: z.number().int().min(-480).max(480).optional(),
    fromSeconds: z.number().int().min(0).optional(),
  })
  .refine((body) => body.action !== 'add' || body.minutes !== undefined, {
    path: ['minutes'],
    message: 'expected how many minutes to add',
  });
export type TimerBody = z.infer<typeof TimerBody>;

const Title = z.string().trim().min(1).max(300);

/** POST /api/v1/reviews/<id>/topics → 201 ReviewRoom */
export const CreateTopicBody = z.strictObject({
  step: ReviewStepKeySchema,
  title: Title,
  clientId: ClientId.optional(),
});
export type CreateTopicBody = z.infer<typeof CreateTopicBody>;

/** PATCH /api/v1/reviews/<id>/topics/<itemId> → ReviewRoom. DELETE takes it off, POST …/<itemId>/restore puts it back. */
export const PatchTopicBody = z.strictObject({ title: Title });
export type PatchTopicBody = z.infer<typeof PatchTopicBody>;

/** POST /api/v1/reviews/<id>/sign-offs → 201 ReviewRoom, of a closed session. DELETE takes one's own back. */
export const SignOffBody = z.strictObject({ comment: z.string().trim().max(1000).optional() });
export type SignOffBody = z.infer<typeof SignOffBody>;
