import { z } from 'zod';
import { EpisodeId } from './episode-id.js';
import { pageOf } from './page.contract.js';
import { CommaList, Flag, rangeFields } from './range.contract.js';
import { RowId } from './row-id.js';
import { VerdictSchema } from './verdicts.contract.js';

const Id = z.string();
const Instant = z.iso.datetime({ offset: true });

const IdList = CommaList.pipe(z.array(RowId));

/** Verdicts, and `none` for episodes that nobody has judged. */
const VerdictFilter = z.enum([...VerdictSchema.options, 'none', 'any']);

/**
 * GET /api/v1/episodes: newest first. Filters are joined by `and`, the values of one filter by `or`. A list filter
 * takes ids joined by commas. Without `from` and `to` there is no limit in time.
 */
export const EpisodesQuery = z.strictObject({
  ...rangeFields,
  rule: IdList.optional(),
  service: CommaList.optional(),
  team: CommaList.optional(),
  /** ids of services that the rule belongs to now, whatever service the message named; `none`: rules without one */
  ruleService: CommaList.optional(),
  source: CommaList.optional(),
  severity: CommaList.optional(),
  verdict: CommaList.pipe(z.array(VerdictFilter)).optional(),
  /** has not ended */
  open: Flag.optional(),
  /** a person was notified */
  notified: Flag.optional(),
  /** was silenced or inhibited */
  suppressed: Flag.optional(),
  acknowledged: Flag.optional(),
  /** ended with no acknowledgement */
  selfResolved: Flag.optional(),
  /** ended within 5 minutes */
  fleeting: Flag.optional(),
  /** the clock of the rule's team when it started */
  hours: z.enum(['working', 'off', 'sleep']).optional(),
  /** weekday (1 = Monday) and hour of the query's time zone */
  weekday: z.coerce.number().int().min(1).max(7).optional(),
  hour: z.coerce.number().int().min(0).max(23).optional(),
  /** bands of duration, seconds: [minSeconds, maxSeconds) */
  minSeconds: z.coerce.number().min(0).optional(),
  maxSeconds: z.coerce.number().min(0).optional(),
  /** part of 3 or more firings of one fingerprint within an hour */
  chattering: Flag.optional(),
  /** fired for 24 hours or more, or has been firing for that long now */
  stale: Flag.optional(),
  /** bands from start to acknowledgement, seconds: [minAckSeconds, maxAckSeconds) */
  minAckSeconds: z.coerce.number().min(0).optional(),
  maxAckSeconds: z.coerce.number().min(0).optional(),
  /** began within 5 minutes of an episode of one of these rules */
  with: IdList.optional(),
  /** began under one of these silences, and its labels match it */
  hiddenBy: IdList.optional(),
  /** the incident that it is linked to (not rejected) */
  incident: IdList.optional(),
  ids: CommaList.pipe(z.array(EpisodeId)).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(1000).optional(),
});
export type EpisodesQuery = z.infer<typeof EpisodesQuery>;

export const EpisodeLinkSchema = z.object({
  incidentId: Id,
  title: z.string(),
  severity: z.string().nullable(),
  status: z.enum(['suggested', 'confirmed', 'rejected']),
});

export const EpisodeItemSchema = z.object({
  id: EpisodeId,
  alertRuleId: Id,
  ruleName: z.string(),
  sourceId: Id,
  sourceName: z.string(),
  serviceId: Id.nullable(),
  serviceName: z.string().nullable(),
  severity: z.string().nullable(),
  startsAt: Instant,
  endsAt: Instant.nullable(),
  endReason: z.enum(['resolved', 'expired', 'closed']).nullable(),
  durationSeconds: z.number().nullable(),
  acknowledgedAt: Instant.nullable(),
  acknowledgedBy: z.string().nullable(),
  notifiedAt: Instant.nullable(),
  suppressedAt: Instant.nullable(),
  /** the first receipt of it, by our clock */
  receivedAt: Instant,
  /** from the start by the sender's clock to its first receipt by ours: delay, and how far the clocks differ */
  skewSeconds: z.number(),
  summary: z.string().nullable(),
  verdict: VerdictSchema.nullable(),
  /** `episode`: given to it; `rule`: the rule's verdict for a window covers it */
  verdictFrom: z.enum(['episode', 'rule']).nullable(),
  incidents: z.array(EpisodeLinkSchema),
});
export type EpisodeItem = z.infer<typeof EpisodeItemSchema>;

export const EpisodesResponse = pageOf(EpisodeItemSchema).extend({
  /** all that pass the filters; null past 100,000 (`totalAtLeast` then says how many at least) */
  total: z.number().int().nullable(),
  totalAtLeast: z.number().int(),
});
export type EpisodesResponse = z.infer<typeof EpisodesResponse>;

/** GET /api/v1/episodes/<id> */
export const EpisodeResponse = EpisodeItemSchema.extend({
  fingerprint: z.string(),
  labels: z.record(z.string(), z.string()),
  annotations: z.record(z.string(), z.string()),
  generatorUrl: z.string().nullable(),
  expectedEndAt: Instant.nullable(),
  suppressedBy: z.unknown().nullable(),
  updatedAt: Instant,
});
export type EpisodeResponse = z.infer<typeof EpisodeResponse>;

/** What a message can say of an alert's life. */
export const EPISODE_EVENT_KINDS = [
  'firing',
  'reopened',
  'ok',
  'no_data',
  'acknowledged',
  'unacknowledged',
  'silenced',
  'inhibited',
  'muted',
  'notified',
  'severity_changed',
  'assigned',
  'escalated',
  'note',
] as const;

/** GET /api/v1/episodes/<id>/events: what was said of it, oldest first. */
export const EpisodeEventsQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(500).optional(),
});
export type EpisodeEventsQuery = z.infer<typeof EpisodeEventsQuery>;

export const EpisodeEventSchema = z.object({
  kind: z.enum(EPISODE_EVENT_KINDS),
  /** by the sender's clock */
  at: Instant,
  /** person, silence, inhibiting rule or receiver, in the sender's words */
  by: z.string().nullable(),
  severity: z.string().nullable(),
  notifiedAt: Instant.nullable(),
  /** reason, from, to, id of a silence … */
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  receivedAt: Instant,
  skewSeconds: z.number(),
  /** how often the same was said without anything else in between, and when last */
  times: z.number().int(),
  lastAt: Instant,
});
export type EpisodeEventItem = z.infer<typeof EpisodeEventSchema>;
export const EpisodeEventsResponse = pageOf(EpisodeEventSchema);
export type EpisodeEventsResponse = z.infer<typeof EpisodeEventsResponse>;
