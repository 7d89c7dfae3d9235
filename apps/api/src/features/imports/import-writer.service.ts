import { Injectable } from '@nestjs/common';
import { ActionItemImportRecord } from '@tenken/shared/action-items.contract';
import { EpisodeImportRecord } from '@tenken/shared/episode-import.contract';
import { CatalogImportRecord, type ImportKind } from '@tenken/shared/imports.contract';
import { IncidentImportRecord } from '@tenken/shared/incidents.contract';
import { PostmortemImportRecord } from '@tenken/shared/postmortems.contract';
import type { Queryable } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';
import { parseRecord } from '../../errors/parse-record.js';
import type { Actor } from '../../http/actor.js';
import { ActionItemService } from '../action-items/action-items.service.js';
import { CatalogService } from '../catalog/catalog.service.js';
import { EpisodeService } from '../episodes/episode.service.js';
import { IncidentService } from '../incidents/incidents.service.js';
import { PostmortemService } from '../postmortems/postmortems.service.js';
import { SourceService } from '../sources/source.service.js';

export type Outcome = 'created' | 'updated' | 'unchanged';
export interface ImportedRecord {
  line: number;
  value: unknown;
}
export type RecordResult =
  | { line: number; outcome: Outcome }
  | { line: number; field: string | null; reason: string };

/** Writes records of a file through the services of their nouns: one savepoint a record, so that a bad one harms no other. */
@Injectable()
export class ImportWriterService {
  constructor(
    private readonly incidents: IncidentService,
    private readonly postmortems: PostmortemService,
    private readonly actionItems: ActionItemService,
    private readonly episodes: EpisodeService,
    private readonly sources: SourceService,
    private readonly catalog: CatalogService,
  ) {}

  async write(
    db: Queryable,
    actor: Actor,
    kind: ImportKind,
    receivedAt: Date,
    records: readonly ImportedRecord[],
  ): Promise<RecordResult[]> {
    if (kind === 'episodes') return this.writeEpisodes(db, receivedAt, records);
    const results: RecordResult[] = [];
    for (const { line, value } of records) {
      await db.query('savepoint import_record');
      try {
        results.push({ line, outcome: await this.writeOne(db, actor, kind, value) });
        await db.query('release savepoint import_record');
      } catch (error) {
        await db.query('rollback to savepoint import_record');
        results.push({ line, ...reject(error) });
      }
    }
    return results;
  }

  private writeOne(
    db: Queryable,
    actor: Actor,
    kind: Exclude<ImportKind, 'episodes'>,
    value: unknown,
  ): Promise<Outcome> {
    switch (kind) {
      case 'incidents':
        return this.incidents.importRecord(db, actor, parseRecord(IncidentImportRecord, value));
      case 'postmortems':
        return this.postmortems.importRecord(db, actor, parseRecord(PostmortemImportRecord, value));
      case 'action-items':
        return this.actionItems.importRecord(db, actor, parseRecord(ActionItemImportRecord, value));
      case 'catalog':
        return this.catalog.importRecord(db, parseRecord(CatalogImportRecord, value));
    }
  }

  /** Episodes go in by the chunk, each source in one statement. */
  private async writeEpisodes(
    db: Queryable,
    receivedAt: Date,
    records: readonly ImportedRecord[],
  ): Promise<RecordResult[]> {
    const results: RecordResult[] = [];
    const bySource = new Map<
      string,
      { line: number; transition: ReturnType<typeof EpisodeService.fromRecord> }[]
    >();
    for (const { line, value } of records) {
      try {
        const parsed = parseRecord(EpisodeImportRecord, value);
        const key = parsed.source ?? 'import';
        const list = bySource.get(key) ?? [];
        list.push({ line, transition: EpisodeService.fromRecord(parsed, receivedAt) });
        bySource.set(key, list);
      } catch (error) {
        results.push({ line, ...reject(error) });
      }
    }
    for (const [key, list] of [...bySource].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const source = await this.sources.ensure(db, 'import', key);
      const counts = await this.episodes.applyBatches(
        db,
        source.id,
        list.map(({ transition }) => [transition]),
      );
      for (const [index, { line }] of list.entries()) {
        const count = counts[index];
        results.push({
          line,
          outcome: count?.created ? 'created' : count?.updated ? 'updated' : 'unchanged',
        });
      }
    }
    return results;
  }
}

function reject(error: unknown): { field: string | null; reason: string } {
  if (!(error instanceof DomainError)) throw error;
  const [first, ...others] = error.options.errors ?? [];
  if (first === undefined) return { field: null, reason: error.message };
  const more = others.map((other) => `; ${other.path}: ${other.message}`).join('');
  return { field: first.path === '' ? null : first.path, reason: `${first.message}${more}` };
}
