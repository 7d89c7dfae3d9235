import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { ImportReject } from '@tenken/shared/imports.contract';
import { DataSource } from 'typeorm';
import { type Actor, SYSTEM_ACTOR } from '../../http/actor.js';
import { JobQueue } from '../../jobs/job-queue.js';
import { LiveService } from '../live/live.service.js';
import { type ImportJob, ImportRepository } from './import.repository.js';
import type { ImportRow } from './import-rows.js';
import { ImportWriterService, type RecordResult } from './import-writer.service.js';
import { readImportFile } from './read-import-file.js';

export const IMPORT_QUEUE = 'imports';
const CHUNK_ROWS = 500;
const PREVIEW_ROWS = 20;
const TAKE_UP_MS = 15_000;
const RAW_LIMIT = 2000;

class DryRun extends Error {}

/**
 * Works off import jobs: a file in chunks of 500 rows, each chunk with its counts in one transaction, so that a killed
 * process is followed by another at the row after the last committed one, and no row is counted twice.
 * A dry run does the same in one transaction that is rolled back; only counts and rejects stay.
 */
@Injectable()
export class ImportRunnerService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('imports');
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly jobs: JobQueue,
    private readonly repository: ImportRepository,
    private readonly writer: ImportWriterService,
    private readonly live: LiveService,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.work<{ id: string }>(IMPORT_QUEUE, ({ id }) => this.run(id));
    this.timer = setInterval(() => void this.takeUpSilent(), TAKE_UP_MS);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    if (this.timer !== null) clearInterval(this.timer);
  }

  private async takeUpSilent(): Promise<void> {
    try {
      for (const id of await this.repository.findSilent(this.dataSource.manager)) {
        await this.jobs.send(IMPORT_QUEUE, { id });
      }
    } catch (error) {
      this.logger.warn(`Looking for imports without a process failed: ${(error as Error).message}`);
    }
  }

  async run(id: string): Promise<void> {
    const db = this.dataSource.manager;
    const job = await this.repository.claim(db, id);
    if (job === null) return;
    try {
      const file = readImportFile(
        job.kind,
        await this.repository.readFile(db, id),
        job.content_type,
        job.file_name,
      );
      const preview = file.rows.slice(0, PREVIEW_ROWS).flatMap((row) => ('value' in row ? [row.value] : []));
      await this.repository.describe(db, id, file.rows.length, {
        format: file.format,
        encoding: file.encoding,
        ...(job.dry_run ? { preview } : {}),
      });
      await this.live.publish(db, 'import-jobs', [id]);
      if (job.dry_run) await this.dryRun(job, file.rows);
      else await this.write(job, file.rows);
      await this.repository.finish(db, id, 'done', null);
    } catch (error) {
      this.logger.error(`Import ${id} failed`, (error as Error).stack);
      await this.repository.finish(db, id, 'failed', (error as Error).message.slice(0, 500));
    }
    await this.live.publish(db, 'import-jobs', [id]);
  }

  private async write(job: ImportJob, rows: readonly ImportRow[]): Promise<void> {
    for (let at = job.read_count; at < rows.length; at += CHUNK_ROWS) {
      const chunk = rows.slice(at, at + CHUNK_ROWS);
      const goesOn = await this.dataSource.transaction(async (db) => {
        const results = await this.writer.write(
          db,
          actorOf(job),
          job.kind,
          new Date(job.created_at),
          readable(chunk),
        );
        return this.repository.addChunk(db, job.id, ...summary(chunk, results));
      });
      await this.live.publish(this.dataSource.manager, 'import-jobs', [job.id]);
      if (!goesOn) return;
    }
  }

  private async dryRun(job: ImportJob, rows: readonly ImportRow[]): Promise<void> {
    const results: RecordResult[] = [];
    await this.dataSource
      .transaction(async (db) => {
        for (let at = 0; at < rows.length; at += CHUNK_ROWS) {
          const chunk = readable(rows.slice(at, at + CHUNK_ROWS));
          results.push(
            ...(await this.writer.write(db, actorOf(job), job.kind, new Date(job.created_at), chunk)),
          );
        }
        throw new DryRun();
      })
      .catch((error: unknown) => {
        if (!(error instanceof DryRun)) throw error;
      });
    await this.repository.addChunk(this.dataSource.manager, job.id, ...summary(rows, results));
  }
}

function readable(rows: readonly ImportRow[]): { line: number; value: unknown }[] {
  return rows.flatMap((row) => ('value' in row ? [{ line: row.line, value: row.value }] : []));
}

function summary(rows: readonly ImportRow[], results: readonly RecordResult[]) {
  const raws = new Map(rows.map((row) => [row.line, row.raw.slice(0, RAW_LIMIT)]));
  const rejects: ImportReject[] = [
    ...rows.flatMap((row) =>
      'error' in row ? [{ line: row.line, ...row.error, raw: row.raw.slice(0, RAW_LIMIT) }] : [],
    ),
    ...results.flatMap((result) =>
      'reason' in result
        ? [
            {
              line: result.line,
              field: result.field,
              reason: result.reason,
              raw: raws.get(result.line) ?? null,
            },
          ]
        : [],
    ),
  ];
  const count = (outcome: string) =>
    results.filter((result) => 'outcome' in result && result.outcome === outcome).length;
  const counts = {
    read: rows.length,
    created: count('created'),
    updated: count('updated'),
    unchanged: count('unchanged'),
  };
  return [counts, rejects] as const;
}

/** Whoever uploaded the file is whom the history names. */
function actorOf(job: ImportJob): Actor {
  return {
    ...SYSTEM_ACTOR,
    kind: job.created_by_id === null ? 'token' : 'user',
    id: job.created_by_id,
    userId: job.created_by_id,
    name: job.created_by_name,
  };
}
