import { z } from 'zod';
import { ProportionSchema } from './alert-rules.contract.js';
import { DecisionKindSchema, DecisionStatusSchema } from './decisions.contract.js';
import { EpisodeId } from './episode-id.js';
import { RowId } from './row-id.js';

const Id = z.string();
const Instant = z.iso.datetime({ offset: true });
const Count = z.number().int();
const rangeAnswered = { from: Instant, to: Instant, timeZone: z.string() };

// --- how its alerts behave -----------------------------------------------------------------------

/**
 * GET /api/v1/alert-rules/<id>/behaviour?from&to&timeZone: alerts of the range that chatter or are stale. Rows:
 * `/episodes?rule=<id>&chattering=1` and `…&stale=1` over the same range.
 */
export const RuleBehaviourResponse = z.object({
  ...rangeAnswered,
  fired: Count,
  /** part of 3 or more firings of one fingerprint within an hour; firings outside the range count as neighbours */
  chattering: Count,
  /** fired for 24 hours or more, or has been firing for that long now */
  stale: Count,
});
export type RuleBehaviourResponse = z.infer<typeof RuleBehaviourResponse>;

// --- incidents -----------------------------------------------------------------------------------

/**
 * What a rule was to an incident: `caught` it told in time, `late` its first alert came after people knew, `by_others`
 * only other rules told, `missed` no alert at all did, `unknown` where that cannot be told (detection unknown, no
 * alerts recorded then, told by an alert that is not recorded here).
 */
export const RULE_INCIDENT_OUTCOMES = ['caught', 'late', 'by_others', 'missed', 'unknown'] as const;
export const RuleIncidentOutcomeSchema = z.enum(RULE_INCIDENT_OUTCOMES);
export type RuleIncidentOutcome = z.infer<typeof RuleIncidentOutcomeSchema>;

export const RuleIncidentSchema = z.object({
  incidentId: Id,
  title: z.string(),
  severity: z.string().nullable(),
  /** start, else detection, else declaration: where it stands in time */
  at: Instant,
  detectedAt: Instant.nullable(),
  outcome: RuleIncidentOutcomeSchema,
  /** `caught` and `late`: by a link that a person confirmed; otherwise the link is only proposed */
  isConfirmed: z.boolean(),
  /** the rule's first alert of it */
  episodeId: EpisodeId.nullable(),
  /** seconds from people knowing to that alert; negative: it fired before */
  afterDetectionSeconds: z.number().nullable(),
});
export type RuleIncident = z.infer<typeof RuleIncidentSchema>;

const OutcomeCounts = z.object({
  caught: Count,
  late: Count,
  by_others: Count,
  missed: Count,
  unknown: Count,
});

/**
 * GET /api/v1/alert-rules/<id>/incidents?from&to&timeZone: incidents that started in the range and are of the rule's
 * service, or linked to one of its alerts; newest first, all of them up to 500. Drills, tests, maintenance and
 * duplicates are left out. The counts are those of `items`.
 */
export const RuleIncidentsResponse = z.object({
  ...rangeAnswered,
  definition: z.object({ key: z.string(), version: Count, text: z.string() }),
  /** by links that people confirmed and proposals together */
  counts: OutcomeCounts,
  /** of `counts`, those by a confirmed link */
  confirmed: z.object({ caught: Count, late: Count }),
  items: z.array(RuleIncidentSchema),
  /** there are more than 500 */
  isCut: z.boolean(),
});
export type RuleIncidentsResponse = z.infer<typeof RuleIncidentsResponse>;

// --- firing history with marks -------------------------------------------------------------------

/** Alerts in two equal windows on both sides of a change, and the word of METRICS.md section 2. */
export const ChangeEffectSchema = z.object({
  /** days of each window: 28, or what has passed */
  windowDays: z.number(),
  firedBefore: Count,
  firedAfter: Count,
  ratio: z.number().nullable(),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  verdict: z.enum(['lower', 'higher', 'no_clear_change', 'too_few']).nullable(),
});
export type ChangeEffect = z.infer<typeof ChangeEffectSchema>;

/** GET /api/v1/alert-rules/<id>/history?from&to&timeZone: each local day of the range, and what happened around it. */
export const RuleHistoryResponse = z.object({
  ...rangeAnswered,
  days: z.array(z.object({ day: z.iso.date(), fired: Count, pages: Count })),
  /** decisions on the rule by when they took effect, else when they were made; cancelled ones are left out */
  decisions: z.array(
    z.object({
      id: Id,
      kind: DecisionKindSchema,
      status: DecisionStatusSchema,
      at: Instant,
      /** it is known since when it holds */
      isEffective: z.boolean(),
      reviewSessionId: Id.nullable(),
    }),
  ),
  /** versions of the definition after the first, seen in the range */
  definitions: z.array(z.object({ version: Count, at: Instant })),
  renames: z.array(z.object({ name: z.string(), at: Instant })),
});
export type RuleHistoryResponse = z.infer<typeof RuleHistoryResponse>;

/** GET /api/v1/alert-rules/<id>/definition-effects: what each version of the definition after the first changed. */
export const DefinitionEffectsResponse = z.object({
  definition: z.object({ key: z.string(), version: Count, text: z.string() }),
  /** newest first; at most 20 */
  items: z.array(z.object({ version: Count, at: Instant, effect: ChangeEffectSchema.nullable() })),
});
export type DefinitionEffectsResponse = z.infer<typeof DefinitionEffectsResponse>;

// --- silences ------------------------------------------------------------------------------------

export const RuleSilenceSchema = z.object({
  id: RowId,
  externalId: z.string(),
  comment: z.string().nullable(),
  createdBy: z.string().nullable(),
  startsAt: Instant,
  endsAt: Instant.nullable(),
  /** what must match beside the rule's name: the silence hides only a part of the rule */
  others: z.array(z.string()),
  /** false: a pattern that is not evaluated here, so what it hid is not known */
  isReadable: z.boolean(),
  /** seconds of the range over which it held, up to now */
  hiddenSeconds: z.number(),
  /** alerts of the rule that began under it and whose labels match; null: not known */
  firings: Count.nullable(),
});
export type RuleSilence = z.infer<typeof RuleSilenceSchema>;

/**
 * GET /api/v1/alert-rules/<id>/silences?from&to&timeZone: silences of its source that name the rule or hit its alerts,
 * and overlap the range; newest first, at most 100. Rows of the firings: `/episodes?rule=<id>&hiddenBy=<id>,…`.
 */
export const RuleSilencesResponse = z.object({
  ...rangeAnswered,
  items: z.array(RuleSilenceSchema),
  /** there are more than 100 */
  isCut: z.boolean(),
  /** days on which at least one of them held, overlaps counted once */
  hiddenDays: z.number(),
  /** alerts that began under at least one of them; null: not known of any */
  firings: Count.nullable(),
  /** alerts that the source itself told to be silenced, inhibited or muted: rows `suppressed=1` */
  suppressed: Count,
  /** false: this source does not send what is silenced, so `firings` are those that were sent all the same */
  sendsSilenced: z.boolean(),
  /** who silenced, most days first; null = not told */
  people: z.array(z.object({ name: z.string().nullable(), hiddenDays: z.number(), silences: Count })),
});
export type RuleSilencesResponse = z.infer<typeof RuleSilencesResponse>;

// --- rules that fire with it ---------------------------------------------------------------------

/** Two alerts are together when they began at most this many seconds apart. */
export const TOGETHER_SECONDS = 300;

export const TogetherRuleSchema = z.object({
  id: Id,
  name: z.string(),
  sourceName: z.string(),
  serviceId: Id.nullable(),
  serviceName: z.string().nullable(),
  severity: z.string().nullable(),
  /** this rule's alerts that began within 5 minutes of one of the other rule; `share` is of the looked at ones */
  together: Count,
  share: ProportionSchema,
  /** alerts of the other rule in the same time, and how many of them began near one of this rule */
  otherFired: Count,
  otherTogether: Count,
  /** share that would be expected if the other rule fired as often, but independently */
  expectedShare: z.number(),
  /** share ÷ expected share */
  lift: z.number(),
});
export type TogetherRule = z.infer<typeof TogetherRuleSchema>;

/**
 * GET /api/v1/alert-rules/<id>/together?from&to&timeZone: rules that fire with it more often than chance would have it,
 * the largest excess first. At most 500 alerts are looked at: the last days of the range that hold so many. Rows:
 * `/episodes?rule=<id>&with=<other>` over [sampleFrom, to).
 */
export const RuleTogetherResponse = z.object({
  ...rangeAnswered,
  definition: z.object({ key: z.string(), version: Count, text: z.string() }),
  /** from where alerts were looked at: `from`, or later when there are too many */
  sampleFrom: Instant,
  /** the same as a local day, for addresses */
  sampleFromDay: z.iso.date(),
  /** alerts of the rule that were looked at */
  n: Count,
  /** alerts of the rule in the whole range */
  fired: Count,
  /** one day alone held more than can be looked at: only its newest were */
  isCut: z.boolean(),
  items: z.array(TogetherRuleSchema),
});
export type RuleTogetherResponse = z.infer<typeof RuleTogetherResponse>;
