import { z } from 'zod';
import { pageOf } from './page.contract.js';
import { CommaList, Flag, InstantOrDay, KnownTimeZone } from './range.contract.js';
import { ReplayKeptSchema } from './replay.contract.js';

const Id = z.string().regex(/^\d{1,18}$/, 'expected the id of a row');
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
 * What became of a decision, in one word:
 * `lost_detection` the rule was made quieter, and an incident of its service that such an alert used to catch was then
 * missed or caught late · `worked` fires less · `no_clear_change` · `worse` fires more · `too_early` fewer than 28 days
 * have passed · `no_base` too few firings, or records that do not reach back far enough, to tell · `not_measured`
 * nothing to measure: kept, cancelled, or not effective yet by a date or a changed definition.
 */
export const DECISION_OUTCOMES = [
  'worked',
  'no_clear_change',
  'worse',
  'lost_detection',
  'too_early',
  'no_base',
  'not_measured',
] as const;
export const DecisionOutcomeSchema = z.enum(DECISION_OUTCOMES);
export type DecisionOutcome = z.infer<typeof DecisionOutcomeSchema>;

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
  /** incidents of the window that an episode of the rule told in time, by confirmed and proposed links */
  incidentsCaughtBefore: z.number().int(),
  incidentsCaughtAfter: z.number().int(),
  // What follows is newer than reviews that were closed with the fields above.
  /** what made it effective: its date, the rule's next definition, or that it was called done */
  effectiveBy: z.enum(['date', 'definition', 'done']).default('date'),
  /** instant at which the 28 days after are over; null: recorded before this was kept */
  measuredAt: Instant.nullable().default(null),
  isComplete: z.boolean().default(false),
  pagesBefore: z.number().int().nullable().default(null),
  pagesAfter: z.number().int().nullable().default(null),
  /** the first record of any alert, where the window before begins earlier; null: the records reach back */
  recordsFrom: Instant.nullable().default(null),
  /** incidents of the service that no alert told in time: late and missed together */
  incidentsUncaughtBefore: z.number().int().nullable().default(null),
  incidentsUncaughtAfter: z.number().int().nullable().default(null),
  /** those after it that count as lost */
  incidentsLost: z.number().int().default(0),
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
  outcome: DecisionOutcomeSchema.default('not_measured'),
  /** when a person first looked at the finished measurement */
  effectSeenAt: Instant.nullable().default(null),
  /** of `keep`: so many firings a week are accepted; more, and the rule needs a decision again */
  acceptedPerWeek: z.number().int().nullable().default(null),
  acceptedUntil: Day.nullable().default(null),
  /** the what-if that it was taken over from, with its numbers */
  replay: ReplayKeptSchema.nullable().default(null),
  /** of `merge`: the rule that tells it from now on */
  mergeIntoRule: z.object({ id: z.string(), name: z.string() }).nullable().default(null),
  rowVersion: z.int32(),
  createdBy: z.object({ id: z.string(), name: z.string() }).nullable(),
  createdAt: Instant,
  closedAt: Instant.nullable(),
});
export type Decision = z.infer<typeof DecisionSchema>;

const Reason = z.string().trim().max(4000);
const Owner = z.string().trim().min(1).max(200);

/** What only some kinds have. */
const extras = {
  /** with `keep` */
  acceptedPerWeek: z.number().int().min(0).max(1_000_000).optional(),
  /** with `keep`: the day on which it is looked at again in any case */
  acceptedUntil: Day.optional(),
  /** with `merge` */
  mergeIntoRuleId: Id.optional(),
  /** what a replay on recorded history promised */
  replay: ReplayKeptSchema.optional(),
};

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
  ...extras,
  /** one for each thing that a person does: the same one sent again makes no second decision */
  clientId: z.uuid().optional(),
  /** also makes an action item with this owner and due date */
  createActionItem: z.boolean().optional(),
  actionItemTitle: z.string().trim().min(1).max(300).optional(),
});
export type CreateDecisionBody = z.infer<typeof CreateDecisionBody>;

/** PATCH /api/v1/decisions/<id> → Decision; 409 `stale` when `rowVersion` is not the newest. */
export const PatchDecisionBody = z.strictObject({
  rowVersion: z.int32(),
  kind: DecisionKindSchema.optional(),
  reason: Reason.optional(),
  owner: Owner.nullable().optional(),
  ownerId: Id.nullable().optional(),
  dueOn: Day.nullable().optional(),
  effectiveAt: Instant.nullable().optional(),
  acceptedPerWeek: extras.acceptedPerWeek.nullable(),
  acceptedUntil: extras.acceptedUntil.nullable(),
  mergeIntoRuleId: extras.mergeIntoRuleId.nullable(),
});
export type PatchDecisionBody = z.infer<typeof PatchDecisionBody>;

/**
 * POST /api/v1/decisions/<id>/done | cancel | undo → Decision. `undo` takes the last step back: done or cancelled
 * becomes open, a decision that was only just made becomes cancelled (and its action item deleted).
 */
export const UndoDecisionQuery = z.strictObject({
  /** the status that the step led to; a decision that has another one by now stays as it is: somebody was faster */
  status: DecisionStatusSchema.optional(),
});
export type UndoDecisionQuery = z.infer<typeof UndoDecisionQuery>;

/** GET /api/v1/decisions: newest first. */
export const DecisionsQuery = z.strictObject({
  status: z.enum(['open', 'overdue', 'done', 'cancelled', 'all']).default('all'),
  alertRuleId: Id.optional(),
  serviceId: Id.optional(),
  reviewSessionId: Id.optional(),
  outcome: CommaList.pipe(z.array(DecisionOutcomeSchema)).optional(),
  kind: CommaList.pipe(z.array(DecisionKindSchema)).optional(),
  /** ids, keys or names */
  service: CommaList.optional(),
  team: CommaList.optional(),
  ownerId: Id.optional(),
  /** only decisions whose measurement is over and that nobody has looked at since */
  unseen: Flag.optional(),
  /** decided in [from, to); days are of `timeZone` */
  from: InstantOrDay.optional(),
  to: InstantOrDay.optional(),
  timeZone: KnownTimeZone.default('UTC'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(500).optional(),
});
export type DecisionsQuery = z.infer<typeof DecisionsQuery>;
/** GET /api/v1/decisions */
export const DecisionsResponse = pageOf(DecisionSchema);
export type DecisionsResponse = z.infer<typeof DecisionsResponse>;

const Counts = <const Value extends string>(values: readonly Value[]) =>
  z.array(z.object({ value: z.enum(values), count: z.number().int() }));

/**
 * GET /api/v1/decisions/facets (filters of the list): how many rows each further choice would leave. Each facet is
 * counted under all filters but its own; values of count 0 are there too.
 */
export const DecisionFacetsResponse = z.object({
  total: z.number().int(),
  unseen: z.number().int(),
  outcome: Counts(DECISION_OUTCOMES),
  kind: Counts(DECISION_KINDS),
  status: Counts(['open', 'overdue', 'done', 'cancelled', 'all']),
});
export type DecisionFacetsResponse = z.infer<typeof DecisionFacetsResponse>;
