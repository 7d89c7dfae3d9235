import type { EpisodeEventKind } from './episode-event.js';

/**
 * One row of the ledger, as the fold reads it. Instants are ISO text in UTC with milliseconds: they compare as text.
 */
export interface LedgerEvent {
  kind: EpisodeEventKind;
  at: string;
  /** of what it says: the order among equals at one instant, only to have a rule */
  digest: string;
  saidBy: string | null;
  notifiedAt: string | null;
  expectedEndAt: string | null;
  severity: string | null;
  serviceId: string | null;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  generatorUrl: string | null;
  detail: Readonly<Record<string, unknown>>;
  receivedAt: string;
}

/** An episode as the events of one (rule, fingerprint) tell it. */
export interface FoldedEpisode {
  startsAt: string;
  endsAt: string | null;
  endReason: 'resolved' | 'expired' | null;
  expectedEndAt: string | null;
  acknowledgedAt: string | null;
  acknowledgedBy: string | null;
  notifiedAt: string | null;
  suppressedAt: string | null;
  suppressedBy: unknown;
  severity: string | null;
  serviceId: string | null;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  generatorUrl: string | null;
  receivedAt: string;
  describedAt: string;
}

/** Kinds at one instant that neither open nor close, in the order in which they count. */
const RANKS: Record<EpisodeEventKind, number> = {
  firing: 0,
  reopened: 0,
  severity_changed: 1,
  acknowledged: 2,
  unacknowledged: 3,
  silenced: 4,
  inhibited: 5,
  muted: 6,
  notified: 7,
  assigned: 8,
  escalated: 9,
  no_data: 10,
  note: 11,
  ok: 12,
};

/**
 * The episodes of one (rule, fingerprint), oldest first, from its events in any order.
 *
 * Theory of operation. Events are ordered by the sender's instant, so the result is a function of the SET of events.
 * - `firing` and `reopened` open an episode when none is open and repeat it when one is; `ok` closes it.
 * - At one instant, state decides what came first, because senders round: with none open, `firing` before `ok` (it
 *   began and ended within the second); with one open, `ok` before `firing` (it ended and began anew). `reopened`
 *   always follows the `ok`. An episode that ends and reopens at the instant of its own start simply goes on.
 * - What is acknowledged, silenced, notified at the instant of an end is still of the episode that ends.
 * - An announced end (`expectedEndAt`, the latest one counts) that passes before the next `firing` ends the episode
 *   there as `expired`; an `ok` after it is a real end and beats the expiry. The last episode of a list is left open:
 *   that its announced end passed is found by the clock (EpisodeService.expireOverdue).
 * - acknowledged and suppressed: the first while it is open; notified: the first that any of its events names.
 * - description: field by field from the latest `firing`, `reopened` or `severity_changed` that says something.
 *
 * `resume` is the last episode so far, when all its events are known to be earlier than all of `events`: then the
 * result begins with it as it became, and is the same as that of a fold over everything (a test compares).
 */
export function foldEpisodeEvents(
  events: readonly LedgerEvent[],
  resume: FoldedEpisode | null = null,
): FoldedEpisode[] {
  const episodes: FoldedEpisode[] = resume === null ? [] : [resume];
  for (const group of groupByInstant(events)) {
    const at = group[0]!.at;
    const starts = group.filter(({ kind }) => kind === 'firing');
    const reopens = group.filter(({ kind }) => kind === 'reopened');
    const isEnding = group.some(({ kind }) => kind === 'ok');
    const wasOpen = openEpisode(episodes) !== null;
    if (wasOpen && !isEnding && starts.length + reopens.length > 0) expireBefore(episodes, at);
    if (openEpisode(episodes) === null && (starts.length > 0 || (reopens.length > 0 && !isEnding))) {
      open(episodes, at);
    }
    // With one open and an end at this instant, what fires describes the episode that follows.
    const isAnew = wasOpen && isEnding && starts.length + reopens.length > 0;
    const describing = isAnew ? [] : isEnding ? starts : [...starts, ...reopens];
    const others = group.filter(({ kind }) => kind !== 'firing' && kind !== 'reopened');
    for (const event of [...describing, ...others]) addTo(episodes, event);
    if (isEnding) close(episodes, at);
    if (isAnew || (isEnding && reopens.length > 0)) {
      open(episodes, at);
      for (const event of isAnew ? [...starts, ...reopens] : reopens) addTo(episodes, event);
    }
  }
  return episodes;
}

function groupByInstant(events: readonly LedgerEvent[]): LedgerEvent[][] {
  const sorted = [...events].sort(
    (a, b) =>
      compare(a.at, b.at) ||
      RANKS[a.kind] - RANKS[b.kind] ||
      compare(a.kind, b.kind) ||
      compare(a.digest, b.digest),
  );
  const groups: LedgerEvent[][] = [];
  for (const event of sorted) {
    const last = groups.at(-1);
    if (last !== undefined && last[0]!.at === event.at) last.push(event);
    else groups.push([event]);
  }
  return groups;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function openEpisode(episodes: readonly FoldedEpisode[]): FoldedEpisode | null {
  const last = episodes.at(-1);
  return last !== undefined && last.endsAt === null ? last : null;
}

function replaceLast(episodes: FoldedEpisode[], changes: Partial<FoldedEpisode>): void {
  episodes[episodes.length - 1] = { ...episodes.at(-1)!, ...changes };
}

/** An announced end before `at` was not put off by anything in between. */
function expireBefore(episodes: FoldedEpisode[], at: string): void {
  const { expectedEndAt } = episodes.at(-1)!;
  if (expectedEndAt !== null && expectedEndAt < at) {
    replaceLast(episodes, { endsAt: expectedEndAt, endReason: 'expired' });
  }
}

function close(episodes: FoldedEpisode[], at: string): void {
  if (openEpisode(episodes) !== null) replaceLast(episodes, { endsAt: at, endReason: 'resolved' });
}

function open(episodes: FoldedEpisode[], at: string): void {
  if (episodes.at(-1)?.startsAt === at) {
    replaceLast(episodes, { endsAt: null, endReason: null });
    return;
  }
  episodes.push({
    startsAt: at,
    endsAt: null,
    endReason: null,
    expectedEndAt: null,
    acknowledgedAt: null,
    acknowledgedBy: null,
    notifiedAt: null,
    suppressedAt: null,
    suppressedBy: null,
    severity: null,
    serviceId: null,
    labels: {},
    annotations: {},
    generatorUrl: null,
    receivedAt: '',
    describedAt: '',
  });
}

/** What one event adds to the open episode; without one it is history only. */
function addTo(episodes: FoldedEpisode[], event: LedgerEvent): void {
  const episode = openEpisode(episodes);
  if (episode === null) return;
  const changes: Partial<FoldedEpisode> = {
    receivedAt: episode.receivedAt === '' ? event.receivedAt : least(episode.receivedAt, event.receivedAt)!,
    notifiedAt: least(
      episode.notifiedAt,
      event.kind === 'notified' ? (event.notifiedAt ?? event.at) : event.notifiedAt,
    ),
  };
  const { kind } = event;
  if (kind === 'firing' || kind === 'reopened' || kind === 'severity_changed') {
    changes.severity = event.severity ?? episode.severity;
    changes.serviceId = event.serviceId ?? episode.serviceId;
    changes.generatorUrl = event.generatorUrl ?? episode.generatorUrl;
    changes.labels = isEmpty(event.labels) ? episode.labels : event.labels;
    changes.annotations = isEmpty(event.annotations) ? episode.annotations : event.annotations;
    changes.describedAt = event.receivedAt;
    changes.expectedEndAt = greatest(episode.expectedEndAt, event.expectedEndAt);
  }
  if (kind === 'acknowledged' && episode.acknowledgedAt === null) {
    changes.acknowledgedAt = event.at;
    changes.acknowledgedBy = event.saidBy;
  }
  if ((kind === 'silenced' || kind === 'inhibited' || kind === 'muted') && episode.suppressedAt === null) {
    changes.suppressedAt = event.at;
    changes.suppressedBy = { ...event.detail, kind, by: event.saidBy };
  }
  replaceLast(episodes, changes);
}

function isEmpty(record: object): boolean {
  return Object.keys(record).length === 0;
}

function least(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

function greatest(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}
