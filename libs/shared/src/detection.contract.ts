import { z } from 'zod';
import { ProportionSchema } from './alert-rules.contract.js';
import { EpisodeId } from './episode-id.js';
import { bucketFields } from './metric-bucket.contract.js';
import { CommaList, rangeFields } from './range.contract.js';
import { RowId } from './row-id.js';

const Id = z.string();
const Instant = z.iso.datetime({ offset: true });
const Count = z.number().int();

export const LinkStatusSchema = z.enum(['suggested', 'confirmed', 'rejected']);
export type LinkStatus = z.infer<typeof LinkStatusSchema>;

/** An episode that may have told of an incident. `linkId` is null for a proposal that nobody has touched. */
export const EpisodeCandidateSchema = z.object({
  episodeId: EpisodeId,
  alertRuleId: Id,
  ruleName: z.string(),
  serviceId: Id.nullable(),
  serviceName: z.string().nullable(),
  severity: z.string().nullable(),
  startsAt: Instant,
  endsAt: Instant.nullable(),
  notifiedAt: Instant.nullable(),
  summary: z.string().nullable(),
  status: LinkStatusSchema,
  /** seconds from the incident's start to the episode's; negative: it fired before; null: start unknown */
  lagSeconds: z.number().nullable(),
  decidedAt: Instant.nullable(),
  decidedBy: z.string().nullable(),
});
export type EpisodeCandidate = z.infer<typeof EpisodeCandidateSchema>;

/**
 * GET /api/v1/incidents/<id>/episode-candidates: links that exist, and proposals: episodes of its services that
 * started in [started − 15 min, resolved]; at most 200, oldest first.
 */
export const EpisodeCandidatesResponse = z.object({
  items: z.array(EpisodeCandidateSchema),
  truncated: z.boolean(),
});
export type EpisodeCandidatesResponse = z.infer<typeof EpisodeCandidatesResponse>;

/**
 * PUT /api/v1/incidents/<id>/episode-links → EpisodeCandidatesResponse: says of each episode what it is to the
 * incident. `null` takes a person's word back (undo): the episode is a proposal again, or not linked.
 */
export const PutEpisodeLinksBody = z.strictObject({
  links: z
    .array(z.strictObject({ episodeId: EpisodeId, status: LinkStatusSchema.nullable() }))
    .min(1)
    .max(200),
});
export type PutEpisodeLinksBody = z.infer<typeof PutEpisodeLinksBody>;

/** How an incident came to light: METRICS.md section 6, "Recall". */
export const DetectionOutcomeSchema = z.enum(['caught', 'late', 'missed', 'unknown']);
export type DetectionOutcome = z.infer<typeof DetectionOutcomeSchema>;

export const FirstAlertSchema = z.object({
  episodeId: EpisodeId,
  alertRuleId: Id,
  ruleName: z.string(),
  startsAt: Instant,
  /** seconds after the impact began; null: the start is unknown or not a real observation */
  lagSeconds: z.number().nullable(),
  /** seconds after people knew; negative = before */
  afterDetectionSeconds: z.number().nullable(),
});

export const DetectionLedgerRowSchema = z.object({
  incidentId: Id,
  title: z.string(),
  severity: z.string().nullable(),
  services: z.array(z.object({ id: Id, name: z.string() })),
  startedAt: Instant.nullable(),
  detectedAt: Instant.nullable(),
  detectionSource: z.enum(['alert', 'customer', 'colleague', 'partner', 'chance', 'unknown']),
  /** by links that a person confirmed */
  outcome: DetectionOutcomeSchema,
  firstAlert: FirstAlertSchema.nullable(),
  /** by confirmed links and proposals together */
  proposedOutcome: DetectionOutcomeSchema,
  proposedAlert: FirstAlertSchema.nullable(),
  confirmedLinks: Count,
  proposedLinks: Count,
  /** coverage gaps that were recorded from it */
  coverageGapIds: z.array(Id),
});
export type DetectionLedgerRow = z.infer<typeof DetectionLedgerRowSchema>;

/** GET /api/v1/detection-ledger: incidents that started in the range, newest first. */
export const DetectionLedgerQuery = z.strictObject({
  ...rangeFields,
  service: CommaList.optional(),
  team: CommaList.optional(),
  /** rows whose outcome (confirmed and proposed links) is one of these */
  outcome: CommaList.pipe(z.array(DetectionOutcomeSchema)).optional(),
  /** rows whose outcome by confirmed links alone is one of these */
  confirmedOutcome: CommaList.pipe(z.array(DetectionOutcomeSchema)).optional(),
  detectionSource: CommaList.optional(),
  /** incidents that one of these rules told in time, by a link that a person confirmed */
  rule: CommaList.pipe(z.array(RowId)).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(500).optional(),
});
export type DetectionLedgerQuery = z.infer<typeof DetectionLedgerQuery>;

const OutcomeCountsSchema = z.object({ caught: Count, late: Count, missed: Count, unknown: Count });

export const DetectionLedgerResponse = z.object({
  definition: z.object({ key: z.string(), version: Count, text: z.string() }),
  from: Instant,
  to: Instant,
  timeZone: z.string(),
  items: z.array(DetectionLedgerRowSchema),
  nextCursor: z.string().nullable(),
  /** of every incident in the range (before `outcome` and `detectionSource`) */
  recall: z.object({
    confirmed: ProportionSchema.nullable(),
    withProposed: ProportionSchema.nullable(),
    confirmedCounts: OutcomeCountsSchema,
    withProposedCounts: OutcomeCountsSchema,
  }),
  detectionSources: z.record(z.string(), Count),
});
export type DetectionLedgerResponse = z.infer<typeof DetectionLedgerResponse>;

// --- recall ---------------------------------------------------------------------------------------

/** GET /api/v1/metrics/recall: how many incidents an alert told in time, per period and service. */
export const RecallQuery = z.strictObject({
  ...rangeFields,
  ...bucketFields,
  service: CommaList.optional(),
  team: CommaList.optional(),
  groupBy: z.enum(['service']).optional(),
  language: z.enum(['en', 'ja']).default('en'),
});
export type RecallQuery = z.infer<typeof RecallQuery>;

/** Counts and shares by confirmed links, and by confirmed and proposed ones together. */
export const RecallSchema = z.object({
  confirmed: ProportionSchema.nullable(),
  withProposed: ProportionSchema.nullable(),
  confirmedCounts: OutcomeCountsSchema,
  withProposedCounts: OutcomeCountsSchema,
});
export type Recall = z.infer<typeof RecallSchema>;

/** An incident of two services counts for both; one of none stands under the key `none`. */
export const RecallResponse = z.object({
  definition: z.object({ key: z.string(), version: Count, text: z.string() }),
  from: Instant,
  to: Instant,
  timeZone: z.string(),
  whole: RecallSchema,
  groups: z.array(
    z.object({
      key: z.string(),
      label: z.string().nullable(),
      total: RecallSchema,
      buckets: z.array(
        RecallSchema.extend({ from: Instant, to: Instant, partial: z.boolean(), unfinished: z.boolean() }),
      ),
    }),
  ),
});
export type RecallResponse = z.infer<typeof RecallResponse>;
