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
  /** the rule may have episodes that transitions state beside those that events tell */
  isMixed: boolean;
  /** the new events, if all of them are later than all that were known: then the rest need not be read */
  newest: readonly LedgerEvent[] | null;
  /** new words of transitions, by the start that they state */
  stated?: ReadonlyMap<string, EpisodeState>;
}

export type FoldCounts = Record<Exclude<Outcome, 'unchanged'>, number>;

/**
 * Derives episodes from the ledger again and writes what differs, in the caller's transaction; the rules are locked.
 *
 * Theory of operation. The episodes of one (rule, fingerprint) that has events without a start are
 * foldEpisodeEvents(all its events, all that its transitions state). Nothing changes before the earliest new thing,
 * and where an episode starts while nothing else is open the fold can begin afresh: so events are read from the last
 * such start on. Where the new events are the latest and nothing is stated (the usual case) the last episode is taken
 * as it is and they are added to it. What transitions state of an episode that events changed is kept in `stated`, so
 * that either can change on its own. An expiry found by the clock holds as long as the announced end does.
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
      const { episodes } = known[index]!;
      const resume = resumeFrom(request, known[index]!) ?? null;
      const difference = compare(request, episodes, eventsOf.get(index) ?? request.newest ?? [], resume);
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
   * Transitions of episodes to which events without a start may speak. Returns what became of the episodes by key;
   * those that have no such events are not in it. The states' rules are locked.
   */
  async join(db: Queryable, states: readonly EpisodeState[]): Promise<Map<string, Outcome>> {
    const outcomes = new Map<string, Outcome>();
    if (states.length === 0) return outcomes;
    await this.events.markMixed(db, [...new Set(states.map(({ alertRuleId }) => alertRuleId))]);
    const requests = new Map<string, FoldRequest & { stated: Map<string, EpisodeState> }>();
    for (const state of await this.folded.findWithEvents(db, mergeStates(states))) {
      const pair = `${state.alertRuleId} ${state.fingerprint}`;
      const request = requests.get(pair) ?? {
        alertRuleId: state.alertRuleId,
        fingerprint: state.fingerprint,
        sourceId: state.sourceId,
        from: state.startsAt,
        isMixed: true,
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
      const { created, updated } = counts[index]!;
      const outcome = created > 0 ? 'created' : updated > 0 ? 'updated' : 'unchanged';
      for (const state of stated.values()) outcomes.set(episodeKey(state), outcome);
    }
    return outcomes;
  }
}

/** The last episode to go on from, null when there is none, undefined when events have to be read. */
function resumeFrom(request: FoldRequest, known: EpisodesFrom): FoldedEpisode | null | undefined {
  if (request.newest === null || known.episodes.some(({ isFolded }) => !isFolded)) return undefined;
  const state = known.episodes.at(-1)?.state;
  if (state === undefined) return null;
  // Only the clock can have expired the last one; whether that holds is for the fold to say again.
  return withoutExpiry(state);
}

function withoutExpiry(state: EpisodeState): EpisodeState {
  return state.endReason === 'expired' ? { ...state, endsAt: null, endReason: null } : state;
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
  events: readonly LedgerEvent[],
  resume: FoldedEpisode | null,
): Difference {
  const { alertRuleId, fingerprint, sourceId } = request;
  const stated = statedBy(request, known);
  const fold = foldEpisodeEvents({ events, stated: [...stated.values()].map(withoutExpiry), resume });
  const rows = [
    ...fold.told.map((told) => ({
      state: { ...told, alertRuleId, fingerprint, sourceId },
      isFolded: true,
      stated: null,
    })),
    ...fold.stated.map((state) => {
      const said = stated.get(state.startsAt)!;
      const isChanged = canonicalText(state) !== canonicalText(withoutExpiry(said));
      return { state, isFolded: false, stated: isChanged ? said : null };
    }),
  ];
  const old = new Map(known.map((episode) => [episode.state.startsAt, episode]));
  const difference: Difference = { gone: [], written: [], moved: [], counts: { created: 0, updated: 0 } };
  for (const row of rows) {
    const { startsAt } = row.state;
    const before = old.get(startsAt);
    old.delete(startsAt);
    const state = withExpiry(row.state, [before?.state, stated.get(startsAt)]);
    if (before !== undefined && textOf(before) === textOf({ ...row, state })) continue;
    difference.written.push({ ...row, state });
    difference.counts[before === undefined ? 'created' : 'updated'] += 1;
  }
  for (const { state } of old.values()) {
    difference.gone.push(state);
    difference.counts.updated += 1;
    const to = placeOf(
      state.startsAt,
      rows.map((row) => row.state),
    );
    if (to !== null) difference.moved.push({ alertRuleId, fingerprint, from: state.startsAt, to });
  }
  return difference;
}

/** What transitions alone say of the episodes, with what they say now, by start. */
function statedBy(request: FoldRequest, known: readonly StoredEpisode[]): Map<string, EpisodeState> {
  const stated = new Map<string, EpisodeState>();
  for (const episode of known) {
    if (!episode.isFolded) stated.set(episode.state.startsAt, episode.stated ?? episode.state);
  }
  for (const [startsAt, now] of request.stated ?? []) {
    const before = stated.get(startsAt);
    stated.set(startsAt, before === undefined ? now : joinStates(before, now));
  }
  return stated;
}

/** An announced end that was found to have passed stays so while it is the one announced. */
function withExpiry(target: EpisodeState, before: readonly (EpisodeState | undefined)[]): EpisodeState {
  const isExpired =
    target.endsAt === null &&
    before.some((state) => state?.endReason === 'expired' && state.endsAt === target.expectedEndAt);
  return isExpired ? { ...target, endsAt: target.expectedEndAt, endReason: 'expired' } : target;
}

/** Start of the episode that holds an instant, else of the nearest one. */
function placeOf(from: string, episodes: readonly EpisodeState[]): string | null {
  const holding = episodes.filter(
    ({ startsAt, endsAt }) => startsAt <= from && (endsAt === null || endsAt >= from),
  );
  const distance = ({ startsAt }: EpisodeState) => Math.abs(Date.parse(startsAt) - Date.parse(from));
  const nearest = [...(holding.length > 0 ? holding : episodes)].sort((a, b) => distance(a) - distance(b));
  return nearest[0]?.startsAt ?? null;
}

function textOf(episode: StoredEpisode): string {
  return canonicalText([episode.state, episode.isFolded, episode.stated]);
}
