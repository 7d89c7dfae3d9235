import type { EpisodeEventKind } from './episode-event.js';
import type { EndReason } from './episode-transition.js';

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

/** An episode, as transitions state it or as events tell it. */
export interface FoldedEpisode {
  startsAt: string;
  endsAt: string | null;
  endReason: EndReason | null;
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

/** What is known of one (rule, fingerprint). */
export interface FoldInput<Stated extends FoldedEpisode> {
  /** events without a start, in any order */
  events: readonly LedgerEvent[];
  /** episodes whose start transitions state; one that expired is given as open, with its announced end */
  stated: readonly Stated[];
  /** the last told episode so far, when nothing is stated and all its events are earlier than all of `events` */
  resume: FoldedEpisode | null;
}

/** All episodes of one (rule, fingerprint), oldest first in each list. */
export interface Fold<Stated extends FoldedEpisode> {
  /** those that only events tell */
  told: FoldedEpisode[];
  /** the stated ones, with what events add to them */
  stated: Stated[];
}

/**
 * Theory of operation. Events are ordered by the sender's instant, so the result is a function of the SET of events
 * and of the set of stated episodes.
 * - `firing` and `reopened` begin an episode when none is open, and repeat those that are; `ok` ends what is open.
 *   A stated episode begins by itself and keeps its own start; a real end that is stated holds.
 * - At one instant, state decides what came first, because senders round: with none open, `firing` before `ok` (it
 *   began and ended within the second); with one open, `ok` before `firing` (it ended and began anew). `reopened`
 *   always follows the `ok`. An episode that ends and reopens at the instant of its own start simply goes on.
 * - What is acknowledged, silenced, notified at the instant of an end is still of the episode that ends.
 * - An announced end (`expectedEndAt`, the latest counts) that passes before the next beginning ends the episode there
 *   as `expired`; an `ok` after it is a real end and beats the expiry. What is left open at the end stays open here:
 *   that an announced end passed meanwhile is found by the clock (EpisodeService.expireOverdue).
 * - acknowledged, suppressed and notified: the first while it is open.
 * - description: of told ones, field by field from the latest `firing`, `reopened` or `severity_changed` that says
 *   something; stated ones are described by their transitions alone.
 */
export function foldEpisodeEvents<Stated extends FoldedEpisode>(input: FoldInput<Stated>): Fold<Stated> {
  const fold = new OpenSet(input.resume);
  const groups = groupByInstant(input.events);
  for (const one of input.stated) {
    const group = groups.get(one.startsAt) ?? { events: [], stated: [] };
    group.stated.push(one);
    groups.set(one.startsAt, group);
  }
  for (const [at, { events, stated }] of [...groups].sort(([a], [b]) => compare(a, b))) {
    fold.step(at, events, stated);
  }
  return fold.result() as Fold<Stated>;
}

interface Group {
  events: LedgerEvent[];
  stated: FoldedEpisode[];
}

function groupByInstant(events: readonly LedgerEvent[]): Map<string, Group> {
  const sorted = [...events].sort(
    (a, b) => RANKS[a.kind] - RANKS[b.kind] || compare(a.kind, b.kind) || compare(a.digest, b.digest),
  );
  const groups = new Map<string, Group>();
  for (const event of sorted) {
    const group = groups.get(event.at);
    if (group === undefined) groups.set(event.at, { events: [event], stated: [] });
    else group.events.push(event);
  }
  return groups;
}

/** An episode in the making. */
interface Draft {
  episode: FoldedEpisode;
  isStated: boolean;
  /** the real end that transitions state */
  statedEnd: string | null;
}

/** The episodes so far, and which of them are open at the instant that was reached. */
class OpenSet {
  private readonly drafts: Draft[] = [];
  private open: Draft[] = [];

  constructor(resume: FoldedEpisode | null) {
    if (resume === null) return;
    const draft: Draft = { episode: { ...resume }, isStated: false, statedEnd: null };
    this.drafts.push(draft);
    if (resume.endsAt === null) this.open.push(draft);
  }

  result(): Fold<FoldedEpisode> {
    const list = (isStated: boolean) =>
      this.drafts.filter((draft) => draft.isStated === isStated).map(({ episode }) => episode);
    return { told: list(false), stated: list(true) };
  }

  /** All that happened at one instant. Instants come in order. */
  step(at: string, events: readonly LedgerEvent[], stated: readonly FoldedEpisode[]): void {
    const starts = events.filter(({ kind }) => kind === 'firing');
    const reopens = events.filter(({ kind }) => kind === 'reopened');
    const others = events.filter(({ kind }) => kind !== 'firing' && kind !== 'reopened');
    const isEnding = events.some(({ kind }) => kind === 'ok');
    const isStarting = starts.length + reopens.length + stated.length > 0;
    this.open = this.open.filter(({ statedEnd }) => statedEnd === null || statedEnd >= at);
    // What fires at the instant at which something ends is the episode that follows.
    const isAnew = this.open.length > 0 && isEnding && isStarting;
    if (isStarting && !isEnding) this.expireBefore(at);
    if (!isAnew) {
      for (const one of stated) this.begin(one, true);
      if (starts.length > 0 || (reopens.length > 0 && !isEnding)) this.ensureOpen(at);
      this.add(isEnding ? starts : [...starts, ...reopens]);
    }
    this.add(others);
    if (isEnding) this.end(at);
    if (isAnew) for (const one of stated) this.begin(one, true);
    const after = isAnew ? [...starts, ...reopens] : isEnding ? reopens : [];
    if (after.length === 0) return;
    this.ensureOpen(at);
    this.add(after);
  }

  private begin(episode: FoldedEpisode, isStated: boolean): void {
    const draft = { episode: { ...episode }, isStated, statedEnd: isStated ? episode.endsAt : null };
    this.drafts.push(draft);
    this.open.push(draft);
  }

  /** Something is open at `at`: what is, what began at this very instant, or a new episode. */
  private ensureOpen(at: string): void {
    if (this.open.length > 0) return;
    const same = this.drafts.filter(({ episode }) => episode.startsAt === at);
    for (const { episode, statedEnd } of same) {
      if (statedEnd === null) Object.assign(episode, { endsAt: null, endReason: null });
    }
    this.open = same;
    if (same.length === 0) this.begin(newEpisode(at), false);
  }

  /** Announced ends before `at` that nothing put off. */
  private expireBefore(at: string): void {
    const overdue = this.open.filter(
      ({ episode, statedEnd }) =>
        statedEnd === null && episode.expectedEndAt !== null && episode.expectedEndAt < at,
    );
    for (const { episode } of overdue) {
      Object.assign(episode, { endsAt: episode.expectedEndAt, endReason: 'expired' });
    }
    this.open = this.open.filter((draft) => !overdue.includes(draft));
  }

  private end(at: string): void {
    for (const { episode, statedEnd } of this.open) {
      if (statedEnd === null) Object.assign(episode, { endsAt: at, endReason: 'resolved' });
    }
    this.open = this.open.filter(({ statedEnd }) => statedEnd !== null && statedEnd > at);
  }

  /** What events add to the open episodes; without one they are history only. */
  private add(events: readonly LedgerEvent[]): void {
    for (const event of events) {
      for (const { episode, isStated } of this.open) {
        addWords(episode, event);
        if (!isStated) describe(episode, event);
      }
    }
  }
}

function addWords(episode: FoldedEpisode, event: LedgerEvent): void {
  const { kind, at } = event;
  const notifiedAt = kind === 'notified' ? (event.notifiedAt ?? at) : event.notifiedAt;
  episode.notifiedAt = least(episode.notifiedAt, notifiedAt);
  episode.expectedEndAt = greatest(episode.expectedEndAt, event.expectedEndAt);
  if (kind === 'acknowledged' && (episode.acknowledgedAt === null || at < episode.acknowledgedAt)) {
    episode.acknowledgedAt = at;
    episode.acknowledgedBy = event.saidBy;
  }
  if (kind !== 'silenced' && kind !== 'inhibited' && kind !== 'muted') return;
  if (episode.suppressedAt !== null && episode.suppressedAt <= at) return;
  episode.suppressedAt = at;
  episode.suppressedBy = { ...event.detail, kind, by: event.saidBy };
}

function describe(episode: FoldedEpisode, event: LedgerEvent): void {
  episode.receivedAt =
    episode.receivedAt === '' ? event.receivedAt : least(episode.receivedAt, event.receivedAt)!;
  if (event.kind !== 'firing' && event.kind !== 'reopened' && event.kind !== 'severity_changed') return;
  episode.severity = event.severity ?? episode.severity;
  episode.serviceId = event.serviceId ?? episode.serviceId;
  episode.generatorUrl = event.generatorUrl ?? episode.generatorUrl;
  if (Object.keys(event.labels).length > 0) episode.labels = event.labels;
  if (Object.keys(event.annotations).length > 0) episode.annotations = event.annotations;
  episode.describedAt = event.receivedAt;
}

function newEpisode(startsAt: string): FoldedEpisode {
  return {
    startsAt,
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
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function least(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

function greatest(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}
