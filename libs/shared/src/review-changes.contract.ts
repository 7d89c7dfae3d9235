import { z } from 'zod';
import { AgendaItemStateSchema } from './review-agenda.contract.js';
import { ReviewRoomSchema } from './reviews.contract.js';

/** GET /api/v1/reviews/<id>/changes: what is another than in the room (or the answer) that had this `revision`. */
export const ReviewChangesQuery = z.strictObject({ since: z.string().min(1).max(12_000) });
export type ReviewChangesQuery = z.infer<typeof ReviewChangesQuery>;

/** Parts of a room that change together; each stands in the answer whole, or not at all. */
export const RoomHeadSchema = ReviewRoomSchema.omit({
  items: true,
  overview: true,
  agreement: true,
  progress: true,
  verdictCounts: true,
  decisions: true,
  actionItems: true,
  gaps: true,
  asOf: true,
  revision: true,
  signOffs: true,
});

/** Without evidence: what one person does reaches the others' screens in a few hundred bytes. */
export const ReviewChangesSchema = z.object({
  /** of the room with these changes */
  revision: z.string().optional(),
  /** the agenda or its evidence is another one, or the session was closed: only the whole room tells */
  isStale: z.boolean(),
  head: RoomHeadSchema.optional(),
  decisions: ReviewRoomSchema.shape.decisions.optional(),
  actionItems: ReviewRoomSchema.shape.actionItems.optional(),
  gaps: ReviewRoomSchema.shape.gaps.optional(),
  /** counts over all items; missing when stale */
  counts: ReviewRoomSchema.pick({ progress: true, verdictCounts: true, agreement: true }).optional(),
  /** items of which something changed */
  items: z.array(AgendaItemStateSchema),
});
export type ReviewChanges = z.infer<typeof ReviewChangesSchema>;
