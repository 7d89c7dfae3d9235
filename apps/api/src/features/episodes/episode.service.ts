import { Injectable } from '@nestjs/common';
import type { EpisodeImportRecord } from '@tenken/shared/episode-import.contract';
import type { z } from 'zod';
import type { Queryable } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';
import { LiveService } from '../live/live.service.js';
import { EpisodeRepository, type Outcome, type PreparedStates, prepareStates } from './episode.repository.js';
import { EpisodeFoldService } from './episode-fold.service.js';
import { rebuildRollups } from './episode-rebuild.rollup.js';
import type { ApplyResult, EpisodeTransition } from './episode-transition.js';
import { type EpisodeState, episodeKey, mergeStates } from './merge-transitions.js';
import { readEpisodeRecord } from './read-episode-record.js';
import { RuleDirectoryService } from './rule-directory.service.js';

export type { EpisodeEvent, EpisodeEventKind } from './episode-event.js';
export type { ApplyResult, EpisodeTransition } from './episode-transition.js';

/** Past this many rows one statement no longer gains from being larger, and its JSON gets big. */
const MAX_STATES = 8000;

/** A refresh that is on its way, in the inbox or in the worker, is not late. */
const EXPIRY_GRACE_MS = 10_000;

/** The write side of episodes: the only way in which an episode comes to be or changes. */
@Injectable()
export class EpisodeService {
  constructor(
    private readonly episodes: EpisodeRepository,
    private readonly directory: RuleDirectoryService,
    private readonly folding: EpisodeFoldService,
    private readonly live: LiveService,
  ) {}

  /** A parsed record of an import or of the generic webhook, as a transition. */
  static fromRecord(record: z.output<typeof EpisodeImportRecord>, receivedAt: Date): EpisodeTransition {
    return readEpisodeRecord(record, receivedAt);
  }

  /**
   * Applies what messages of one source say about episodes, with rules and services discovered and rollups kept, in
   * the caller's transaction. Late, repeated and reordered transitions end in the same state (merge-transitions.ts).
   * Counts are per episode. @throws DomainError `invalid` for an end before its start.
   */
  async applyTransitions(
    db: Queryable,
    sourceId: string,
    transitions: readonly EpisodeTransition[],
  ): Promise<ApplyResult> {
    const [result] = await this.applyBatches(db, sourceId, [transitions]);
    return result!;
  }

  /**
   * As `applyTransitions` for several messages in one go, with counts for each: what happened to an episode counts for
   * the first message that names it, for the later ones it is unchanged.
   */
  async applyBatches(
    db: Queryable,
    sourceId: string,
    batches: readonly (readonly EpisodeTransition[])[],
  ): Promise<ApplyResult[]> {
    const transitions = batches.flat();
    if (transitions.length === 0) return batches.map(() => ({ created: 0, updated: 0, unchanged: 0 }));
    for (const { startsAt, endsAt } of transitions) {
      if (endsAt && endsAt < startsAt) throw DomainError.invalid('endsAt', 'ends before it starts');
    }
    const serviceIds = await this.directory.resolveServices(db, transitions);
    const locate = async () => {
      const ruleIds = await this.directory.resolveRules(db, sourceId, transitions, serviceIds);
      return batches.map((batch) =>
        batch.map((transition) => toState(transition, sourceId, ruleIds, serviceIds)),
      );
    };
    let states = await locate();
    // All that can be done before the rules are locked: others that name them wait for what is done after.
    let prepared = prepare(states.flat());
    await this.ensurePartitions(db, prepared);
    let ruleIds = idsOf(states);
    let locked = await this.episodes.lockRules(db, ruleIds);
    if (locked.length < ruleIds.length) {
      this.directory.forget(sourceId);
      states = await locate();
      prepared = prepare(states.flat());
      ruleIds = idsOf(states);
      locked = await this.episodes.lockRules(db, ruleIds);
    }
    const isFolded = new Set(locked.flatMap((rule) => (rule.isFolded ? [rule.id] : [])));
    if (isFolded.size === 0) return countByBatch(states, await this.applyPrepared(db, prepared));
    const outcomes = await this.folding.join(
      db,
      states.flat().filter(({ alertRuleId }) => isFolded.has(alertRuleId)),
    );
    const others = prepare(states.flat().filter((state) => !outcomes.has(episodeKey(state))));
    for (const [key, outcome] of await this.applyPrepared(db, others)) outcomes.set(key, outcome);
    return countByBatch(states, outcomes);
  }

  /**
   * Ends the episodes whose announced end passed without a refresh (reason `expired`, end = the announced one); a late
   * refresh takes it back. Episodes that another transaction has in hand are left for the next time.
   */
  async expireOverdue(db: Queryable, now: Date): Promise<number> {
    const overdue = await this.episodes.findOverdue(
      db,
      new Date(now.getTime() - EXPIRY_GRACE_MS),
      MAX_STATES,
    );
    if (overdue.length === 0) return 0;
    const ruleIds = [...new Set(overdue.map(({ alertRuleId }) => alertRuleId))];
    await this.episodes.lockRules(db, ruleIds);
    const prepared = prepare(
      overdue.map((episode) => ({ ...episode, endsAt: episode.expectedEndAt, endReason: 'expired' })),
    );
    await this.ensurePartitions(db, prepared);
    const outcomes = await this.applyPrepared(db, prepared);
    return outcomes.size;
  }

  /** Counts the rollups of rules again from their episodes, for whoever deleted episodes. */
  async rebuildRollups(db: Queryable, ruleIds: readonly string[]): Promise<void> {
    await rebuildRollups(db, ruleIds);
  }

  private async ensurePartitions(db: Queryable, prepared: readonly PreparedStates[]): Promise<void> {
    const months = new Set(
      prepared.flatMap(({ states }) => states.map(({ startsAt }) => `${startsAt.slice(0, 7)}-01`)),
    );
    await this.episodes.ensurePartitions(db, [...months].sort());
  }

  /** What became of each episode, by its key. */
  private async applyPrepared(
    db: Queryable,
    prepared: readonly PreparedStates[],
  ): Promise<Map<string, Outcome>> {
    const outcomes = new Map<string, Outcome>();
    let isChanged = false;
    for (const part of prepared) {
      for (const [index, outcome] of (await this.episodes.upsert(db, part)).entries()) {
        outcomes.set(episodeKey(part.states[index]!), outcome);
        isChanged ||= outcome !== 'unchanged';
      }
    }
    if (isChanged) {
      await this.live.publish(db, 'episodes');
      await this.live.publish(db, 'alert-rules');
    }
    return outcomes;
  }
}

/** Joined by episode, in parts of a size, ready to be written. */
function prepare(states: readonly EpisodeState[]): PreparedStates[] {
  const merged = mergeStates(states);
  const parts = Math.ceil(merged.length / MAX_STATES);
  return Array.from({ length: parts }, (_, part) =>
    prepareStates(merged.slice(part * MAX_STATES, (part + 1) * MAX_STATES)),
  );
}

function idsOf(batches: readonly (readonly EpisodeState[])[]): string[] {
  return [...new Set(batches.flatMap((batch) => batch.map(({ alertRuleId }) => alertRuleId)))];
}

function countByBatch(
  batches: readonly (readonly EpisodeState[])[],
  outcomes: Map<string, Outcome>,
): ApplyResult[] {
  return batches.map((batch) => {
    const counts: ApplyResult = { created: 0, updated: 0, unchanged: 0 };
    for (const key of new Set(batch.map(episodeKey))) {
      counts[outcomes.get(key)!] += 1;
      outcomes.set(key, 'unchanged');
    }
    return counts;
  });
}

function toState(
  transition: EpisodeTransition,
  sourceId: string,
  ruleIds: ReadonlyMap<string, string>,
  serviceIds: ReadonlyMap<string, string>,
): EpisodeState {
  const endsAt = iso(transition.endsAt);
  const endReason = endsAt === null ? null : (transition.endReason ?? 'resolved');
  const expectedEndAt = iso(transition.expectedEndAt);
  const receivedAt = transition.receivedAt.toISOString();
  return {
    alertRuleId: ruleIds.get(transition.ruleUid)!,
    fingerprint: transition.fingerprint,
    startsAt: transition.startsAt.toISOString(),
    sourceId,
    endsAt,
    endReason,
    // an expiry is the announced end having passed
    expectedEndAt: endReason === 'expired' ? later(endsAt, expectedEndAt) : expectedEndAt,
    acknowledgedAt: iso(transition.acknowledgedAt),
    acknowledgedBy: transition.acknowledgedAt ? (transition.acknowledgedBy ?? null) : null,
    notifiedAt: iso(transition.notifiedAt),
    suppressedAt: iso(transition.suppressedAt),
    suppressedBy: transition.suppressedAt ? (transition.suppressedBy ?? null) : null,
    receivedAt,
    describedAt: receivedAt,
    severity: transition.severity ?? null,
    serviceId: serviceIds.get(transition.service?.trim() ?? '') ?? null,
    labels: transition.labels,
    annotations: transition.annotations,
    generatorUrl: transition.generatorUrl ?? null,
  };
}

function iso(at: Date | null | undefined): string | null {
  return at ? at.toISOString() : null;
}

function later(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}
