import { z } from 'zod';
import { DecisionEffectSchema, DecisionOutcomeSchema, DecisionSchema } from './decisions.contract.js';
import { DetectionOutcomeSchema, FirstAlertSchema } from './detection.contract.js';
import { pageOf } from './page.contract.js';
import { CommaList, KnownTimeZone, rangeFields } from './range.contract.js';

const Instant = z.iso.datetime({ offset: true });
const Count = z.number().int();

/** 24 hours counted from the effective instant; `offset` −1 is the last one before, 0 the first after it. */
export const EffectDaySchema = z.object({
  offset: Count,
  /** the day of its first instant, in `timeZone` */
  day: z.iso.date(),
  from: Instant,
  to: Instant,
  /** null: it has not passed yet */
  fired: Count.nullable(),
  pages: Count.nullable(),
  /** in one of the two windows that are compared */
  isCompared: z.boolean(),
});
export type EffectDay = z.infer<typeof EffectDaySchema>;

/** An incident of the rule's service in one of the windows, or one that an alert of the rule is linked to. */
export const EffectIncidentSchema = z.object({
  incidentId: z.string(),
  title: z.string(),
  severity: z.string().nullable(),
  startedAt: Instant,
  detectedAt: Instant.nullable(),
  side: z.enum(['before', 'after']),
  /** whether any alert told in time, by confirmed and proposed links (METRICS.md section 6) */
  outcome: DetectionOutcomeSchema,
  /** whether this rule did */
  byRule: z.enum(['caught', 'late', 'none', 'unknown']),
  firstAlert: FirstAlertSchema.nullable(),
  /** counts as lost by the decision */
  isLost: z.boolean(),
});
export type EffectIncident = z.infer<typeof EffectIncidentSchema>;

/** Something else that happened to the rule within the windows: the effect cannot be told apart from it. */
export const EffectMarkSchema = z.object({
  kind: z.enum(['decision', 'definition']),
  at: Instant,
  /** of the decision; null for a definition */
  decisionId: z.string().nullable(),
  decisionKind: z.string().nullable(),
  /** of the definition; null for a decision */
  version: Count.nullable(),
});
export type EffectMark = z.infer<typeof EffectMarkSchema>;

const WindowSchema = z.object({ from: Instant, to: Instant });

/** What stands behind an effect. All null or empty where nothing is measured. */
export const EffectEvidenceSchema = z.object({
  definition: z.object({ key: z.string(), version: Count, text: z.string() }),
  timeZone: z.string(),
  /** the rule and those it had as earlier names: their episodes are counted together */
  alertRuleIds: z.array(z.string()),
  before: WindowSchema.nullable(),
  after: WindowSchema.nullable(),
  days: z.array(EffectDaySchema),
  incidents: z.array(EffectIncidentSchema),
  marks: z.array(EffectMarkSchema),
});
export type EffectEvidence = z.infer<typeof EffectEvidenceSchema>;

/** In whose days the strip is labelled. */
export const EffectQuery = z.strictObject({ timeZone: KnownTimeZone.default('UTC') });
export type EffectQuery = z.infer<typeof EffectQuery>;

/** GET /api/v1/decisions/<id>/effect. POST /api/v1/decisions/<id>/effect/seen → Decision: a person looked at it. */
export const DecisionEffectResponse = EffectEvidenceSchema.extend({ decision: DecisionSchema });
export type DecisionEffectResponse = z.infer<typeof DecisionEffectResponse>;

/** A new definition of a rule that no decision accounts for. */
export const RuleChangeSchema = z.object({
  alertRuleId: z.string(),
  ruleName: z.string(),
  serviceId: z.string().nullable(),
  serviceName: z.string().nullable(),
  version: Count,
  changedAt: Instant,
  effect: DecisionEffectSchema.nullable(),
  outcome: DecisionOutcomeSchema,
});
export type RuleChange = z.infer<typeof RuleChangeSchema>;

/** GET /api/v1/rule-changes: definition changes in [from, to) without a decision, newest first. */
export const RuleChangesQuery = z.strictObject({
  ...rangeFields,
  service: CommaList.optional(),
  team: CommaList.optional(),
  outcome: CommaList.pipe(z.array(DecisionOutcomeSchema)).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(500).optional(),
});
export type RuleChangesQuery = z.infer<typeof RuleChangesQuery>;
export const RuleChangesResponse = pageOf(RuleChangeSchema);
export type RuleChangesResponse = z.infer<typeof RuleChangesResponse>;

/** GET /api/v1/rule-changes/<alertRuleId>/<version>/effect */
export const RuleChangeEffectResponse = EffectEvidenceSchema.extend({ change: RuleChangeSchema });
export type RuleChangeEffectResponse = z.infer<typeof RuleChangeEffectResponse>;
