import { z } from 'zod';
import { ActionItemStatus, ActionItemType } from './action-items.contract.js';
import { Instant } from './field.contract.js';

export const RecurrenceStatus = z.enum(['suggested', 'confirmed', 'rejected']);
export type RecurrenceStatus = z.infer<typeof RecurrenceStatus>;

/** Why two incidents may be the same story. */
export const RecurrenceReason = z.object({
  code: z.enum(['same_cause', 'same_trigger', 'same_service', 'similar_text', 'said_by_person', 'imported']),
  /** the cause, the service's name, or the similarity from 0 to 1 */
  detail: z.string().nullable(),
});
export type RecurrenceReason = z.infer<typeof RecurrenceReason>;

/**
 * What became of the fix (METRICS.md section 3): items of the earlier incident of type prevent, detect, mitigate or
 * repair, as they stood when the later one began.
 */
export const FixState = z.enum(['no_items', 'fix_open', 'fix_done', 'unknown']);
export type FixState = z.infer<typeof FixState>;

const IncidentBrief = z.object({
  id: z.string(),
  title: z.string(),
  severity: z.string().nullable(),
  startedAt: Instant.nullable(),
  resolvedAt: Instant.nullable(),
  causeCategory: z.string().nullable(),
});

/** `id` is null for a suggestion that was worked out on reading and is not stored yet. */
export const Recurrence = z.object({
  id: z.string().nullable(),
  incidentId: z.string(),
  earlierIncidentId: z.string(),
  status: RecurrenceStatus,
  reasons: z.array(RecurrenceReason),
  other: IncidentBrief,
  /** days from the earlier one's resolution to the later one's start */
  daysAfter: z.number().nullable(),
  fix: FixState,
  fixItems: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      type: ActionItemType,
      statusThen: ActionItemStatus,
      statusNow: ActionItemStatus,
    }),
  ),
  decidedBy: z.string().nullable(),
  decidedAt: Instant.nullable(),
});
export type Recurrence = z.infer<typeof Recurrence>;

/** GET /api/v1/incidents/<id>/recurrences */
export const RecurrencesResponse = z.object({
  /** incidents that this one recurs (confirmed, suggested, rejected) */
  earlier: z.array(Recurrence),
  /** incidents that recur this one */
  later: z.array(Recurrence),
});
export type RecurrencesResponse = z.infer<typeof RecurrencesResponse>;

/** POST /api/v1/incidents/<id>/recurrences. `suggested` undoes a decision. */
export const DecideRecurrenceBody = z.strictObject({
  earlierIncidentId: z.string().regex(/^\d{1,19}$/),
  status: RecurrenceStatus,
});
export type DecideRecurrenceBody = z.infer<typeof DecideRecurrenceBody>;
export const DecidedRecurrenceResponse = z.object({
  incidentId: z.string(),
  earlierIncidentId: z.string(),
  status: RecurrenceStatus,
  previous: RecurrenceStatus,
});
export type DecidedRecurrenceResponse = z.infer<typeof DecidedRecurrenceResponse>;
