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

/** An entry, the message that it counts for, and whether it is the copy of one that did not name its rule. */
interface CountedEntry extends LedgerEntry {
  batch: number;
  isCopy: boolean;
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
    const isKeyed = await this.lockKeyed(db, sourceId, events);
    const serviceIds = await this.directory.resolveServices(db, events.map(toMention));
    const rules = await this.resolveRules(db, sourceId, events, serviceIds, isKeyed);
    const entries = new Map<string, CountedEntry>();
    for (const [batch, list] of batches.entries()) {
      for (const event of list) {
        const alertRuleId = event.ruleUid === '' ? `-${sourceId}` : rules.ids.get(event.ruleUid)!;
        const entry = { ...toEntry(event, sourceId, alertRuleId, serviceIds), batch, isCopy: false };
        const known = entries.get(keyOf(entry));
        if (known !== undefined) counts[batch]!.unchanged += 1;
        put(entries, entry);
      }
    }
    if (isKeyed) await this.addCopies(db, sourceId, entries, rules.byFingerprint);
    const list = [...entries.values()];
    const stored = await this.store(db, list);
    for (const [index, { batch, isCopy }] of list.entries()) {
      if (!isCopy) counts[batch]![stored[index]!.outcome === 'new' ? 'created' : 'unchanged'] += 1;
    }
    const requests = foldRequests(list, stored, rules.isMixed);
    const folded = await this.folding.fold(db, requests);
    for (const [index, { batch }] of requests.entries()) {
      counts[batch]!.episodes.created += folded[index]!.created;
      counts[batch]!.episodes.updated += folded[index]!.updated;
    }
    return counts;
  }

  /** Whether rules of events may have to be found by their fingerprint; then nobody else does the same meanwhile. */
  private async lockKeyed(
    db: Queryable,
    sourceId: string,
    events: readonly EpisodeEvent[],
  ): Promise<boolean> {
    if (events.every(({ startsAt }) => startsAt !== null)) return false;
    const isSure = events.some(({ ruleUid }) => ruleUid === '');
    return this.events.lockIfWithoutRules(db, sourceId, isSure);
  }

  /** Ids of rules by uid, and of rules that are known by a fingerprint alone. All are locked, as in EpisodeService. */
  private async resolveRules(
    db: Queryable,
    sourceId: string,
    events: readonly EpisodeEvent[],
    serviceIds: ReadonlyMap<string, string>,
    isKeyed: boolean,
  ) {
    const mentions = events.filter(({ ruleUid }) => ruleUid !== '').map(toMention);
    const unruled = new Set(events.flatMap((event) => (event.ruleUid === '' ? [event.fingerprint] : [])));
    const byFingerprint = isKeyed ? await this.events.findRules(db, sourceId, [...unruled]) : [];
    const resolve = () =>
      mentions.length === 0
        ? new Map<string, string>()
        : this.directory.resolveRules(db, sourceId, mentions, serviceIds);
    let ids = await resolve();
    const wanted = () => [...new Set([...ids.values(), ...byFingerprint.map((rule) => rule.alertRuleId)])];
    let locked = await this.episodes.lockRules(db, wanted());
    if (locked.length < wanted().length) {
      this.directory.forget(sourceId);
      ids = await resolve();
      locked = await this.episodes.lockRules(db, wanted());
    }
    const folded = new Set(
      events.flatMap((event) =>
        event.startsAt === null && event.ruleUid !== '' ? [ids.get(event.ruleUid)!] : [],
      ),
    );
    const isNew = locked.filter((rule) => !rule.isFolded && folded.has(rule.id)).map(({ id }) => id);
    if (isNew.length > 0) await this.events.markFolded(db, isNew);
    // What was just marked may be mixed as well: to look costs little.
    const isMixed = new Set(locked.filter((rule) => rule.isMixed).map(({ id }) => id));
    return { ids, byFingerprint, isMixed: new Set([...isMixed, ...isNew]) };
  }

  /** Events that do not name their rule go to every rule that has events of their fingerprint, whichever came first. */
  private async addCopies(
    db: Queryable,
    sourceId: string,
    entries: Map<string, CountedEntry>,
    byFingerprint: readonly { fingerprint: string; alertRuleId: string }[],
  ): Promise<void> {
    const own = [...entries.values()].filter(({ startsAt }) => startsAt === null);
    const ruled = own.filter(({ alertRuleId }) => !alertRuleId.startsWith('-'));
    const fingerprints = [...new Set(ruled.map(({ fingerprint }) => fingerprint))];
    const batchOf = new Map(own.map(({ fingerprint, batch }) => [fingerprint, batch]));
    const waiting = (await this.events.findWaiting(db, sourceId, fingerprints)).map((event) => ({
      ...event,
      batch: batchOf.get(event.fingerprint)!,
    }));
    const unruled = own.filter(({ alertRuleId }) => alertRuleId.startsWith('-'));
    for (const event of [...waiting, ...unruled]) {
      for (const { fingerprint, alertRuleId } of [...byFingerprint, ...ruled]) {
        if (fingerprint !== event.fingerprint) continue;
        put(entries, { ...event, alertRuleId, sourceId, startsAt: null, isCopy: true });
      }
    }
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

function put(entries: Map<string, CountedEntry>, entry: CountedEntry): void {
  const known = entries.get(keyOf(entry));
  if (known === undefined) entries.set(keyOf(entry), entry);
  else if (entry.receivedAt < known.receivedAt) known.receivedAt = entry.receivedAt;
}

function keyOf({ alertRuleId, at, digest, fingerprint }: LedgerEntry): string {
  return `${alertRuleId} ${at} ${digest} ${fingerprint}`;
}

function pairOf({ alertRuleId, fingerprint }: LedgerEntry): string {
  return `${alertRuleId} ${fingerprint}`;
}

function toMention(event: EpisodeEvent): RuleMention {
  return { ...event, startsAt: event.startsAt ?? event.at };
}

/** A request for each (rule, fingerprint) that has something new to fold, for the first message that says it. */
function foldRequests(
  entries: readonly CountedEntry[],
  stored: readonly StoredEntry[],
  isMixed: ReadonlySet<string>,
): (FoldRequest & { batch: number })[] {
  const requests = new Map<string, FoldRequest & { batch: number; newest: LedgerEntry[] | null }>();
  for (const [index, entry] of entries.entries()) {
    const { outcome, latestAt } = stored[index]!;
    if (entry.startsAt !== null || outcome === 'known' || entry.alertRuleId.startsWith('-')) continue;
    const isNewest = latestAt === null || entry.at > latestAt;
    const request = requests.get(pairOf(entry)) ?? {
      alertRuleId: entry.alertRuleId,
      fingerprint: entry.fingerprint,
      sourceId: entry.sourceId,
      from: entry.at,
      isMixed: isMixed.has(entry.alertRuleId),
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
  alertRuleId: string,
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
    alertRuleId,
    fingerprint: event.fingerprint,
    sourceId,
    digest: createHash('sha256').update(canonicalText(said)).digest('hex').slice(0, 32),
    receivedAt: event.receivedAt.toISOString(),
  };
}

function iso(at: Date | null | undefined): string | null {
  return at ? at.toISOString() : null;
}
