import { Injectable } from '@nestjs/common';
import type { ActionItemImportRecord } from '@tenken/shared/action-items.contract';
import type { CatalogImportRecord, ImportKind } from '@tenken/shared/imports.contract';
import type { IncidentImportRecord } from '@tenken/shared/incidents.contract';
import type { PostmortemImportRecord } from '@tenken/shared/postmortems.contract';
import type { Queryable } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';
import type { Actor } from '../../http/actor.js';
import { ActionItemService } from '../action-items/action-items.service.js';
import { CatalogService } from '../catalog/catalog.service.js';
import { EpisodeService } from '../episodes/episode.service.js';
import { EpisodeEventService } from '../episodes/episode-event.service.js';
import { IncidentBatchService } from '../incidents/incident-batch.service.js';
import { IncidentService } from '../incidents/incidents.service.js';
import { PostmortemService } from '../postmortems/postmortems.service.js';
import { SourceService } from '../sources/source.service.js';
import { type PreparedRecord, problemOf, type RecordProblem } from './prepare-records.js';
import { RuleImportService } from './rules/rule-import.service.js';

/** `skipped`: read and understood, and nothing to take (a recording rule) */
export type Outcome = 'created' | 'updated' | 'unchanged' | 'skipped';
/** What became of each record, in their order. */
export type RecordResult = Outcome | RecordProblem;

/** Writes prepared records through the services of their nouns, a chunk at a time, in the caller's transaction. */
@Injectable()
export class ImportWriterService {
  constructor(
    private readonly incidents: IncidentService,
    private readonly incidentBatches: IncidentBatchService,
    private readonly postmortems: PostmortemService,
    private readonly actionItems: ActionItemService,
    private readonly episodes: EpisodeService,
    private readonly episodeEvents: EpisodeEventService,
    private readonly sources: SourceService,
    private readonly catalog: CatalogService,
    private readonly rules: RuleImportService,
  ) {}

  async write(
    db: Queryable,
    actor: Actor,
    kind: ImportKind,
    records: readonly PreparedRecord[],
    about: { seenAt: Date; source: string | null },
  ): Promise<RecordResult[]> {
    if (kind === 'episodes') return this.writeEpisodes(db, records);
    if (kind === 'rules') return this.rules.write(db, records, about);
    await db.query('savepoint import_chunk');
    try {
      if (kind === 'incidents') return await this.writeIncidents(db, actor, records);
      const results: RecordResult[] = [];
      for (const { problem, record } of records) {
        results.push(problem ?? (await this.writeOne(db, actor, kind, record)));
      }
      return results;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      await db.query('rollback to savepoint import_chunk');
      return this.writeEach(db, actor, kind, records);
    }
  }

  private async writeIncidents(
    db: Queryable,
    actor: Actor,
    records: readonly PreparedRecord[],
  ): Promise<RecordResult[]> {
    const good = records.flatMap(({ problem, record }) =>
      problem === null ? [record as IncidentImportRecord] : [],
    );
    const outcomes = await this.incidentBatches.importRecords(db, actor, good);
    let at = 0;
    return records.map(({ problem }) => problem ?? outcomes[at++]!);
  }

  /** A savepoint for each record, so that a bad one harms no other: only after a chunk has failed. */
  private async writeEach(
    db: Queryable,
    actor: Actor,
    kind: Exclude<ImportKind, 'episodes' | 'rules'>,
    records: readonly PreparedRecord[],
  ): Promise<RecordResult[]> {
    const results: RecordResult[] = [];
    for (const { problem, record } of records) {
      if (problem !== null) {
        results.push(problem);
        continue;
      }
      await db.query('savepoint import_record');
      try {
        results.push(await this.writeOne(db, actor, kind, record));
        await db.query('release savepoint import_record');
      } catch (error) {
        await db.query('rollback to savepoint import_record');
        results.push(problemOf(error));
      }
    }
    return results;
  }

  private writeOne(
    db: Queryable,
    actor: Actor,
    kind: Exclude<ImportKind, 'episodes' | 'rules'>,
    record: unknown,
  ): Promise<Outcome> {
    switch (kind) {
      case 'incidents':
        return this.incidents.importRecord(db, actor, record as IncidentImportRecord);
      case 'postmortems':
        return this.postmortems.importRecord(db, actor, record as PostmortemImportRecord);
      case 'action-items':
        return this.actionItems.importRecord(db, actor, record as ActionItemImportRecord);
      case 'catalog':
        return this.catalog.importRecord(db, record as CatalogImportRecord);
    }
  }

  /** Episodes go in by the chunk, those of a source in one statement; changes of state through the ledger. */
  private async writeEpisodes(db: Queryable, records: readonly PreparedRecord[]): Promise<RecordResult[]> {
    const results: RecordResult[] = records.map(({ problem }) => problem ?? 'unchanged');
    const bySource = new Map<string, number[]>();
    for (const [index, { episode }] of records.entries()) {
      if (episode === null) continue;
      const list = bySource.get(episode.source);
      if (list === undefined) bySource.set(episode.source, [index]);
      else list.push(index);
    }
    for (const [key, indexes] of [...bySource].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const source = await this.sources.ensure(db, 'import', key);
      const transitions = indexes.filter((index) => records[index]!.episode!.transition !== null);
      const events = indexes.filter((index) => records[index]!.episode!.event !== null);
      const written = await this.episodes.applyBatches(
        db,
        source.id,
        transitions.map((index) => [records[index]!.episode!.transition!]),
      );
      for (const [at, index] of transitions.entries()) {
        results[index] = written[at]!.created ? 'created' : written[at]!.updated ? 'updated' : 'unchanged';
      }
      const told = await this.episodeEvents.applyEvents(
        db,
        source.id,
        events.map((index) => [records[index]!.episode!.event!]),
      );
      for (const [at, index] of events.entries()) {
        results[index] = told[at]!.created ? 'created' : 'unchanged';
      }
    }
    return results;
  }
}
