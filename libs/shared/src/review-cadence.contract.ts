import { z } from 'zod';
import { Instant } from './field.contract.js';
import { MetricDefinition } from './metric-definition.contract.js';
import { ShareOfMetric } from './metric-range.contract.js';
import { PageQuery, pageOf } from './page.contract.js';
import { CommaList } from './range.contract.js';
import { VerdictSchema } from './verdicts.contract.js';

const Id = z.string();
const Count = z.number().int();
const scope = { service: CommaList.optional(), team: CommaList.optional() };

/** GET /api/v1/metrics/review-cadence: how often what fires is looked at, as of now. */
export const ReviewCadenceQuery = z.strictObject({ ...scope, language: z.enum(['en', 'ja']).default('en') });
export type ReviewCadenceQuery = z.infer<typeof ReviewCadenceQuery>;

export const ReviewCadenceResponse = z.object({
  definition: MetricDefinition,
  asOf: Instant,
  /** services that have a rule, and how many of them were in a closed review */
  services: Count,
  reviewedIn30Days: Count,
  reviewedIn90Days: Count,
  shareIn30Days: ShareOfMetric.nullable(),
  shareIn90Days: ShareOfMetric.nullable(),
  rules: Count,
  rulesNeverReviewed: Count,
  /** open decisions past their due date */
  decisionsOverdue: Count,
  /** rules whose newest verdict is noise, with neither a decision nor a change of the definition since */
  reviewedUnchanged: Count,
});
export type ReviewCadenceResponse = z.infer<typeof ReviewCadenceResponse>;

/** GET /api/v1/review-cadence/services: the longest without a review first. */
export const CadenceServicesQuery = z.strictObject({
  ...scope,
  reviewed: z.enum(['within_30', 'not_within_30', 'within_90', 'not_within_90', 'all']).default('all'),
  ...PageQuery.shape,
});
export type CadenceServicesQuery = z.infer<typeof CadenceServicesQuery>;
export const CadenceServiceSchema = z.object({
  id: Id,
  name: z.string(),
  teamName: z.string().nullable(),
  rules: Count,
  lastReviewedAt: Instant.nullable(),
  lastReviewId: Id.nullable(),
});
export type CadenceService = z.infer<typeof CadenceServiceSchema>;
export const CadenceServicesResponse = pageOf(CadenceServiceSchema).extend({ total: Count });
export type CadenceServicesResponse = z.infer<typeof CadenceServicesResponse>;

/** GET /api/v1/review-cadence/rules: by name. */
export const CadenceRulesQuery = z.strictObject({
  ...scope,
  state: z.enum(['never_reviewed', 'unchanged']),
  ...PageQuery.shape,
});
export type CadenceRulesQuery = z.infer<typeof CadenceRulesQuery>;
export const CadenceRuleSchema = z.object({
  id: Id,
  name: z.string(),
  serviceName: z.string().nullable(),
  verdict: VerdictSchema.nullable(),
  judgedAt: Instant.nullable(),
  reviewSessionId: Id.nullable(),
});
export type CadenceRule = z.infer<typeof CadenceRuleSchema>;
export const CadenceRulesResponse = pageOf(CadenceRuleSchema).extend({ total: Count });
export type CadenceRulesResponse = z.infer<typeof CadenceRulesResponse>;
