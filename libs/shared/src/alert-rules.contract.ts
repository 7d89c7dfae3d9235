import { z } from 'zod';
import { pageOf } from './page.contract.js';
import { CommaList, Flag, rangeFields } from './range.contract.js';
import { SignalSchema } from './signals.js';
import { VerdictCountsSchema, VerdictSchema } from './verdicts.contract.js';

const Id = z.string();
const IdParam = z.string().regex(/^\d{1,18}$/, 'expected the id of a row');
const Instant = z.iso.datetime({ offset: true });
const Count = z.number().int();
/** A share with its Wilson interval (95 %) and its base. */
export const ProportionSchema = z.object({
  value: z.number(),
  lower: z.number(),
  upper: z.number(),
  n: Count,
});
export type Proportion = z.infer<typeof ProportionSchema>;

/** Where the median comes from: exactly from the episodes, or from histograms of whole months (within 2 % of theirs). */
export const MedianSourceSchema = z.enum(['episodes', 'histogram']);

/** Pages by the clock of the rule's team: sleep hours first, then working hours on working days, the rest is off. */
export const InterruptionsSchema = z.object({ working: Count, off: Count, sleep: Count });
export type Interruptions = z.infer<typeof InterruptionsSchema>;

const LastVerdictSchema = z.object({
  verdict: VerdictSchema,
  decidedAt: Instant,
  reviewSessionId: Id.nullable(),
});

const RuleRefSchema = z.object({
  id: Id,
  name: z.string(),
  groupName: z.string().nullable(),
  sourceId: Id,
  sourceName: z.string(),
  serviceId: Id.nullable(),
  serviceName: z.string().nullable(),
  severity: z.string().nullable(),
});

/** What a rule did in a range; null where there is no base. Shares are 0 to 1. */
export const AlertRuleFiguresSchema = z.object({
  fired: Count,
  pages: Count,
  ended: Count,
  acknowledged: Count,
  selfResolved: Count,
  fleeting: Count,
  /** of ended ones: no acknowledgement */
  selfResolvedShare: z.number().nullable(),
  /** of ended ones: within 5 minutes */
  fleetingShare: z.number().nullable(),
  medianSeconds: z.number().nullable(),
  medianFrom: MedianSourceSchema.nullable(),
  interruptions: InterruptionsSchema,
  /** pages in sleep hours, the same as `interruptions.sleep` */
  nightPages: Count,
  /** per local day of the range, in order */
  firedByDay: z.array(Count),
  verdicts: VerdictCountsSchema,
  precision: ProportionSchema.nullable(),
  falsePositiveRate: ProportionSchema.nullable(),
  nuisanceRate: ProportionSchema.nullable(),
  /** episodes of the range that have a verdict */
  reviewed: Count,
  /** of fired ones */
  reviewedShare: z.number().nullable(),
  lastVerdict: LastVerdictSchema.nullable(),
  /** incidents that a confirmed link says it told in time; `proposed` counts unconfirmed links */
  incidentsCaught: Count,
  incidentsCaughtProposed: Count,
});
export type AlertRuleFigures = z.infer<typeof AlertRuleFiguresSchema>;

/** Defects of a rule's configuration or behaviour, in the order of the list. */
export const HYGIENE_FACETS = [
  'never_fired',
  'silent_180_days',
  'always_firing',
  'flapping',
  'muted_long',
  'duplicate',
  'no_recipient',
  'never_reviewed',
  'no_owner',
  'no_runbook',
  'no_severity',
] as const;
export const HygieneFacetSchema = z.enum(HYGIENE_FACETS);
export type HygieneFacet = z.infer<typeof HygieneFacetSchema>;

export const ALERT_RULE_SORTS = [
  'fired',
  'pages',
  'nightPages',
  'selfResolvedShare',
  'fleetingShare',
  'medianSeconds',
  'precision',
  'falsePositiveRate',
  'nuisanceRate',
  'reviewedShare',
  'incidentsCaught',
  'name',
] as const;

/**
 * GET /api/v1/metrics/alert-rules. `service` and `team` are ids, keys or names, joined by commas. `sort` is a figure,
 * largest first; `-` in front turns it round. Rules without a figure come last either way.
 */
export const AlertRuleMetricsQuery = z.strictObject({
  ...rangeFields,
  service: CommaList.optional(),
  team: CommaList.optional(),
  sort: z
    .enum([...ALERT_RULE_SORTS, ...ALERT_RULE_SORTS.map((sort) => `-${sort}` as const)])
    .default('fired'),
  /** `some`: only rules that fired in the range; `none`: only the others */
  fired: z.enum(['any', 'some', 'none']).default('any'),
  /** words of the name, folded */
  q: z.string().max(200).optional(),
  /** defects that must all hold */
  facet: CommaList.pipe(z.array(HygieneFacetSchema)).optional(),
  /** also answer how many rules have each defect */
  withFacets: Flag.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(500).optional(),
});
export type AlertRuleMetricsQuery = z.infer<typeof AlertRuleMetricsQuery>;

export const AlertRuleMetricsRowSchema = RuleRefSchema.extend({
  ...AlertRuleFiguresSchema.shape,
  /** the day (UTC) of its latest episode ever; null = never fired */
  lastFiredOn: z.iso.date().nullable(),
  /** no episode ever */
  neverFired: z.boolean(),
  /** fired once, but not in the 180 days before now */
  silent: z.boolean(),
  /** its definition changed inside the range */
  changedAt: Instant.nullable(),
});
export type AlertRuleMetricsRow = z.infer<typeof AlertRuleMetricsRowSchema>;

export const AlertRuleMetricsResponse = z.object({
  definition: z.object({ key: z.string(), version: Count, text: z.string() }),
  from: Instant,
  to: Instant,
  timeZone: z.string(),
  /** local days of `firedByDay` */
  days: z.array(z.iso.date()),
  totals: z.object({
    rules: Count,
    rulesFired: Count,
    fired: Count,
    pages: Count,
    /** share of episodes from the ten loudest rules; null without episodes */
    top10Share: z.number().nullable(),
    neverFired: Count,
    silent: Count,
  }),
  /** rules with each defect, of those that pass `service`, `team` and `q`; null unless asked for */
  facets: z.array(z.object({ facet: HygieneFacetSchema, count: Count })).nullable(),
  /** alerts that came later may be missing from what `flapping` counts; null unless facets were asked for */
  facetsAsOf: Instant.nullable().optional(),
  items: z.array(AlertRuleMetricsRowSchema),
  nextCursor: z.string().nullable(),
});
export type AlertRuleMetricsResponse = z.infer<typeof AlertRuleMetricsResponse>;

// --- the rules themselves ------------------------------------------------------------------------

/** GET /api/v1/alert-rules. Facets are joined by commas and must all hold. */
export const AlertRulesQuery = z.strictObject({
  q: z.string().max(200).optional(),
  service: CommaList.optional(),
  team: CommaList.optional(),
  source: CommaList.optional(),
  facet: CommaList.pipe(z.array(HygieneFacetSchema)).optional(),
  archived: Flag.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(500).optional(),
});
export type AlertRulesQuery = z.infer<typeof AlertRulesQuery>;

export const AlertRuleItemSchema = RuleRefSchema.extend({
  owner: z.string().nullable(),
  runbookUrl: z.string().nullable(),
  signal: SignalSchema.nullable(),
  signalOrigin: z.enum(['guessed', 'human']).nullable(),
  firstSeenAt: Instant,
  definitionChangedAt: Instant.nullable(),
  archivedAt: Instant.nullable(),
  lastFiredOn: z.iso.date().nullable(),
  facets: z.array(HygieneFacetSchema),
});
export type AlertRuleItem = z.infer<typeof AlertRuleItemSchema>;

export const AlertRulesResponse = pageOf(AlertRuleItemSchema).extend({
  total: Count,
  /** alerts that came later may be missing from what `flapping` counts */
  facetsAsOf: Instant.optional(),
  /** how many of the rules that pass the other filters have each defect; zero is told too */
  facets: z.array(z.object({ facet: HygieneFacetSchema, count: Count })),
});
export type AlertRulesResponse = z.infer<typeof AlertRulesResponse>;

/** One of several definitions that go by the same name (a warning and a critical one, …). */
export const AlertRuleVariantSchema = z.object({
  groupName: z.string().nullable(),
  file: z.string().nullable(),
  expression: z.string().nullable(),
  forSeconds: Count.nullable(),
  keepFiringForSeconds: Count.nullable(),
  labels: z.record(z.string(), z.string()),
  annotations: z.record(z.string(), z.string()),
  severity: z.string().nullable(),
});
export type AlertRuleVariant = z.infer<typeof AlertRuleVariantSchema>;

export const AlertRuleVersionSchema = z.object({
  version: Count,
  expression: z.string().nullable(),
  forSeconds: Count.nullable(),
  keepFiringForSeconds: Count.nullable(),
  labels: z.record(z.string(), z.string()),
  annotations: z.record(z.string(), z.string()),
  /** all definitions of this version; the fields above are those of the first */
  variants: z.array(AlertRuleVariantSchema),
  seenAt: Instant,
});
export type AlertRuleVersion = z.infer<typeof AlertRuleVersionSchema>;

/** What a source cannot tell (METRICS.md section 6), as codes that the product puts into words. */
export const BLIND_SPOTS = [
  'silenced_not_sent',
  'short_not_sent',
  'truncated_not_sent',
  'no_resolved_without_setting',
  'no_acknowledgement',
  'no_pages_known',
] as const;

/** GET /api/v1/alert-rules/<id>: definition, versions newest first, marks of decisions. */
export const AlertRuleResponse = AlertRuleItemSchema.extend({
  uid: z.string(),
  sourceKind: z.string(),
  summary: z.string().nullable(),
  dashboardUrl: z.string().nullable(),
  serviceRunbookUrl: z.string().nullable(),
  team: z.object({ id: Id, name: z.string(), timeZone: z.string() }).nullable(),
  versions: z.array(AlertRuleVersionSchema),
  blindSpots: z.array(z.enum(BLIND_SPOTS)),
  firstEpisodeAt: Instant.nullable(),
  lastEpisodeAt: Instant.nullable(),
  openEpisodes: Count,
  /** file, folder or account that its group is in */
  file: z.string().nullable(),
  /** the last time that its source listed it */
  definedAt: Instant.nullable(),
  /** rules that it was under other names, newest first: their episodes count as its own */
  renamedFrom: z.array(z.object({ id: Id, name: z.string(), at: Instant })),
  /** the rule that goes on in its place */
  renamedTo: z.object({ id: Id, name: z.string() }).nullable(),
  /** rules with the same expression, or with the same name and labels elsewhere; newest known last, at most 10 */
  duplicates: z.array(
    z.object({
      id: Id,
      name: z.string(),
      sourceName: z.string(),
      groupName: z.string().nullable(),
      because: z.enum(['expression', 'name']),
    }),
  ),
  /** silences of its source that name it, newest first; `others`: what else must match */
  silences: z.array(
    z.object({
      externalId: z.string(),
      comment: z.string().nullable(),
      createdBy: z.string().nullable(),
      startsAt: Instant,
      endsAt: Instant.nullable(),
      others: z.array(z.string()),
    }),
  ),
});
export type AlertRuleResponse = z.infer<typeof AlertRuleResponse>;

/** GET /api/v1/alert-rules/<id>/evidence?from&to&timeZone */
export const RangeQuery = z.strictObject(rangeFields);
export type RangeQuery = z.infer<typeof RangeQuery>;
export const AlertRuleEvidenceResponse = AlertRuleFiguresSchema.extend({
  from: Instant,
  to: Instant,
  timeZone: z.string(),
  days: z.array(z.iso.date()),
  /** messages of its source in the range from which the sender left alerts out; above 0 counts are lower bounds */
  cutMessages: Count,
});
export type AlertRuleEvidenceResponse = z.infer<typeof AlertRuleEvidenceResponse>;

/** PATCH /api/v1/alert-rules/<id>: what people may say about a rule; null takes it away. Undo = the old values again. */
export const PatchAlertRuleBody = z.strictObject({
  owner: z.string().trim().min(1).max(200).nullable().optional(),
  runbookUrl: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .nullable()
    .optional(),
  serviceId: IdParam.nullable().optional(),
  severity: z.string().trim().min(1).max(40).nullable().optional(),
  /** null gives the guess back */
  signal: SignalSchema.nullable().optional(),
});
export type PatchAlertRuleBody = z.infer<typeof PatchAlertRuleBody>;

/** What can be set for many rules at once. */
export const RuleFieldsSchema = PatchAlertRuleBody.pick({
  owner: true,
  runbookUrl: true,
  serviceId: true,
  severity: true,
});
export type RuleFields = z.infer<typeof RuleFieldsSchema>;

/**
 * PATCH /api/v1/alert-rules: the same for many rules, all or none; unknown ids are told, not an error. `before` has the
 * values that the change took away: sent as `items` it undoes it.
 */
export const PatchAlertRulesBody = z.strictObject({
  items: z
    .array(z.strictObject({ id: IdParam, set: RuleFieldsSchema }))
    .min(1)
    .max(2000),
});
export type PatchAlertRulesBody = z.infer<typeof PatchAlertRulesBody>;
export const PatchAlertRulesResponse = z.object({
  changed: Count,
  /** they said so already */
  unchanged: Count,
  notFound: z.array(Id),
  before: z.array(
    z.object({
      id: Id,
      set: z.object({
        owner: z.string().nullable().optional(),
        runbookUrl: z.string().nullable().optional(),
        serviceId: Id.nullable().optional(),
        severity: z.string().nullable().optional(),
      }),
    }),
  ),
});
export type PatchAlertRulesResponse = z.infer<typeof PatchAlertRulesResponse>;

/** GET /api/v1/alert-rules/<id>/heat-strip: firings per weekday (1 = Monday) and hour of a zone. */
export const HeatStripResponse = z.object({
  from: Instant,
  to: Instant,
  timeZone: z.string(),
  total: Count,
  max: Count,
  /** 7 rows, Monday first, of 24 counts */
  weekdays: z.array(z.array(Count).length(24)).length(7),
  /** every local day of the range with its 24 hours */
  days: z.array(z.object({ day: z.iso.date(), hours: z.array(Count).length(24) })),
});
export type HeatStripResponse = z.infer<typeof HeatStripResponse>;

/** GET /api/v1/alert-rules/<id>/durations: how long its episodes lasted, and how long until acknowledged. */
export const RuleDurationsResponse = z.object({
  from: Instant,
  to: Instant,
  ended: Count,
  open: Count,
  medianSeconds: z.number().nullable(),
  medianLower: z.number().nullable(),
  medianUpper: z.number().nullable(),
  p90Seconds: z.number().nullable(),
  medianAckSeconds: z.number().nullable(),
  acknowledged: Count,
  /** half-open bands of seconds; `toSeconds` null = no end */
  bands: z.array(z.object({ fromSeconds: Count, toSeconds: Count.nullable(), episodes: Count })),
  /** from start to acknowledgement, of the acknowledged ones */
  ack: z.object({
    medianLower: z.number().nullable(),
    medianUpper: z.number().nullable(),
    p90Seconds: z.number().nullable(),
    /** half-open bands: rows `minAckSeconds`, `maxAckSeconds` */
    bands: z.array(z.object({ fromSeconds: Count, toSeconds: Count.nullable(), episodes: Count })),
  }),
});
export type RuleDurationsResponse = z.infer<typeof RuleDurationsResponse>;
