import { z } from 'zod';
import { UnreadPart } from './deliveries.contract.js';
import { KnownTimeZone } from './range.contract.js';

/** A JMESPath expression. Whether it parses is checked by the API, which names the position. */
const Expression = z.string().trim().min(1).max(1000);
const Values = <T extends z.ZodType>(value: T) =>
  z
    .record(z.string().min(1).max(200), value)
    .refine((values) => Object.keys(values).length <= 100, 'expected at most 100 values');

/** Kinds of source whose JSON may be read by a mapping; grafana and alertmanager only where it is not their usual one. */
export const MAPPED_KINDS: readonly string[] = ['generic', 'cloudevents', 'alertmanager', 'grafana'];

/** What a message says of an alert, where it gives a state instead of a start and an end. */
export const MappedState = z.enum(['firing', 'ok', 'no_data', 'acknowledged', 'ignored']);
export type MappedState = z.infer<typeof MappedState>;

/**
 * How JSON that nobody made for Tenken is read. Every expression is evaluated on one item of `list` (the whole body
 * without it); `$` is the whole body, `$event` the attributes of a CloudEvent. Times: ISO 8601 with a zone, or epoch
 * seconds, milli-, micro- or nanoseconds.
 * Either each message names the start of its episode (`startsAt`, and `endsAt` once it has ended), or each says a
 * `state` that holds from `at` on, and episodes are made from them in the order of time.
 */
export const SourceMapping = z
  .strictObject({
    /** the list of alerts in the body */
    list: Expression.optional(),
    /** items for which it is false, null or empty are left out */
    when: Expression.optional(),
    rule: Expression,
    /** identity of the rule where its name may change; default: the name */
    ruleUid: Expression.optional(),
    /** identity of the label set within the rule; default: computed from the labels */
    fingerprint: Expression.optional(),
    service: Expression.optional(),
    severity: Expression.optional(),
    /** the sender's word → ours */
    severityValues: Values(z.string().trim().min(1).max(100)).optional(),
    startsAt: Expression.optional(),
    endsAt: Expression.optional(),
    acknowledgedAt: Expression.optional(),
    /** when people were told */
    notifiedAt: Expression.optional(),
    at: Expression.optional(),
    state: Expression.optional(),
    /** the sender's word → what it means; usual words are understood without */
    stateValues: Values(MappedState).optional(),
    /** an object, a list of `{name, value}`, or a list of texts such as `zone:tokyo` */
    labels: Expression.optional(),
    annotations: Expression.optional(),
    summary: Expression.optional(),
    url: Expression.optional(),
    runbookUrl: Expression.optional(),
    /** zone of times that have none */
    timeZone: KnownTimeZone.optional(),
  })
  .refine(({ startsAt, at, state }) => startsAt !== undefined || (at !== undefined && state !== undefined), {
    path: ['startsAt'],
    message: 'expected either a start, or a state with the time from which it holds',
  })
  .refine(({ startsAt, at, state }) => startsAt === undefined || (at === undefined && state === undefined), {
    path: ['at'],
    message: 'expected nothing: a start is given, episodes are not made from states',
  })
  .refine(
    ({ startsAt, endsAt, acknowledgedAt }) =>
      startsAt !== undefined || (endsAt === undefined && acknowledgedAt === undefined),
    { path: ['endsAt'], message: 'expected nothing: episodes are made from states' },
  );
export type SourceMapping = z.infer<typeof SourceMapping>;

/** Fields of a mapping that hold an expression, in the order of a form. */
export const MAPPING_EXPRESSIONS = [
  'list',
  'when',
  'rule',
  'ruleUid',
  'fingerprint',
  'service',
  'severity',
  'startsAt',
  'endsAt',
  'acknowledgedAt',
  'notifiedAt',
  'at',
  'state',
  'labels',
  'annotations',
  'summary',
  'url',
  'runbookUrl',
] as const satisfies readonly (keyof SourceMapping)[];
export type MappingExpression = (typeof MAPPING_EXPRESSIONS)[number];

/** POST /api/v1/sources/<id>/mapping/try: nothing is stored. */
export const MappingTrialBody = z.strictObject({
  mapping: SourceMapping,
  /** what to read: the newest in quarantine, the newest of any state, or `body` */
  from: z.enum(['quarantined', 'recent', 'body']),
  body: z.string().max(500_000).optional(),
});
export type MappingTrialBody = z.infer<typeof MappingTrialBody>;

const Instant = z.iso.datetime({ offset: true });
const Labels = z.record(z.string(), z.string());

/** An episode (or one thing that happened to it) as it would come out. */
export const MappedEpisode = z.object({
  rule: z.string(),
  ruleUid: z.string(),
  fingerprint: z.string(),
  service: z.string().nullable(),
  severity: z.string().nullable(),
  /** null where the message gives a state */
  startsAt: Instant.nullable(),
  endsAt: Instant.nullable(),
  state: z.string().nullable(),
  at: Instant.nullable(),
  labels: Labels,
  annotations: Labels,
  summary: z.string().nullable(),
  url: z.string().nullable(),
});
export type MappedEpisode = z.infer<typeof MappedEpisode>;

export const MappingTrial = z.object({
  /** null: the body of the request */
  deliveryId: z.string().nullable(),
  receivedAt: Instant,
  /** the first 20 */
  episodes: z.array(MappedEpisode),
  /** all that would come out */
  total: z.number().int(),
  /** what could not be read: the field of the mapping, where it is one's fault, and why; the first 20 */
  problems: z.array(z.object({ field: z.string().nullable(), message: z.string(), part: UnreadPart })),
  warnings: z.array(z.string()),
  /** the first 4,000 characters of the body, to write expressions by */
  sample: z.string(),
});
export type MappingTrial = z.infer<typeof MappingTrial>;

export const MappingTrialResponse = z.object({
  trials: z.array(MappingTrial),
  /** of this source, in quarantine now: they could be read again after saving */
  quarantined: z.number().int(),
});
export type MappingTrialResponse = z.infer<typeof MappingTrialResponse>;
