import { Injectable } from '@nestjs/common';
import { CONNECTOR_KINDS } from '@tenken/shared/connectors.contract';
import type { EntityManager } from 'typeorm';
import { TrackerChangeService } from '../action-items/tracker-changes.service.js';
import { AlertRuleCatalogService } from '../alert-rules/alert-rule-catalog.service.js';
import { type AdapterOutput, DeliveryReadingService } from '../deliveries/delivery-reading.service.js';
import { EpisodeService } from '../episodes/episode.service.js';
import { EpisodeEventService } from '../episodes/episode-event.service.js';
import { SilenceService } from '../silences/silence.service.js';
import type { SourceService } from '../sources/source.service.js';
import { type Changes, compareEpisodes } from './compare-episodes.js';
import { ConnectorRepository } from './connector.repository.js';
import type { PulledPage, PulledRecord } from './connector-kind.js';
import type { ConnectorRecord } from './connector-record.js';
import type { DriftEntry, RunCounts } from './connector-run.repository.js';
import { type KnownActionItem, type KnownEpisode, KnownStateReadModel } from './known-state.read-model.js';
import { suppress } from './suppress-episode.js';

/** What changed so lately may be on its way by itself: it is taken in, and counts neither as missing nor as different. */
const ON_ITS_WAY_MS = 600_000;
/** An alert that began at this distance from the sender's word is the same one. */
const AROUND_MS = 86_400_000;

export interface WrittenPage {
  counts: Omit<RunCounts, 'requests'>;
  drift: DriftEntry[];
}

type SourceRecord = NonNullable<Awaited<ReturnType<SourceService['findById']>>>;

interface Read {
  record: PulledRecord;
  output: AdapterOutput;
}

/**
 * Takes in what a page holds, in the caller's transaction, through the same services as what is pushed. A thing that
 * is known as its sender has it is left alone; what was missing or different is noted.
 */
@Injectable()
export class ConnectorWriterService {
  constructor(
    private readonly reading: DeliveryReadingService,
    private readonly episodes: EpisodeService,
    private readonly events: EpisodeEventService,
    private readonly trackerChanges: TrackerChangeService,
    private readonly silences: SilenceService,
    private readonly rules: AlertRuleCatalogService,
    private readonly known: KnownStateReadModel,
    private readonly connectors: ConnectorRepository,
  ) {}

  /** `isHistory`: what is fetched is older than the connector, so that nothing of it can be missing. */
  async write(
    db: EntityManager,
    connector: ConnectorRecord,
    source: SourceRecord,
    page: PulledPage,
    now: Date,
    isHistory: boolean,
  ): Promise<WrittenPage> {
    const counts = { records: page.records.length, created: 0, updated: 0, unchanged: 0, unreadable: 0 };
    const drift: DriftEntry[] = [];
    const { reads, unread } = this.readAll(page.records, source, now);
    for (const { record, problem } of unread) {
      counts.unreadable += 1;
      drift.push({
        ...entryOf(record, 'unreadable', {}),
        title: `${record.title}: ${problem}`.slice(0, 500),
      });
    }
    const noted = (record: PulledRecord, kind: 'missing' | 'different', changes: Changes) => {
      counts[kind === 'missing' ? 'created' : 'updated'] += 1;
      const isOnItsWay =
        record.changedAt !== null && now.getTime() - record.changedAt.getTime() < ON_ITS_WAY_MS;
      if (!isHistory && record.isPushed && !isOnItsWay) drift.push(entryOf(record, kind, changes));
    };
    await this.writeSnapshot(db, connector, source, page, now);
    const ofEpisodes = reads.filter(({ record }) => record.subject === 'episode');
    if (ofEpisodes.length > 0)
      counts.unchanged += await this.writeEpisodes(db, source, ofEpisodes, now, noted, drift);
    const ofItems = reads.filter(({ record }) => record.subject === 'action_item');
    if (ofItems.length > 0) counts.unchanged += await this.writeActionItems(db, ofItems, noted);
    const isCounted = CONNECTOR_KINDS[connector.kind].findsDrift && !isHistory;
    const count = (kind: string) => (isCounted ? drift.filter((entry) => entry.kind === kind).length : null);
    return { counts: { ...counts, missing: count('missing'), different: count('different') }, drift };
  }

  private readAll(records: readonly PulledRecord[], source: SourceRecord, now: Date) {
    const reads: Read[] = [];
    const unread: { record: PulledRecord; problem: string }[] = [];
    for (const record of records) {
      const parts = record.messages.map((message) => this.reading.read(message, now, source));
      const problem = parts.find(({ errorDetail }) => errorDetail !== null)?.errorDetail;
      if (problem) unread.push({ record, problem });
      const output = join(parts.map((part) => part.output));
      if (record.provesNotice === false) {
        for (const one of [...output.transitions, ...output.events]) one.notifiedAt = null;
      }
      if (!problem) reads.push({ record, output });
    }
    return { reads, unread };
  }

  private async writeSnapshot(
    db: EntityManager,
    connector: ConnectorRecord,
    source: SourceRecord,
    page: PulledPage,
    now: Date,
  ): Promise<void> {
    await this.silences.apply(db, source.id, page.silences ?? []);
    const definitions = [
      ...(page.definitions ?? []),
      ...(page.definitionMessages ?? []).flatMap(
        (message) => this.reading.read(message, now, source).output.definitions,
      ),
    ];
    if (definitions.length === 0) return;
    // With two servers behind one source neither of them has all of its rules.
    const isComplete =
      page.isComplete === true && (await this.connectors.countEnabled(db, source.id, connector.kind)) === 1;
    await this.rules.applyDefinitions(db, source.id, definitions, { seenAt: now, isComplete });
  }

  /** Returns how many were as their sender has them. */
  private async writeEpisodes(
    db: EntityManager,
    source: SourceRecord,
    reads: readonly Read[],
    now: Date,
    noted: (record: PulledRecord, kind: 'missing' | 'different', changes: Changes) => void,
    drift: DriftEntry[],
  ): Promise<number> {
    const starts = reads.map(({ record }) => record.expected!.startsAt.getTime());
    const find = async () => {
      const found = new Map<string, KnownEpisode[]>();
      for (const episode of await this.known.findEpisodes(
        db,
        source.id,
        reads.map(({ record }) => record.externalId),
        new Date(Math.min(...starts) - AROUND_MS),
        new Date(Math.max(now.getTime(), ...starts) + AROUND_MS),
      )) {
        const list = found.get(episode.fingerprint);
        if (list === undefined) found.set(episode.fingerprint, [episode]);
        else list.push(episode);
      }
      return found;
    };
    const before = await find();
    const changed: Read[] = [];
    let unchanged = 0;
    for (const read of reads) {
      const { record, output } = read;
      const around = near(before.get(record.externalId) ?? [], record);
      const changes = compareEpisodes(around, record.expected!);
      const isHidden = suppress(record, output, around, now);
      if (changes === null) noted(record, 'missing', saidOf(record));
      else if (Object.keys(changes).length > 0) noted(record, 'different', changes);
      else unchanged += 1;
      // What is hidden is told anew each time: until when it is held for firing moves on.
      if (changes === null || Object.keys(changes).length > 0 || isHidden) changed.push(read);
    }
    const outputs = changed.map(({ output }) => output);
    await this.episodes.applyBatches(
      db,
      source.id,
      outputs.map(({ transitions }) => transitions),
    );
    await this.events.applyEvents(
      db,
      source.id,
      outputs.map(({ events }) => events),
    );
    if (drift.some(({ subject }) => subject === 'episode')) {
      const after = await find();
      for (const entry of drift) {
        const episode = after.get(entry.externalId)?.at(-1);
        if (entry.subject !== 'episode' || episode === undefined) continue;
        entry.alertRuleId = episode.alertRuleId;
        entry.fingerprint = episode.fingerprint;
        entry.startsAt = episode.startsAt;
      }
    }
    return unchanged;
  }

  private async writeActionItems(
    db: EntityManager,
    reads: readonly Read[],
    noted: (record: PulledRecord, kind: 'missing' | 'different', changes: Changes) => void,
  ): Promise<number> {
    // One order of row locks for everybody.
    const sorted = reads.toSorted((a, b) => (a.record.externalId < b.record.externalId ? -1 : 1));
    const tracker = sorted.flatMap(({ output }) => output.trackerChanges)[0]?.source;
    if (tracker === undefined) return reads.length;
    const ids = sorted.map(({ record }) => record.externalId);
    const find = async () =>
      new Map((await this.known.findActionItems(db, tracker, ids)).map((item) => [item.externalId, item]));
    const before = await find();
    for (const { output } of sorted) {
      for (const change of output.trackerChanges) await this.trackerChanges.apply(db, change);
    }
    const after = await find();
    let unchanged = 0;
    for (const { record } of sorted) {
      const then = before.get(record.externalId);
      const since = after.get(record.externalId);
      const changes = since === undefined ? {} : differences(then, since);
      if (since !== undefined && then === undefined) noted(record, 'missing', changes);
      else if (Object.keys(changes).length > 0) noted(record, 'different', changes);
      else unchanged += 1;
    }
    return unchanged;
  }
}

/** The episodes that a record is about: a fingerprint may have fired long before. */
function near(known: readonly KnownEpisode[], { expected }: PulledRecord): KnownEpisode[] {
  // An incident's or alert's own id; only Alertmanager's fingerprints come back, and those name their start exactly.
  if (expected!.endsAt !== undefined) return [...known];
  return known.filter(
    ({ startsAt }) => Math.abs(Date.parse(startsAt) - expected!.startsAt.getTime()) <= 2000,
  );
}

function saidOf({ expected }: PulledRecord): Changes {
  return Object.fromEntries(
    Object.entries(expected!).flatMap(([field, at]) => (at ? [[field, [null, at.toISOString()]]] : [])),
  );
}

function differences(before: KnownActionItem | undefined, after: KnownActionItem): Changes {
  const changes: Changes = {};
  for (const field of ['status', 'title', 'owner', 'dueOn'] as const) {
    const was = before?.[field] ?? null;
    if (was !== after[field]) changes[field] = [was, after[field]];
  }
  return changes;
}

function entryOf(record: PulledRecord, kind: DriftEntry['kind'], changes: Changes): DriftEntry {
  const { subject, externalId } = record;
  const title = record.title.slice(0, 500);
  return { kind, subject, externalId, title, changes, alertRuleId: null, fingerprint: null, startsAt: null };
}

function join(
  outputs: readonly AdapterOutput[],
): Pick<AdapterOutput, 'transitions' | 'events' | 'trackerChanges'> & AdapterOutput {
  const [first] = outputs;
  if (first === undefined) throw new Error('A record has at least one message.');
  return {
    ...first,
    transitions: outputs.flatMap(({ transitions }) => transitions),
    events: outputs.flatMap(({ events }) => events),
    trackerChanges: outputs.flatMap(({ trackerChanges }) => trackerChanges),
  };
}
