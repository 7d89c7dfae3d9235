import { z } from 'zod';
import { UnreadParts } from './deliveries.contract.js';
import { RowId } from './row-id.js';
import { SOURCE_KINDS } from './source-kinds.js';
import { SourceMapping } from './source-mapping.contract.js';

const Instant = z.iso.datetime({ offset: true });

/** Kinds of source that a person can add. Answers may name others: an import or sample data has sources too. */
export const SourceKind = z.enum(Object.keys(SOURCE_KINDS) as [keyof typeof SOURCE_KINDS]);
export type SourceKind = z.infer<typeof SourceKind>;

const LabelNames = z.array(z.string().trim().min(1).max(200)).min(1).max(20);

const HeaderName = z
  .string()
  .max(100)
  .regex(/^[A-Za-z0-9-]+$/, 'expected the name of a header: letters, digits and dashes');

/** How a source is read. What is left out has the default of its kind. */
export const SourceSettings = z.strictObject({
  /** kinds of alerts: labels that name the service, the first one present counts; each kind has its default */
  serviceLabels: LabelNames.optional(),
  /** alertmanager: label with the severity; default severity */
  severityLabel: z.string().trim().min(1).max(200).optional(),
  /** github, jira, linear: labels that make an issue an action item; default postmortem, action-item */
  labels: LabelNames.optional(),
  /** cloudwatch: ARNs of the SNS topics whose messages and confirmations are taken */
  allowedTopics: z
    .array(z.string().regex(/^arn:aws[\w-]*:sns:[\w-]+:\d{12}:[\w.-]+$/, 'expected the ARN of an SNS topic'))
    .min(1)
    .max(50)
    .optional(),
  /** grafana: header with the signature; default X-Grafana-Alerting-Signature */
  signatureHeader: HeaderName.optional(),
  /** grafana: header with the time that is signed as well; without it the body alone is signed */
  timestampHeader: HeaderName.optional(),
  /** jira: resolutions that mean "we will not do it"; default: Jira's own in English and Japanese */
  declinedResolutions: LabelNames.optional(),
  /** generic, cloudevents, alertmanager (custom payloads): how JSON that was not made for Tenken is read */
  mapping: SourceMapping.optional(),
});
export type SourceSettings = z.infer<typeof SourceSettings>;

const Name = z.string().trim().min(1).max(120);
/** Part of the address and of ids in files: lower case, digits and dashes. */
const Key = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected lower-case letters, digits and single dashes');
/** GitHub signs with it: at least 16 characters, or guessing would do. */
const Secret = z.string().min(16, 'expected at least 16 characters').max(200);

export const SourceRow = z.object({
  id: z.string(),
  kind: z.string(),
  key: z.string(),
  name: z.string(),
  teamId: z.string().nullable(),
  serviceId: z.string().nullable(),
  settings: SourceSettings,
  hasSecret: z.boolean(),
  /** until when replaced credentials are still taken; null when none are */
  oldCredentialsUntil: Instant.nullable(),
  isSample: z.boolean(),
  createdAt: Instant,
  disabledAt: Instant.nullable(),
  /** where its sender posts to; null for kinds that nothing is sent to */
  ingestUrl: z.string().nullable(),
  /** the drop-in receiver (Prometheus adds /api/v2/alerts); null for kinds without */
  receiverUrl: z.string().nullable(),
  /** the newest delivery, whatever became of it */
  lastDeliveryAt: Instant.nullable(),
  /** the newest delivery in quarantine */
  lastError: z
    .object({
      deliveryId: z.string(),
      at: Instant,
      code: z.string().nullable(),
      detail: z.string().nullable(),
      unread: UnreadParts.nullable(),
    })
    .nullable(),
  pending: z.number().int(),
  quarantined: z.number().int(),
  /** episodes that started in today and the 6 UTC days before */
  episodesLast7Days: z.number().int(),
  /** UTC days that `episodesLast7Days` covers, half-open, so that a page can link to the rows */
  episodesFrom: z.iso.date(),
  episodesTo: z.iso.date(),
  alertRules: z.number().int(),
});
export type SourceRow = z.infer<typeof SourceRow>;

/** GET /api/v1/sources */
export const SourcesResponse = z.object({ items: z.array(SourceRow), asOf: Instant });
export type SourcesResponse = z.infer<typeof SourcesResponse>;

/** POST /api/v1/sources → 201 SourceCreatedResponse */
export const CreateSourceBody = z.strictObject({
  kind: SourceKind,
  name: Name,
  /** made from the name when it is left out */
  key: Key.optional(),
  teamId: RowId.nullable().optional(),
  serviceId: RowId.nullable().optional(),
  settings: SourceSettings.optional(),
  /**
   * github, jira: made when it is left out · grafana, pagerduty, sentry, linear: the one that the sender shows; it can be
   * given later · pagerduty-events: a routing key that is in use already; made when it is left out
   */
  secret: Secret.optional(),
});
export type CreateSourceBody = z.infer<typeof CreateSourceBody>;

/** The token (or GitHub's secret) is in this answer and never again. */
export const SourceCreatedResponse = z.object({
  source: SourceRow,
  token: z.string().nullable(),
  secret: z.string().nullable(),
});
export type SourceCreatedResponse = z.infer<typeof SourceCreatedResponse>;

/** PATCH /api/v1/sources/<id> → SourceRow */
export const UpdateSourceBody = z.strictObject({
  name: Name.optional(),
  teamId: RowId.nullable().optional(),
  serviceId: RowId.nullable().optional(),
  settings: SourceSettings.optional(),
  disabled: z.boolean().optional(),
});
export type UpdateSourceBody = z.infer<typeof UpdateSourceBody>;

/**
 * POST /api/v1/sources/<id>/credentials → 201 SourceCreatedResponse: new ones. The old ones end at once, or after
 * `overlapHours`, in which both are taken.
 */
export const RenewCredentialsBody = z
  .strictObject({
    /** pagerduty, sentry, linear, grafana: the secret that the sender shows; others: one that is in use already */
    secret: Secret.optional(),
    overlapHours: z.number().int().min(0).max(168).optional(),
  })
  .default({});
export type RenewCredentialsBody = z.infer<typeof RenewCredentialsBody>;
