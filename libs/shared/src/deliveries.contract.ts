import { z } from 'zod';
import { PageQuery, pageOf } from './page.contract.js';
import { CommaList, InstantOrDay, KnownTimeZone } from './range.contract.js';
import { RowId } from './row-id.js';

const Instant = z.iso.datetime({ offset: true });

/**
 * `pending` durable, not read yet · `done` read, its effect is in the data · `duplicate` its sender had sent it before:
 * kept, without effect · `quarantined` kept, could not be read (wholly) · `discarded` a person decided that it does not
 * matter.
 */
export const DeliveryState = z.enum(['pending', 'done', 'duplicate', 'quarantined', 'discarded']);
export type DeliveryState = z.infer<typeof DeliveryState>;

/** A part of a delivery that could not be read. */
export const UnreadPart = z.object({
  /** null: the whole message */
  field: z.string().nullable(),
  /** what was expected of it: an `ExpectationCode` with its values; null where there are words only, and in old rows */
  code: z.string().nullable().default(null),
  params: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  /** the same in English */
  expected: z.string().nullable(),
  /** JSON, or `nothing`, `an object`, `an array`, `a list` */
  found: z.string().nullable(),
  /** of a mapping over a list: which item, from 1 */
  item: z.number().int().nullable(),
  /** all of it in English */
  text: z.string(),
});
export type UnreadPart = z.infer<typeof UnreadPart>;

/** What could not be read: how many parts of how many, and the first five. */
export const UnreadParts = z.object({
  count: z.number().int(),
  of: z.number().int(),
  parts: z.array(UnreadPart),
});
export type UnreadParts = z.infer<typeof UnreadParts>;

/** What reading a delivery did. */
export const DeliveryResult = z.object({
  episodes: z.object({ created: z.number(), updated: z.number(), unchanged: z.number() }),
  actionItems: z.object({ created: z.number(), updated: z.number(), unchanged: z.number() }),
  /** events of episodes; absent where a delivery was read before there were any */
  events: z.object({ created: z.number(), unchanged: z.number() }).optional(),
  /** definitions of rules that came with it */
  definitions: z.object({ created: z.number(), updated: z.number(), unchanged: z.number() }).optional(),
  /** parts that were understood but left out, and why */
  warnings: z.array(z.string()),
  /** alerts that the sender says it cut off: counts of its source over that time are lower bounds */
  truncatedAlerts: z.number().int().positive().optional(),
  /** why the sender sent it, in its words ("repeat interval elapsed") */
  notificationReason: z.string().optional(),
  /** absent when all of it could be read */
  unread: UnreadParts.optional(),
});
export type DeliveryResult = z.infer<typeof DeliveryResult>;

export const DeliveryRow = z.object({
  id: z.string(),
  receivedAt: Instant,
  sourceId: z.string(),
  sourceName: z.string().nullable(),
  sourceKind: z.string().nullable(),
  /** what reads it: alertmanager, alertmanager-receiver, generic, github */
  adapter: z.string(),
  state: DeliveryState,
  /** what the sender's credential was: `valid` it signed the bytes, `none` it showed a token */
  signature: z.enum(['none', 'valid']),
  /** what the sender itself calls this delivery; null where it has no name for it */
  senderDeliveryId: z.string().nullable(),
  /** the delivery that this one repeats */
  duplicateOf: z.string().nullable(),
  attempts: z.number().int(),
  nextAttemptAt: Instant.nullable(),
  processedAt: Instant.nullable(),
  sizeBytes: z.number().int(),
  errorCode: z.string().nullable(),
  /** in words: which field, what was expected, what was found */
  errorDetail: z.string().nullable(),
  result: DeliveryResult.nullable(),
});
export type DeliveryRow = z.infer<typeof DeliveryRow>;

const filterFields = {
  state: CommaList.pipe(z.array(DeliveryState)).optional(),
  source: CommaList.pipe(z.array(RowId)).optional(),
  from: InstantOrDay.optional(),
  to: InstantOrDay.optional(),
  timeZone: KnownTimeZone.default('UTC'),
  /** the sender's own id, whole */
  senderId: z.string().trim().min(1).max(200).optional(),
  /** text in the body, compared byte by byte; looks into the newest 2,000 deliveries that pass the other filters */
  text: z.string().trim().min(2).max(200).optional(),
};

/** GET /api/v1/deliveries: newest first. */
export const DeliveriesQuery = PageQuery.extend(filterFields);
export type DeliveriesQuery = z.infer<typeof DeliveriesQuery>;
export type DeliveriesFilter = z.infer<typeof DeliveriesFilter>;

export const DeliveriesResponse = pageOf(DeliveryRow).extend({
  /** all by state under the same filters but the state's, counted up to 10,000 each; null when text was searched */
  counts: z.record(DeliveryState, z.number().int()).nullable(),
  /** how long bodies are kept, and the oldest that is still there (without any filter); null when there is none */
  retention: z.object({ days: z.number().int(), oldestAt: Instant.nullable() }),
});
export type DeliveriesResponse = z.infer<typeof DeliveriesResponse>;

/** GET /api/v1/deliveries/<id> */
export const DeliveryResponse = DeliveryRow.extend({
  /** only those that help to understand it; credentials are never kept */
  headers: z.record(z.string(), z.string()),
  /** when a person asked to have it read again */
  replayedAt: Instant.nullable(),
  /** the newest 20 that repeat this one */
  duplicates: z.array(z.object({ id: z.string(), receivedAt: Instant })),
  /** the first 256 KiB as UTF-8 */
  body: z.string(),
  isBodyTruncated: z.boolean(),
});
export type DeliveryResponse = z.infer<typeof DeliveryResponse>;

/** The filters of the list as a body; states and sources are lists. */
const DeliveriesFilter = z.strictObject({
  ...filterFields,
  state: z.array(DeliveryState).min(1).optional(),
  source: z.array(RowId).min(1).optional(),
});

/**
 * POST /api/v1/deliveries/<replay|discard|restore>: by id, all that are in quarantine (of one source), or all that pass
 * a filter, at most 50,000 at once (with `text` at most 2,000).
 */
export const DeliveriesActionBody = z.union([
  z.strictObject({ ids: z.array(RowId).min(1).max(500) }),
  z.strictObject({ filter: DeliveriesFilter }),
  z.strictObject({ allQuarantined: z.literal(true), sourceId: RowId.optional() }),
]);
export type DeliveriesActionBody = z.infer<typeof DeliveriesActionBody>;

/** How many were changed, and which (at most 1,000 ids); `hasMore` when the limit left some out. */
export const DeliveriesActionResponse = z.object({
  changed: z.number().int(),
  ids: z.array(z.string()),
  hasMore: z.boolean(),
});
export type DeliveriesActionResponse = z.infer<typeof DeliveriesActionResponse>;

/** 202 of POST /api/v1/ingest/<source>: the body is durable. */
export const IngestResponse = z.object({ deliveryId: z.string() });
export type IngestResponse = z.infer<typeof IngestResponse>;

/** GET /api/v1/ingest/<source>: for people and probes. */
export const IngestProbeResponse = z.object({ kind: z.string(), name: z.string(), method: z.string() });
export type IngestProbeResponse = z.infer<typeof IngestProbeResponse>;

/** Query of POST /api/v1/ingest/<source>; senders add parameters of their own. */
export const IngestQuery = z.object({
  /** cloudevents: the token, where the sender can send no header */
  access_token: z.string().max(500).optional(),
});
export type IngestQuery = z.infer<typeof IngestQuery>;
