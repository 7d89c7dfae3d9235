import type { EndReason } from './episode-transition.js';

/**
 * One episode as far as a set of messages tells it. Instants are ISO text in UTC with milliseconds, so that they
 * compare as text and go to the database as they are.
 *
 * Theory of operation. Messages come late, twice and in any order, by two ways and from redundant senders, so the
 * state of an episode must be a function of the SET of its messages. `mergeStates` is therefore the join of a
 * semilattice: commutative, associative and idempotent, field by field:
 * - end: a real end (resolved, closed) beats an expiry; of two real ends the later counts (the last of redundant
 *   senders to see it end, as in Alertmanager), at the same instant `resolved` before `closed`.
 * - expiry: `expectedEndAt` is the latest one announced. An episode is expired when someone found it not refreshed at
 *   exactly that instant; an announcement beyond it takes the expiry back.
 * - acknowledged, notified, suppressed: the earliest instant, with the words that came with it.
 * - description (labels, annotations, severity, service, link): as a unit from the newest message; of two received in
 *   the same millisecond the greater text, only to have a rule.
 * - received: the earliest.
 * The SQL in episode.repository.ts does the same between these states and the rows (a test compares the two).
 * What it cannot know: that a redundant sender still sees firing what another one resolved. Such an episode is shown
 * as ended until the other one ends it too; then the later end stands.
 */
export interface EpisodeState {
  alertRuleId: string;
  fingerprint: string;
  startsAt: string;
  sourceId: string;
  endsAt: string | null;
  endReason: EndReason | null;
  expectedEndAt: string | null;
  acknowledgedAt: string | null;
  acknowledgedBy: string | null;
  notifiedAt: string | null;
  suppressedAt: string | null;
  suppressedBy: unknown;
  receivedAt: string;
  describedAt: string;
  severity: string | null;
  serviceId: string | null;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  generatorUrl: string | null;
}

/** What identifies an episode, as text; equal keys are the same episode. */
export function episodeKey(state: EpisodeState): string {
  return `${state.alertRuleId} ${state.startsAt} ${state.fingerprint}`;
}

/** Joins all states of one episode; the result has one entry per key, sorted by it. */
export function mergeStates(states: readonly EpisodeState[]): EpisodeState[] {
  const byKey = new Map<string, EpisodeState>();
  for (const state of states) {
    const key = episodeKey(state);
    const known = byKey.get(key);
    byKey.set(key, known === undefined ? state : joinStates(known, state));
  }
  return [...byKey.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, state]) => state);
}

/** The join of two states of the same episode. */
export function joinStates(a: EpisodeState, b: EpisodeState): EpisodeState {
  const description = isNewerDescription(b, a) ? b : a;
  const acknowledged = earlier(a, b, 'acknowledgedAt', 'acknowledgedBy');
  const suppressed = earlier(a, b, 'suppressedAt', 'suppressedBy');
  return {
    ...description,
    ...joinEnds(a, b),
    acknowledgedAt: acknowledged?.acknowledgedAt ?? null,
    acknowledgedBy: acknowledged?.acknowledgedBy ?? null,
    suppressedAt: suppressed?.suppressedAt ?? null,
    suppressedBy: suppressed?.suppressedBy ?? null,
    notifiedAt: least(a.notifiedAt, b.notifiedAt),
    receivedAt: least(a.receivedAt, b.receivedAt)!,
  };
}

function joinEnds(
  a: EpisodeState,
  b: EpisodeState,
): Pick<EpisodeState, 'endsAt' | 'endReason' | 'expectedEndAt'> {
  const expectedEndAt = greatest(a.expectedEndAt, b.expectedEndAt);
  const realEnds = [a, b].filter((state) => state.endsAt !== null && state.endReason !== 'expired');
  const endsAt = realEnds.reduce<string | null>((latest, state) => greatest(latest, state.endsAt), null);
  if (endsAt !== null) {
    const resolved = realEnds.some((state) => state.endsAt === endsAt && state.endReason === 'resolved');
    return { endsAt, endReason: resolved ? 'resolved' : 'closed', expectedEndAt };
  }
  const expired = [a, b].some((state) => state.endReason === 'expired' && state.endsAt === expectedEndAt);
  return expired
    ? { endsAt: expectedEndAt, endReason: 'expired', expectedEndAt }
    : { endsAt: null, endReason: null, expectedEndAt };
}

function earlier<At extends 'acknowledgedAt' | 'suppressedAt'>(
  a: EpisodeState,
  b: EpisodeState,
  at: At,
  by: 'acknowledgedBy' | 'suppressedBy',
): EpisodeState | null {
  const [left, right] = [a[at], b[at]];
  if (left === null || right === null) return left === null ? (right === null ? null : b) : a;
  if (left !== right) return left < right ? a : b;
  return textOf(a[by]) <= textOf(b[by]) ? a : b;
}

// As in SQL: null sorts last, so that a name wins over no name.
function textOf(value: unknown): string {
  return value === null || value === undefined
    ? '\uffff'
    : typeof value === 'string'
      ? value
      : canonicalText(value);
}

function isNewerDescription(candidate: EpisodeState, known: EpisodeState): boolean {
  if (candidate.describedAt !== known.describedAt) return candidate.describedAt > known.describedAt;
  return descriptionText(candidate) > descriptionText(known);
}

function descriptionText(state: EpisodeState): string {
  return canonicalText([
    state.labels,
    state.annotations,
    state.severity,
    state.serviceId,
    state.generatorUrl,
    state.sourceId,
  ]);
}

/** JSON with sorted keys: equal values have equal text. */
export function canonicalText(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

function least(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

function greatest(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}
