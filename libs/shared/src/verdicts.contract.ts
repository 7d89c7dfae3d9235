import { z } from 'zod';
import { EpisodeId } from './episode-id.js';
import { pageOf } from './page.contract.js';

const Id = z.string().regex(/^\d{1,18}$/, 'expected the id of a row');
const Instant = z.iso.datetime({ offset: true });

/** Verdicts in the order of their keys 1 to 6 (METRICS.md section 6). */
export const VERDICTS = [
  'actionable',
  'no_action',
  'false_positive',
  'duplicate',
  'expected',
  'unclear',
] as const;
export const VerdictSchema = z.enum(VERDICTS);
export type Verdict = z.infer<typeof VerdictSchema>;

/** Why, in one key after the verdict; `other` is said in words. Never d or n: those decide, and go on to the next rule. */
export const VERDICT_REASONS = [
  { code: 'flapping', key: 'f' },
  { code: 'threshold', key: 't' },
  { code: 'no_impact', key: 'i' },
  { code: 'dependency', key: 'u' },
  { code: 'planned_work', key: 'p' },
  { code: 'self_healed', key: 's' },
  { code: 'no_runbook', key: 'r' },
  { code: 'wrong_recipient', key: 'w' },
  { code: 'other', key: 'o' },
] as const;
export const VerdictReasonSchema = z.enum(VERDICT_REASONS.map(({ code }) => code));
export type VerdictReason = z.infer<typeof VerdictReasonSchema>;

/** How many episodes, or rules, have which verdict; a verdict that nobody gave is 0. */
export const VerdictCountsSchema = z.object({
  actionable: z.number().int(),
  no_action: z.number().int(),
  false_positive: z.number().int(),
  duplicate: z.number().int(),
  expected: z.number().int(),
  unclear: z.number().int(),
});
export type VerdictCounts = z.infer<typeof VerdictCountsSchema>;

/** Half-open range of instants. */
export const VerdictWindowSchema = z.strictObject({ from: Instant, to: Instant });

/**
 * What is judged: with `episodeIds` each of these episodes, without it the rule for the window (the session's own
 * window when there is a session). `verdict: null` clears.
 */
const VerdictTarget = z.strictObject({
  alertRuleId: Id,
  episodeIds: z.array(EpisodeId).min(1).max(500).optional(),
  window: VerdictWindowSchema.optional(),
  verdict: VerdictSchema.nullable(),
  reason: z.string().trim().max(2000).optional(),
  reasonCode: VerdictReasonSchema.optional(),
});

/**
 * POST /api/v1/verdicts → 201 VerdictsGivenResponse. `clientId` (made by the client, once per key press) lets a request
 * be sent again when its answer was lost: the second one does nothing and is answered like the first.
 */
export const GiveVerdictBody = VerdictTarget.extend({
  reviewSessionId: Id.optional(),
  clientId: z.uuid().optional(),
});
export type GiveVerdictBody = z.infer<typeof GiveVerdictBody>;

/** POST /api/v1/verdicts/bulk → 201 VerdictsGivenResponse; rows that fail are told, the others are kept. */
export const GiveVerdictsBody = z.strictObject({
  reviewSessionId: Id.optional(),
  clientId: z.uuid().optional(),
  items: z.array(VerdictTarget).min(1).max(500),
});
export type GiveVerdictsBody = z.infer<typeof GiveVerdictsBody>;

/** POST /api/v1/verdicts/undo → 201 VerdictsGivenResponse with the compensating events. */
export const UndoVerdictsBody = z.strictObject({ ids: z.array(Id).min(1).max(500) });
export type UndoVerdictsBody = z.infer<typeof UndoVerdictsBody>;

/** PATCH /api/v1/verdicts/<id> → VerdictEvent: says why, of a verdict just given. What is left out stays as it is. */
export const PatchVerdictBody = z.strictObject({
  reasonCode: VerdictReasonSchema.nullable().optional(),
  reason: z.string().trim().max(2000).nullable().optional(),
});
export type PatchVerdictBody = z.infer<typeof PatchVerdictBody>;

/** One event: someone gave, changed, cleared or undid a verdict. */
export const VerdictEventSchema = z.object({
  id: z.string(),
  reviewSessionId: z.string().nullable(),
  alertRuleId: z.string(),
  /** null: on the rule for the window */
  episodeId: z.string().nullable(),
  window: z.object({ from: Instant, to: Instant }).nullable(),
  verdict: VerdictSchema.nullable(),
  reason: z.string().nullable(),
  reasonCode: VerdictReasonSchema.nullable(),
  isCurrent: z.boolean(),
  /** the event that this one takes back */
  undoOfId: z.string().nullable(),
  decidedBy: z.object({ id: z.string(), name: z.string() }).nullable(),
  decidedAt: Instant,
});
export type VerdictEvent = z.infer<typeof VerdictEventSchema>;

export const VerdictsGivenResponse = z.object({
  items: z.array(VerdictEventSchema),
  /** index in the request, and why that row was not taken */
  failed: z.array(z.object({ index: z.number().int(), code: z.string(), detail: z.string() })),
});
export type VerdictsGivenResponse = z.infer<typeof VerdictsGivenResponse>;

/** GET /api/v1/verdicts: the log, newest first. */
export const VerdictsQuery = z.strictObject({
  alertRuleId: Id.optional(),
  reviewSessionId: Id.optional(),
  /** `true`: only what counts now */
  current: z.enum(['true', 'false']).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(500).optional(),
});
export type VerdictsQuery = z.infer<typeof VerdictsQuery>;
export const VerdictsResponse = pageOf(VerdictEventSchema);
export type VerdictsResponse = z.infer<typeof VerdictsResponse>;
