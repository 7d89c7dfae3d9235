import { z } from 'zod';
import { DecisionSchema } from './decisions.contract.js';
import { RuleVotesSchema } from './review-votes.contract.js';
import { VerdictCountsSchema, VerdictReasonSchema, VerdictSchema } from './verdicts.contract.js';

const Instant = z.iso.datetime({ offset: true });
const Day = z.iso.date();

/** Rules are looked at in this order; quiet ones can be kept in bulk. */
export const RULE_GROUPS = ['needs_decision', 'changed', 'quiet'] as const;
export const RuleGroupSchema = z.enum(RULE_GROUPS);
export type RuleGroup = z.infer<typeof RuleGroupSchema>;

/** How an incident came to light (METRICS.md section 6): late = first linked episode after detected + 1 minute. */
export const DetectionSchema = z.enum(['caught', 'late', 'missed', 'unknown']);
export type Detection = z.infer<typeof DetectionSchema>;

export const RuleEvidenceSchema = z.object({
  alertRuleId: z.string(),
  name: z.string(),
  serviceId: z.string().nullable(),
  serviceName: z.string().nullable(),
  severity: z.string().nullable(),
  summary: z.string().nullable(),
  owner: z.string().nullable(),
  runbookUrl: z.string().nullable(),
  expression: z.string().nullable(),
  forSeconds: z.number().nullable(),
  group: RuleGroupSchema,
  /** its definition changed after the review before this one, or in the window */
  definitionChangedAt: Instant.nullable(),
  fired: z.number().int(),
  pages: z.number().int(),
  nightPages: z.number().int().nullable(),
  ended: z.number().int(),
  selfResolvedShare: z.number().nullable(),
  fleetingShare: z.number().nullable(),
  medianSeconds: z.number().nullable(),
  firedByDay: z.array(z.number().int()),
  /** actionable ÷ judged as it was known when the agenda was made */
  precision: z
    .object({ value: z.number(), lower: z.number(), upper: z.number(), n: z.number().int() })
    .nullable(),
  incidentsCaught: z.number().int(),
  lastVerdict: z.object({ verdict: VerdictSchema, at: Instant }).nullable(),
  /** so much noise was accepted by a decision `keep`; `exceeded`: it fires more than that, and has to be decided again */
  accepted: z
    .object({
      perWeek: z.number().int(),
      until: Day.nullable(),
      decisionId: z.string(),
      exceeded: z.boolean(),
    })
    .nullable()
    .default(null),
});
export type RuleEvidence = z.infer<typeof RuleEvidenceSchema>;

export const IncidentEvidenceSchema = z.object({
  incidentId: z.string(),
  title: z.string(),
  severity: z.string().nullable(),
  startedAt: Instant.nullable(),
  detectedAt: Instant.nullable(),
  resolvedAt: Instant.nullable(),
  detectionSource: z.string(),
  services: z.array(z.object({ id: z.string(), name: z.string() })),
  detection: DetectionSchema,
  /** first linked episode that nobody rejected */
  firstAlert: z
    .object({
      alertRuleId: z.string(),
      ruleName: z.string(),
      startsAt: Instant,
      status: z.enum(['suggested', 'confirmed']),
      /** seconds after `startedAt`, below 0 when it was before; null when that is not known */
      lagSeconds: z.number().nullable(),
    })
    .nullable(),
  confirmedLinks: z.number().int(),
  suggestedLinks: z.number().int(),
});
export type IncidentEvidence = z.infer<typeof IncidentEvidenceSchema>;

export const GapEvidenceSchema = z.object({
  coverageGapId: z.string(),
  serviceId: z.string(),
  serviceName: z.string(),
  signal: z.string(),
  expected: z.string(),
  owner: z.string().nullable(),
  dueOn: Day.nullable(),
  status: z.string(),
  incident: z.object({ id: z.string(), title: z.string() }).nullable(),
});
export type GapEvidence = z.infer<typeof GapEvidenceSchema>;

/** Something to talk about that is no row of the data. */
export const TopicEvidenceSchema = z.object({
  title: z.string(),
  addedBy: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** the review in which there was no time left for it */
  carriedFrom: z.object({ id: z.string(), title: z.string() }).nullable(),
});
export type TopicEvidence = z.infer<typeof TopicEvidenceSchema>;

const ItemHead = z.object({
  id: z.string(),
  /** the step that it belongs to; null in records that were frozen before a step could be anything */
  step: z.string().nullable().default(null),
  position: z.number().int(),
  note: z.string(),
  /** by hand, or because it has a verdict or a decision of this session; not when the rule was changed afterwards */
  isReviewed: z.boolean(),
  reviewedBy: z.object({ id: z.string(), name: z.string() }).nullable(),
  rowVersion: z.int32(),
});

const DecisionState = ItemHead.extend({ kind: z.literal('decision') });
const RuleState = ItemHead.extend({
  kind: z.literal('alert_rule'),
  /** verdict of this session on the rule for the window, and the event that gave it */
  verdict: VerdictSchema.nullable(),
  verdictEventId: z.string().nullable(),
  verdictBy: z.object({ id: z.string(), name: z.string() }).nullable(),
  verdictReason: z.string().nullable(),
  verdictReasonCode: VerdictReasonSchema.nullable().default(null),
  /** its definition was changed after it had been looked at in this session: look again */
  changedSinceReviewed: z.boolean().default(false),
  votes: RuleVotesSchema.default({ isRevealed: false, mine: null, voters: [], all: [], counts: null }),
  /** episodes of the window by the verdict that counts for them */
  episodeVerdicts: VerdictCountsSchema,
});
const IncidentState = ItemHead.extend({ kind: z.literal('incident') });
const GapState = ItemHead.extend({ kind: z.literal('coverage_gap') });
const TopicState = ItemHead.extend({ kind: z.literal('topic') });

/** What has been said about one line of the agenda so far; its evidence left out, which is the heavy part. */
export const AgendaItemStateSchema = z.discriminatedUnion('kind', [
  DecisionState,
  RuleState,
  IncidentState,
  GapState,
  TopicState,
]);
export type AgendaItemState = z.infer<typeof AgendaItemStateSchema>;

/** One line of the agenda with the evidence as it stood when the agenda was made. */
export const AgendaItemSchema = z.discriminatedUnion('kind', [
  DecisionState.extend({ evidence: DecisionSchema }),
  RuleState.extend({ evidence: RuleEvidenceSchema }),
  IncidentState.extend({ evidence: IncidentEvidenceSchema }),
  GapState.extend({ evidence: GapEvidenceSchema }),
  TopicState.extend({ evidence: TopicEvidenceSchema }),
]);
export type AgendaItem = z.infer<typeof AgendaItemSchema>;
export type RuleAgendaItem = Extract<AgendaItem, { kind: 'alert_rule' }>;
export type IncidentAgendaItem = Extract<AgendaItem, { kind: 'incident' }>;
export type DecisionAgendaItem = Extract<AgendaItem, { kind: 'decision' }>;
export type TopicAgendaItem = Extract<AgendaItem, { kind: 'topic' }>;
export type GapAgendaItem = Extract<AgendaItem, { kind: 'coverage_gap' }>;
