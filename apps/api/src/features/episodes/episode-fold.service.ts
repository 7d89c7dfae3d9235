import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../database/select.js';
import { LiveService } from '../live/live.service.js';
import { EpisodeRepository, type Outcome } from './episode.repository.js';
import { EpisodeEventRepository } from './episode-event.repository.js';
import { EpisodeReferenceRepository, type MovedEpisode } from './episode-reference.repository.js';
import { type FoldedEpisode, foldEpisodeEvents, type LedgerEvent } from './fold-episode-events.js';
import {
  type EpisodesFrom,
  FoldedEpisodeRepository,
  type StoredEpisode,
} from './folded-episode.repository.js';
import {
  canonicalText,
  type EpisodeState,
  episodeKey,
  joinStates,
  mergeStates,
} from './merge-transitions.js';

/** Whose episodes are to be derived again, and why. */
export interface FoldRequest {
  alertRuleId: string;
  fingerprint: string;
  sourceId: string;
  /** nothing before it is new */
  from: string;
  /** the new events, if all of them are later than all that were known: then the rest need not be read */
  newest: readonly LedgerEvent[] | null;
  /** new words of transitions about episodes, by their start */
  stated?: ReadonlyMap<string, EpisodeState>;
}

export type FoldCounts = Record<Exclude<Outcome, 'unchanged'>, number>;

/**
 * Derives episodes from the ledger again and writes what differs, in the caller's transaction; the rules are locked.
 *
 * Theory of operation. For one (rule, fingerprint) the folded episodes are foldEpisodeEvents(all its events). Nothing
 * changes before the earliest new event, and an episode's start at which nothing was open before is a place from which
 * the fold can begin afresh: so events are read from the last such start on. Where the new events are the latest (the
 * usual case) the last episode is taken as it is and they are added to it. A start that transitions state as well is
 * the join of both; what they said is kept in `stated`, so that each can change on its own. An expiry found by the
 * clock stays as long as the announced end stays.
 */
@Injectable()
export class EpisodeFoldService {
  constructor(
    private readonly events: EpisodeEventRepository,
    private readonly folded: FoldedEpisodeRepository,
    private readonly episodes: EpisodeRepository,
    private readonly references: EpisodeReferenceRepository,
    private readonly live: LiveService,
  ) {}

  /** One answer for each request, in their order. A (rule, fingerprint) is in at most one of them. */
  async fold(db: Queryable, requests: readonly FoldRequest[]): Promise<FoldCounts[]> {
    if (requests.length === 0) return [];
    const known = await this.folded.findFrom(db, requests);
    const late = requests.flatMap((request, index) =>
      resumeFrom(request, known[index]!) === undefined ? [index] : [],
    );
    const lists = await this.events.findFrom(
      db,
      late.map((index) => ({ ...requests[index]!, from: known[index]!.boundary })),
    );
    const eventsOf = new Map(late.map((index, at) => [index, lists[at]!]));
    const gone: EpisodeState[] = [];
    const written: StoredEpisode[] = [];
    const moved: MovedEpisode[] = [];
    const counts = requests.map((request, index): FoldCounts => {
      const resume = resumeFrom(request, known[index]!);
      const derived = foldEpisodeEvents(eventsOf.get(index) ?? request.newest ?? [], resume ?? null);
      const difference = compare(request, known[index]!.episodes, derived);
      gone.push(...difference.gone);
      written.push(...difference.written);
      moved.push(...difference.moved);
      return difference.counts;
    });
    if (gone.length + written.length === 0) return counts;
    const months = new Set(written.map(({ state }) => `${state.startsAt.slice(0, 7)}-01`));
    await this.episodes.ensurePartitions(db, [...months].sort());
    await this.folded.replace(db, gone, written);
    await this.references.carryOver(db, moved);
    await this.live.publish(db, 'episodes');
    await this.live.publish(db, 'alert-rules');
    if (moved.length > 0)
      for (const topic of ['verdicts', 'incidents', 'coverage-gaps'] as const)
        await this.live.publish(db, topic);
    return counts;
  }

  /**
   * Transitions that speak of folded episodes: what they say is kept beside what the events say. Returns what became
   * of the episodes by key; keys that are no folded episodes are not in it. The states' rules are locked.
   */
  async join(db: Queryable, states: readonly EpisodeState[]): Promise<Map<string, Outcome>> {
    const outcomes = new Map<string, Outcome>();
    const merged = new Map(mergeStates(states).map((state) => [episodeKey(state), state]));
    const keys = await this.folded.findFolded(db, [...merged.values()]);
    const requests = new Map<string, FoldRequest & { stated: Map<string, EpisodeState> }>();
    for (const key of keys) {
      const state = merged.get(episodeKey(key as EpisodeState))!;
      const pair = `${state.alertRuleId} ${state.fingerprint}`;
      const request = requests.get(pair) ?? {
        alertRuleId: state.alertRuleId,
        fingerprint: state.fingerprint,
        sourceId: state.sourceId,
        from: state.startsAt,
        newest: null,
        stated: new Map<string, EpisodeState>(),
      };
      if (state.startsAt < request.from) request.from = state.startsAt;
      request.stated.set(state.startsAt, state);
      requests.set(pair, request);
    }
    const list = [...requests.values()];
    const counts = await this.fold(db, list);
    for (const [index, { stated }] of list.entries()) {
      const changed = counts[index]!.updated > 0;
      for (const state of stated.values()) outcomes.set(episodeKey(state), changed ? 'updated' : 'unchanged');
    }
    return outcomes;
  }
}

/** The last episode to go on from, null when there is none, undefined when events have to be read. */
function resumeFrom(request: FoldRequest, known: EpisodesFrom): FoldedEpisode | null | undefined {
  if (request.newest === null) return undefined;
  const last = known.episodes.filter(({ isFolded }) => isFolded).at(-1);
  if (last === undefined) return null;
  if (last.stated !== null) return undefined;
  const { state } = last;
  // Only the clock can have expired the last one; whether that holds is for the fold to say again.
  const isExpired = state.endReason === 'expired';
  return {
    ...(state as FoldedEpisode),
    endsAt: isExpired ? null : state.endsAt,
    endReason: isExpired ? null : (state.endReason as FoldedEpisode['endReason']),
  };
}

interface Difference {
  gone: EpisodeState[];
  written: StoredEpisode[];
  moved: MovedEpisode[];
  counts: FoldCounts;
}

function compare(
  request: FoldRequest,
  known: readonly StoredEpisode[],
  derived: readonly FoldedEpisode[],
): Difference {
  const { alertRuleId, fingerprint, sourceId } = request;
  const difference: Difference = { gone: [], written: [], moved: [], counts: { created: 0, updated: 0 } };
  const byStart = new Map(known.map((episode) => [episode.state.startsAt, episode]));
  for (const folded of derived) {
    const old = byStart.get(folded.startsAt) ?? null;
    byStart.delete(folded.startsAt);
    const own: EpisodeState = { ...folded, alertRuleId, fingerprint, sourceId };
    const stated = statedOf(request, old);
    const target = keepExpiry(stated === null ? own : joinStates(own, stated), old);
    const episode: StoredEpisode = { state: target, isFolded: true, stated };
    if (old !== null && textOf(old) === textOf(episode)) continue;
    difference.written.push(episode);
    difference.counts[old === null ? 'created' : 'updated'] += 1;
  }
  for (const old of byStart.values()) {
    if (!old.isFolded) continue;
    difference.counts.updated += 1;
    const stated = statedOf(request, old);
    if (stated !== null) {
      difference.written.push({ state: keepExpiry(stated, old), isFolded: false, stated: null });
      continue;
    }
    difference.gone.push(old.state);
    const from = old.state.startsAt;
    const to = placeOf(from, derived);
    if (to !== null) difference.moved.push({ alertRuleId, fingerprint, from, to });
  }
  return difference;
}

/** What transitions say of an episode's start, with what they say now. */
function statedOf(request: FoldRequest, old: StoredEpisode | null): EpisodeState | null {
  const before = old === null ? null : old.isFolded ? old.stated : old.state;
  const now = old === null ? undefined : request.stated?.get(old.state.startsAt);
  if (before === null || now === undefined) return before ?? now ?? null;
  return joinStates(before, now);
}

function keepExpiry(target: EpisodeState, old: StoredEpisode | null): EpisodeState {
  const isExpired =
    old?.state.endReason === 'expired' && target.endsAt === null && old.state.endsAt === target.expectedEndAt;
  return isExpired ? { ...target, endsAt: target.expectedEndAt, endReason: 'expired' } : target;
}

/** Start of the episode that holds an instant, else of the nearest one. */
function placeOf(from: string, derived: readonly FoldedEpisode[]): string | null {
  const holding = derived.findLast(
    ({ startsAt, endsAt }) => startsAt <= from && (endsAt === null || endsAt > from),
  );
  if (holding !== undefined) return holding.startsAt;
  const distance = ({ startsAt }: FoldedEpisode) => Math.abs(Date.parse(startsAt) - Date.parse(from));
  return [...derived].sort((a, b) => distance(a) - distance(b))[0]?.startsAt ?? null;
}

function textOf(episode: StoredEpisode): string {
  return canonicalText([episode.state, episode.isFolded, episode.stated]);
}
