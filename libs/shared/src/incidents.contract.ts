import { z } from 'zod';
import { ImportInstant, Instant, listOf } from './field.contract.js';
import { PageQuery, pageOf } from './page.contract.js';
import { PostmortemImportFields, PostmortemStatus } from './postmortem-fields.contract.js';
import { InstantOrDay, KnownTimeZone } from './range.contract.js';

export const Severity = z.enum(['SEV1', 'SEV2', 'SEV3', 'SEV4']);
export type Severity = z.infer<typeof Severity>;

export const IncidentKind = z.enum(['incident', 'drill', 'test', 'maintenance']);
export type IncidentKind = z.infer<typeof IncidentKind>;

/** Who or what noticed first (PRACTICE.md A1). Everything but `alert` and `unknown` is a person. */
export const DetectionSource = z.enum(['alert', 'customer', 'colleague', 'partner', 'chance', 'unknown']);
export type DetectionSource = z.infer<typeof DetectionSource>;

/** The seven instants of METRICS.md section 1, in the order in which they usually happen. */
export const InstantField = z.enum([
  'startedAt',
  'detectedAt',
  'acknowledgedAt',
  'declaredAt',
  'mitigatedAt',
  'resolvedAt',
  'closedAt',
]);
export type InstantField = z.infer<typeof InstantField>;

export const Provenance = z.enum(['observed', 'human', 'imported', 'defaulted']);
export type Provenance = z.infer<typeof Provenance>;

/** Shipped lists of METRICS.md section 3; other values are taken as they come (see normalize-category.ts). */
export const CAUSE_CATEGORIES = [
  'software',
  'development_process_failure',
  'complex_system_behaviour',
  'deployment_planning',
  'network',
  'hardware',
  'other',
] as const;
export const TRIGGER_CATEGORIES = [
  'binary_push',
  'config_push',
  'user_behaviour_change',
  'processing_pipeline',
  'service_provider_change',
  'performance_decay',
  'capacity_management',
  'hardware',
  'other',
] as const;
const Category = z.string().trim().min(1).max(80);

const Title = z.string().trim().min(1).max(300);
const LongText = z.string().max(100_000);
const Tags = z.array(z.string().trim().min(1).max(80)).max(50);
const Url = z.url({ protocol: /^https?$/ }).max(2000);
const Id = z.string().regex(/^\d{1,18}$/, 'expected an id');

/** A record that cannot be right: which rule it breaks and between which fields. Kept and shown, never repaired. */
export const InstantProblem = z.object({
  code: z.enum(['order_broken', 'in_future', 'too_long', 'absurd_year']),
  fields: z.array(InstantField).min(1),
});
export type InstantProblem = z.infer<typeof InstantProblem>;

const Instants = z.object({
  startedAt: Instant.nullable(),
  detectedAt: Instant.nullable(),
  acknowledgedAt: Instant.nullable(),
  declaredAt: Instant.nullable(),
  mitigatedAt: Instant.nullable(),
  resolvedAt: Instant.nullable(),
  closedAt: Instant.nullable(),
});

const NamedRef = z.object({ id: z.string(), name: z.string() });

/** One incident as lists show it. `cohortField` says which instant places it in a period; null = none is known. */
export const IncidentRow = Instants.extend({
  id: z.string(),
  source: z.string(),
  externalId: z.string().nullable(),
  title: z.string(),
  kind: IncidentKind,
  status: z.enum(['open', 'resolved']),
  severity: Severity.nullable(),
  firstSeverity: Severity.nullable(),
  cohortField: InstantField.nullable(),
  provenance: z.partialRecord(InstantField, Provenance),
  problems: z.array(InstantProblem),
  reopenedCount: z.number().int(),
  detectionSource: DetectionSource,
  causeCategory: z.string().nullable(),
  triggerCategory: z.string().nullable(),
  url: z.string().nullable(),
  tags: z.array(z.string()),
  services: z.array(NamedRef),
  team: NamedRef.nullable(),
  duplicateOfId: z.string().nullable(),
  postmortemStatus: PostmortemStatus.nullable(),
  confirmedRecurrences: z.number().int(),
  suggestedRecurrences: z.number().int(),
  actionItems: z.object({ open: z.number().int(), all: z.number().int() }),
  isSample: z.boolean(),
  rowVersion: z.int32(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type IncidentRow = z.infer<typeof IncidentRow>;

export const IncidentsResponse = pageOf(IncidentRow);
export type IncidentsResponse = z.infer<typeof IncidentsResponse>;

export const IncidentSort = z.enum([
  '-occurredAt',
  'occurredAt',
  'severity',
  '-severity',
  '-ttr',
  'ttr',
  '-updatedAt',
]);
export type IncidentSort = z.infer<typeof IncidentSort>;

/** Filters of the list, its facets and its exports. Values of one filter are joined by commas and mean "any of". */
export const IncidentFilters = z.strictObject({
  /** range on the cohort instant: started, else detected, else declared; half-open; days are midnight in `timeZone` */
  from: InstantOrDay.optional(),
  to: InstantOrDay.optional(),
  timeZone: KnownTimeZone.default('UTC'),
  /** ids, keys or names of services; their components count as well; `none`: of no service */
  service: listOf(z.string().min(1).max(100)).optional(),
  /** `exclude`: only incidents of the services themselves, as in a figure's group of one service */
  components: z.enum(['include', 'exclude']).default('include'),
  /** ids, keys or names of teams: the incident's own, or the team of one of its services; `none`: of no team */
  team: listOf(z.string().min(1).max(100)).optional(),
  severity: listOf(z.enum([...Severity.options, 'none'])).optional(),
  /** which severity `severity` asks for: the one that holds now, or the one that was set first */
  severityOf: z.enum(['final', 'first']).default('final'),
  detectionSource: listOf(DetectionSource).optional(),
  /** `none`: not said */
  causeCategory: listOf(Category).optional(),
  triggerCategory: listOf(Category).optional(),
  kind: listOf(IncidentKind).optional(),
  status: z.enum(['open', 'resolved']).optional(),
  q: z.string().trim().max(200).optional(),
  problem: z.enum(['any', 'order', 'implausible']).optional(),
  /** instants that are not known; `any` of the four that intervals need, `cohort`: nothing places it in a period */
  missing: listOf(z.enum([...InstantField.options, 'cohort', 'any'])).optional(),
  provenance: Provenance.optional(),
  recurrence: z.enum(['confirmed', 'suggested', 'none']).optional(),
  postmortem: listOf(z.enum([...PostmortemStatus.options, 'none'])).optional(),
  /** does a criterion of the settings ask for a postmortem? */
  postmortemRequired: z.enum(['required', 'not_required']).optional(),
  duplicates: z.enum(['only', 'include', 'exclude']).default('include'),
  /** `none`: without any */
  tag: listOf(z.string().min(1).max(80)).optional(),
  source: listOf(z.string().min(1).max(100)).optional(),
  ids: listOf(Id, 500).optional(),
});
export type IncidentFilters = z.infer<typeof IncidentFilters>;

export const IncidentsQuery = z.strictObject({
  ...IncidentFilters.shape,
  ...PageQuery.shape,
  sort: IncidentSort.default('-occurredAt'),
});
export type IncidentsQuery = z.infer<typeof IncidentsQuery>;

export const IncidentExportQuery = z.strictObject({
  ...IncidentFilters.shape,
  format: z.enum(['csv', 'json']).default('csv'),
});
export type IncidentExportQuery = z.infer<typeof IncidentExportQuery>;

const Facet = z.array(z.object({ value: z.string(), label: z.string().nullable(), count: z.number().int() }));

/** Counts beside the filters. Each facet is counted with all filters but its own, so that zero is a fact. */
export const IncidentFacetsResponse = z.object({
  total: z.number().int(),
  withProblems: z.number().int(),
  severity: Facet,
  detectionSource: Facet,
  causeCategory: Facet,
  kind: Facet,
  service: Facet,
  status: Facet,
  /** rows that would come back without this one filter: says which filter removed them */
  removedBy: z.array(z.object({ filter: z.string(), count: z.number().int() })),
  /** incidents that nothing places in a period; a range never shows them */
  undated: z.number().int(),
});
export type IncidentFacetsResponse = z.infer<typeof IncidentFacetsResponse>;

const OptionalInstants = z.object({
  startedAt: Instant.nullable().optional(),
  detectedAt: Instant.nullable().optional(),
  acknowledgedAt: Instant.nullable().optional(),
  declaredAt: Instant.nullable().optional(),
  mitigatedAt: Instant.nullable().optional(),
  resolvedAt: Instant.nullable().optional(),
  closedAt: Instant.nullable().optional(),
}).shape;

/** POST /api/v1/incidents: only the title is needed. Instants given here were told by a person. */
export const CreateIncidentBody = z.strictObject({
  title: Title,
  kind: IncidentKind.optional(),
  severity: Severity.nullable().optional(),
  /** why this severity: the answers to the guide, for the history */
  severityReason: z.string().max(1000).optional(),
  ...OptionalInstants,
  /** names, keys or aliases; unknown ones are made */
  services: z.array(z.string().trim().min(1).max(200)).max(50).optional(),
  teamId: Id.nullable().optional(),
  detectionSource: DetectionSource.optional(),
  causeCategory: Category.nullable().optional(),
  triggerCategory: Category.nullable().optional(),
  summary: LongText.nullable().optional(),
  impact: LongText.nullable().optional(),
  url: Url.nullable().optional(),
  tags: Tags.optional(),
});
export type CreateIncidentBody = z.infer<typeof CreateIncidentBody>;

/** PATCH /api/v1/incidents/<id>: `rowVersion` is what the caller saw; another one answers 409 `stale`. */
export const PatchIncidentBody = z.strictObject({
  rowVersion: z.int32().positive(),
  title: Title.optional(),
  kind: IncidentKind.optional(),
  services: z.array(z.string().trim().min(1).max(200)).max(50).optional(),
  teamId: Id.nullable().optional(),
  detectionSource: DetectionSource.optional(),
  causeCategory: Category.nullable().optional(),
  triggerCategory: Category.nullable().optional(),
  summary: LongText.nullable().optional(),
  impact: LongText.nullable().optional(),
  url: Url.nullable().optional(),
  tags: Tags.optional(),
});
export type PatchIncidentBody = z.infer<typeof PatchIncidentBody>;

/** PUT /api/v1/incidents/<id>/instants/<field>: null = a person says that it is not known. */
export const PutInstantBody = z.strictObject({
  at: Instant.nullable(),
  note: z.string().trim().max(1000).optional(),
});
export type PutInstantBody = z.infer<typeof PutInstantBody>;

export const ChangeSeverityBody = z.strictObject({
  severity: Severity,
  at: Instant.optional(),
  reason: z.string().trim().max(1000).optional(),
});
export type ChangeSeverityBody = z.infer<typeof ChangeSeverityBody>;

export const ReopenIncidentBody = z.strictObject({ note: z.string().trim().max(1000).optional() });
export type ReopenIncidentBody = z.infer<typeof ReopenIncidentBody>;

export const MarkDuplicateBody = z.strictObject({ duplicateOfId: Id.nullable() });
export type MarkDuplicateBody = z.infer<typeof MarkDuplicateBody>;

/** One incident of an import (DESIGN.md section 2). Absent = not said; a field that a person set stays theirs. */
export const IncidentImportRecord = z.object({
  externalId: z.string().trim().min(1).max(300),
  source: z.string().trim().min(1).max(100).default('import'),
  title: Title,
  severity: Severity.nullish(),
  services: z.array(z.string().trim().min(1).max(200)).max(50).optional(),
  startedAt: ImportInstant.nullish(),
  detectedAt: ImportInstant.nullish(),
  acknowledgedAt: ImportInstant.nullish(),
  declaredAt: ImportInstant.nullish(),
  mitigatedAt: ImportInstant.nullish(),
  resolvedAt: ImportInstant.nullish(),
  closedAt: ImportInstant.nullish(),
  /** where an instant came from, when the sender knows: `observed` by a machine, or `defaulted` from another one */
  provenance: z.partialRecord(InstantField, z.enum(['observed', 'imported', 'defaulted'])).optional(),
  detectionSource: DetectionSource.nullish(),
  causeCategory: Category.nullish(),
  trigger: Category.nullish(),
  summary: LongText.nullish(),
  impact: LongText.nullish(),
  kind: IncidentKind.nullish(),
  /** external ids in the same source */
  duplicateOf: z.string().trim().min(1).max(300).nullish(),
  recurrenceOf: z.string().trim().min(1).max(300).nullish(),
  url: Url.nullish(),
  tags: Tags.optional(),
  team: z.string().trim().min(1).max(200).nullish(),
  postmortem: PostmortemImportFields.nullish(),
  isSample: z.boolean().optional(),
});
export type IncidentImportRecord = z.infer<typeof IncidentImportRecord>;
