import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../database/select.js';
import { EpisodeRepository } from './episode.repository.js';
import type { EpisodeEvent } from './episode-event.js';
import { EpisodeEventRepository, type LedgerEntry, type StoredEntry } from './episode-event.repository.js';
import { EpisodeFoldService, type FoldCounts, type FoldRequest } from './episode-fold.service.js';
import { canonicalText } from './merge-transitions.js';
import { RuleDirectoryService, type RuleMention } from './rule-directory.service.js';

/** What a message's events came to. */
export interface EventCounts {
  /** events that were not known, and those that were */
  created: number;
  unchanged: number;
  /** episodes that were folded anew because of them */
  episodes: FoldCounts;
}

/** A statement with more rows than this gains nothing. */
const MAX_ENTRIES = 5000;

/** The write side of the history of episodes, and of the episodes that only their history tells. */
@Injectable()
export class EpisodeEventService {
  constructor(
    private readonly events: EpisodeEventRepository,
    private readonly episodes: EpisodeRepository,
    private readonly folding: EpisodeFoldService,
    private readonly directory: RuleDirectoryService,
  ) {}

  /**
   * Stores what messages of one source say of alerts and folds the episodes of those events that name no start, with
   * rules and services discovered and rollups kept, in the caller's transaction. Any order, repetition and grouping of
   * messages ends in the same rows. Counts are for each message: what is new counts for the first that says it.
   */
  async applyEvents(
    db: Queryable,
    sourceId: string,
    batches: readonly (readonly EpisodeEvent[])[],
  ): Promise<EventCounts[]> {
    const counts = batches.map(
      (): EventCounts => ({
        created: 0,
        unchanged: 0,
        episodes: { created: 0, updated: 0 },
      }),
    );
    const events = batches.flat();
    if (events.length === 0) return counts;
    const { ruleIds, serviceIds } = await this.resolve(db, sourceId, events);
    const entries = new Map<string, LedgerEntry & { batch: number }>();
    for (const [batch, list] of batches.entries()) {
      for (const event of list) {
        const entry = toEntry(event, sourceId, ruleIds, serviceIds);
        const key = `${entry.alertRuleId} ${entry.at} ${entry.digest} ${entry.fingerprint}`;
        const known = entries.get(key);
        if (known === undefined) entries.set(key, { ...entry, batch });
        else {
          counts[batch]!.unchanged += 1;
          if (entry.receivedAt < known.receivedAt) known.receivedAt = entry.receivedAt;
        }
      }
    }
    const list = [...entries.values()];
    const stored = await this.store(db, list);
    for (const [index, { outcome }] of stored.entries()) {
      counts[list[index]!.batch]![outcome === 'new' ? 'created' : 'unchanged'] += 1;
    }
    const requests = foldRequests(list, stored);
    const folded = await this.folding.fold(db, requests);
    for (const [index, { batch }] of requests.entries()) {
      counts[batch]!.episodes.created += folded[index]!.created;
      counts[batch]!.episodes.updated += folded[index]!.updated;
    }
    return counts;
  }

  /** Ids of services and rules; rules whose episodes are folded are locked, as in EpisodeService. */
  private async resolve(db: Queryable, sourceId: string, events: readonly EpisodeEvent[]) {
    const mentions = events.map((event): RuleMention => ({ ...event, startsAt: event.startsAt ?? event.at }));
    const serviceIds = await this.directory.resolveServices(db, mentions);
    let ruleIds = await this.directory.resolveRules(db, sourceId, mentions, serviceIds);
    const wanted = new Set(ruleIds.values());
    const locked = await this.episodes.lockRules(db, [...wanted]);
    if (locked.length < wanted.size) {
      this.directory.forget(sourceId);
      ruleIds = await this.directory.resolveRules(db, sourceId, mentions, serviceIds);
      await this.episodes.lockRules(db, [...new Set(ruleIds.values())]);
    }
    const isFolded = new Set(locked.filter((rule) => rule.isFolded).map(({ id }) => id));
    const newlyFolded = new Set(
      events.flatMap(({ startsAt, ruleUid }) => (startsAt === null ? [ruleIds.get(ruleUid)!] : [])),
    );
    for (const id of isFolded) newlyFolded.delete(id);
    if (newlyFolded.size > 0) await this.events.markFolded(db, [...newlyFolded]);
    return { ruleIds, serviceIds };
  }

  private async store(db: Queryable, entries: readonly LedgerEntry[]): Promise<StoredEntry[]> {
    const months = new Set(entries.map(({ at }) => `${at.slice(0, 7)}-01`));
    await this.events.ensurePartitions(db, [...months].sort());
    const stored: StoredEntry[] = [];
    const latest = new Map<string, string | null>();
    for (let at = 0; at < entries.length; at += MAX_ENTRIES) {
      const part = entries.slice(at, at + MAX_ENTRIES);
      for (const [index, one] of (await this.events.insert(db, part)).entries()) {
        // Of a pair that is in several parts, what was there before the first of them counts.
        const pair = pairOf(part[index]!);
        const latestAt = latest.has(pair) ? latest.get(pair)! : one.latestAt;
        latest.set(pair, latestAt);
        stored.push({ ...one, latestAt });
      }
    }
    return stored;
  }
}

function pairOf({ alertRuleId, fingerprint }: LedgerEntry): string {
  return `${alertRuleId} ${fingerprint}`;
}

/** A request for each (rule, fingerprint) that has something new to fold, for the first message that says it. */
function foldRequests(
  entries: readonly (LedgerEntry & { batch: number })[],
  stored: readonly StoredEntry[],
): (FoldRequest & { batch: number })[] {
  const requests = new Map<string, FoldRequest & { batch: number; newest: LedgerEntry[] | null }>();
  for (const [index, entry] of entries.entries()) {
    const { outcome, latestAt } = stored[index]!;
    if (entry.startsAt !== null || outcome === 'known') continue;
    const isNewest = latestAt === null || entry.at > latestAt;
    const request = requests.get(pairOf(entry)) ?? {
      alertRuleId: entry.alertRuleId,
      fingerprint: entry.fingerprint,
      sourceId: entry.sourceId,
      from: entry.at,
      newest: [],
      batch: entry.batch,
    };
    if (entry.at < request.from) request.from = entry.at;
    if (isNewest) request.newest?.push(entry);
    else request.newest = null;
    requests.set(pairOf(entry), request);
  }
  return [...requests.values()];
}

function toEntry(
  event: EpisodeEvent,
  sourceId: string,
  ruleIds: ReadonlyMap<string, string>,
  serviceIds: ReadonlyMap<string, string>,
): LedgerEntry {
  const said = {
    kind: event.kind,
    at: event.at.toISOString(),
    startsAt: iso(event.startsAt),
    saidBy: event.by ?? null,
    notifiedAt: iso(event.notifiedAt),
    expectedEndAt: iso(event.expectedEndAt),
    severity: event.severity ?? null,
    serviceId: serviceIds.get(event.service?.trim() ?? '') ?? null,
    labels: event.labels,
    annotations: event.annotations,
    generatorUrl: event.generatorUrl ?? null,
    detail: event.detail ?? {},
  };
  return {
    ...said,
    alertRuleId: ruleIds.get(event.ruleUid)!,
    fingerprint: event.fingerprint,
    sourceId,
    digest: createHash('sha256').update(canonicalText(said)).digest('hex').slice(0, 32),
    receivedAt: event.receivedAt.toISOString(),
  };
}

function iso(at: Date | null | undefined): string | null {
  return at ? at.toISOString() : null;
}
