import { z } from 'zod';

/** In place of a topic: changes may have gone unheard (a connection was lost), so anything may be another than it was. */
export const ANY_TOPIC = '*';

/** GET /api/v1/live: `topic` is the first part of the web's query keys, `ids` the rows, empty for "any". */
export const LiveEventSchema = z.object({ topic: z.string(), ids: z.array(z.string()).default([]) });
export type LiveEvent = z.infer<typeof LiveEventSchema>;
