import { z } from 'zod';
import { expects } from '../../../errors/expectation.js';
import type { SilenceRecord } from '../../silences/silence.service.js';
import { AlertLabels, GoTime } from './alertmanager-alert.js';

const UINT64 = /^\d{1,20}$/;
const MAX_UINT64 = 2n ** 64n - 1n;

/** Labels of the recorder: a map (events.v2), or a list of key and value (the first versions). By hand, for speed. */
const LabelSet = z
  .unknown()
  .optional()
  .transform((value, context) => {
    const labels = readLabels(value);
    if (labels !== null) return labels;
    context.addIssue({ code: 'custom', message: expects('labels') });
    return z.NEVER;
  });

function readLabels(value: unknown): Record<string, string> | null {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return null;
  const list = (value as { labels?: unknown }).labels;
  const pairs: [unknown, unknown][] = Array.isArray(list)
    ? list.map((pair: { key?: unknown; value?: unknown } | null) => [pair?.key, pair?.value ?? ''])
    : Object.entries(value);
  const isText = ([name, text]: [unknown, unknown]) => typeof name === 'string' && typeof text === 'string';
  return pairs.every(isText) ? Object.fromEntries(pairs as [string, string][]) : null;
}

/** The recorder writes JSON of protobuf: whatever has its zero value (false, 0, "", []) is not there. */
export const RecordedAlert = z
  .object({
    fingerprint: z.unknown().optional(),
    labels: LabelSet.pipe(AlertLabels),
    annotations: z.preprocess((annotations) => annotations ?? {}, LabelSet),
    startsAt: GoTime,
    endsAt: GoTime.nullish(),
    resolved: z.boolean().nullish(),
  })
  .refine(({ startsAt }) => startsAt !== null, { path: ['startsAt'], message: expects('not_year_one') })
  .refine(({ startsAt, endsAt, resolved }) => !resolved || !endsAt || endsAt >= startsAt!, {
    path: ['endsAt'],
    message: expects('time_at_or_after', { field: 'startsAt' }),
  });
export type RecordedAlert = z.output<typeof RecordedAlert>;

/** A muted alert has neither start nor annotations. */
export const MutedAlert = z.object({
  fingerprint: z.unknown().optional(),
  labels: LabelSet.pipe(AlertLabels),
});

const Matcher = z
  .object({
    type: z.union([z.string(), z.number()]).nullish(),
    name: z.string().default(''),
    pattern: z.string().default(''),
    rendered: z.string().nullish(),
  })
  .transform(({ type, name, pattern, rendered }) => ({
    name,
    value: pattern,
    isRegex: type === 'TYPE_REGEXP' || type === 'TYPE_NOT_REGEXP' || type === 2 || type === 4,
    isEqual: !(type === 'TYPE_NOT_EQUAL' || type === 'TYPE_NOT_REGEXP' || type === 3 || type === 4),
    rendered: rendered ?? '',
  }));
const Matchers = z
  .array(Matcher)
  .nullish()
  .transform((matchers) => matchers ?? []);

export const RecordedSilence = z.object({
  id: z.string().min(1),
  matchers: Matchers,
  matcherSets: z.array(z.object({ matchers: Matchers })).nullish(),
  startsAt: GoTime,
  endsAt: GoTime.nullish(),
  updatedAt: GoTime.nullish(),
  createdBy: z.string().nullish(),
  comment: z.string().nullish(),
});
export type RecordedSilence = z.output<typeof RecordedSilence>;

export const InhibitRule = z.object({
  name: z.string().nullish(),
  sourceMatchers: Matchers,
  targetMatchers: Matchers,
});

/**
 * The fingerprint as the webhook writes it. Here it is a uint64, which JSON of protobuf holds as a decimal text; a JSON
 * number has lost digits, so anything but a text gives null and is computed from the labels.
 */
export function recordedFingerprint(value: unknown): string | null {
  if (typeof value !== 'string' || !UINT64.test(value)) return null;
  const number = BigInt(value);
  return number > MAX_UINT64 ? null : number.toString(16).padStart(16, '0');
}

/**
 * A silence as records. A silence may have several sets of matchers of which one must match; a record is one set, so
 * the second and later sets have records of their own (`<id>#2` …).
 * @param at when it was recorded, for a silence without `updatedAt`
 */
export function toSilenceRecords(silence: RecordedSilence, at: Date): SilenceRecord[] {
  const sets = silence.matcherSets?.length
    ? silence.matcherSets.map(({ matchers }) => matchers)
    : [silence.matchers];
  const startsAt = silence.startsAt ?? at;
  // One that is ended before it was to begin never held: it is over at its start.
  const endsAt = silence.endsAt && silence.endsAt < startsAt ? startsAt : (silence.endsAt ?? null);
  return sets.map((matchers, index) => ({
    externalId: index === 0 ? silence.id : `${silence.id}#${index + 1}`,
    matchers: matchers.map(({ name, value, isRegex, isEqual }) => ({ name, value, isRegex, isEqual })),
    comment: silence.comment || null,
    createdBy: silence.createdBy || null,
    startsAt,
    endsAt,
    updatedAt: silence.updatedAt ?? at,
  }));
}

/** An inhibiting rule in words: its name (from 0.34), or what matches its sources. */
export function inhibitRuleName(rule: z.output<typeof InhibitRule>): string {
  const sources = rule.sourceMatchers
    .map(
      ({ rendered, name, value, isRegex, isEqual }) =>
        rendered || `${name}${isEqual ? '=' : '!'}${isRegex ? '~' : isEqual ? '' : '='}"${value}"`,
    )
    .join(', ');
  return rule.name || `{${sources}}`;
}

/** Whole alerts come as they are (events.v2) or inside `{hash, details}`; undefined = only the hash is there. */
export function detailsOf(part: unknown): unknown {
  if (part === null || typeof part !== 'object' || !('hash' in part || 'details' in part)) return part;
  return (part as { details?: unknown }).details ?? undefined;
}

/** The same for the same alert in the lists of one notification. */
export function identityOf(part: unknown): string {
  const { hash, fingerprint, details } = (part ?? {}) as Record<string, unknown>;
  const identity =
    hash ?? (details as { fingerprint?: unknown } | null | undefined)?.fingerprint ?? fingerprint;
  return typeof identity === 'object' ? JSON.stringify(identity) : String(identity);
}

/** NOTIFY_REASON_REPEAT_INTERVAL_ELAPSED → "repeat interval elapsed" */
export function reasonText(reason: string | null | undefined): string | null {
  if (!reason || reason === 'NOTIFY_REASON_UNSPECIFIED') return null;
  return reason
    .replace(/^NOTIFY_REASON_/, '')
    .toLowerCase()
    .replaceAll('_', ' ');
}
