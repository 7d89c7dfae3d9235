import { z } from 'zod';
import { pageOf } from './page.contract.js';

const Id = z.string().regex(/^\d{1,19}$/, 'expected the id of a row');
const Instant = z.iso.datetime({ offset: true });
const Day = z.iso.date();

/** METRICS.md section 8, in the order of the dialog. */
export const DECISION_KINDS = [
  'fix_cause',
  'tune',
  'reroute',
  'downgrade',
  'merge',
  'delete',
  'add_runbook',
  'keep',
] as const;
export const DecisionKindSchema = z.enum(DECISION_KINDS);
export type DecisionKind = z.infer<typeof DecisionKindSchema>;

export const DecisionStatusSchema = z.enum(['open', 'done', 'cancelled']);
export type DecisionStatus = z.infer<typeof DecisionStatusSchema>;

/**
 * Did it work? Firings in two windows of equal length on both sides of the effective instant: at most 28 days, or what
 * has passed since. `verdict` is the one word of METRICS.md section 2; `ratio` is after ÷ before.
 */
export const DecisionEffectSchema = z.object({
  effectiveAt: Instant,
  /** true: no date was given, the rule's next definition change counts */
  fromDefinitionChange: z.boolean(),
  windowDays: z.number(),
  firedBefore: z.number().int(),
  firedAfter: z.number().int(),
  ratio: z.number().nullable(),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  verdict: z.enum(['lower', 'higher', 'no_clear_change', 'too_few']).nullable(),
  /** incidents that an episode of the rule is linked to */
  incidentsCaughtBefore: z.number().int(),
  incidentsCaughtAfter: z.number().int(),
});
export type DecisionEffect = z.infer<typeof DecisionEffectSchema>;

export const DecisionSchema = z.object({
  id: z.string(),
  reviewSessionId: z.string().nullable(),
  alertRuleId: z.string().nullable(),
  ruleName: z.string().nullable(),
  serviceId: z.string().nullable(),
  serviceName: z.string().nullable(),
  kind: DecisionKindSchema,
  reason: z.string(),
  owner: z.string().nullable(),
  ownerId: z.string().nullable(),
  dueOn: Day.nullable(),
  effectiveAt: Instant.nullable(),
  status: DecisionStatusSchema,
  isOverdue: z.boolean(),
  actionItem: z
    .object({ id: z.string(), title: z.string(), status: z.string(), url: z.string().nullable() })
    .nullable(),
  effect: DecisionEffectSchema.nullable(),
  rowVersion: z.number().int(),
  createdBy: z.object({ id: z.string(), name: z.string() }).nullable(),
  createdAt: Instant,
  closedAt: Instant.nullable(),
});
export type Decision = z.infer<typeof DecisionSchema>;

const Reason = z.string().trim().max(4000);
const Owner = z.string().trim().min(1).max(200);

/** POST /api/v1/decisions → 201 Decision. `owner` is a name in words, `ownerId` a person of this installation. */
export const CreateDecisionBody = z.strictObject({
  reviewSessionId: Id.optional(),
  alertRuleId: Id,
  kind: DecisionKindSchema,
  reason: Reason.optional(),
  owner: Owner.optional(),
  ownerId: Id.optional(),
  dueOn: Day.optional(),
  effectiveAt: Instant.optional(),
  /** also makes an action item with this owner and due date */
  createActionItem: z.boolean().optional(),
  actionItemTitle: z.string().trim().min(1).max(300).optional(),
});
export type CreateDecisionBody = z.infer<typeof CreateDecisionBody>;

/** PATCH /api/v1/decisions/<id> → Decision; 409 `stale` when `rowVersion` is not the newest. */
export const PatchDecisionBody = z.strictObject({
  rowVersion: z.number().int(),
  kind: DecisionKindSchema.optional(),
  reason: Reason.optional(),
  owner: Owner.nullable().optional(),
  ownerId: Id.nullable().optional(),
  dueOn: Day.nullable().optional(),
  effectiveAt: Instant.nullable().optional(),
});
export type PatchDecisionBody = z.infer<typeof PatchDecisionBody>;

/**
 * POST /api/v1/decisions/<id>/done | cancel | undo → Decision. `undo` takes the last step back: done or cancelled
 * becomes open, a decision that was only just made becomes cancelled (and its action item deleted).
 */
export const DecisionsQuery = z.strictObject({
  status: z.enum(['open', 'overdue', 'done', 'cancelled', 'all']).default('all'),
  alertRuleId: Id.optional(),
  serviceId: Id.optional(),
  reviewSessionId: Id.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(500).optional(),
});
export type DecisionsQuery = z.infer<typeof DecisionsQuery>;
/** GET /api/v1/decisions */
export const DecisionsResponse = pageOf(DecisionSchema);
export type DecisionsResponse = z.infer<typeof DecisionsResponse>;
