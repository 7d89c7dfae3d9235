import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { ImportMapping, type ImportReject } from '@tenken/shared/imports.contract';
import { DataSource } from 'typeorm';
import { type Actor, SYSTEM_ACTOR } from '../../http/actor.js';
import { JobQueue } from '../../jobs/job-queue.js';
import { LiveService } from '../live/live.service.js';
import { type ChunkCounts, type ImportJob, ImportRepository } from './import.repository.js';
import {
  BREATH_ROWS,
  type FileAbout,
  type FilePlan,
  fileChunks,
  planFile,
  surveyFile,
} from './import-file.js';
import { ImportMappingRepository } from './import-mapping.repository.js';
import { ImportWriterService, type RecordResult } from './import-writer.service.js';
import { headerKey } from './mapping/header-key.js';
import { type PreparedRecord, prepareRecords } from './prepare-records.js';

export const IMPORT_QUEUE = 'imports';
/** Rows of a chunk: one statement for all episodes of a source; other records are written one by one. */
const CHUNK_ROWS = 500;
const EPISODE_CHUNK_ROWS = 5000;
const PREVIEW_ROWS = 20;
const TAKE_UP_MS = 15_000;
/** A reject keeps its line, so that it can be mended; a line as long as this is no line that a person mends. */
const RAW_LIMIT = 100_000;

class DryRun extends Error {}
class Cancelled extends Error {}

/**
 * Works off import jobs: a file in chunks, each chunk with its counts in one transaction, so that a killed process is followed
 * by another at the row after the last committed one, and no row is counted twice. The next chunk is read while the database
 * writes the one before. A dry run does the same in one transaction that is rolled back; only counts and rejects stay.
 */
@Injectable()
export class ImportRunnerService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('imports');
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly jobs: JobQueue,
    private readonly repository: ImportRepository,
    private readonly mappings: ImportMappingRepository,
    private readonly writer: ImportWriterService,
    private readonly live: LiveService,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.work<{ id: string }>(IMPORT_QUEUE, ({ id }) => this.run(id));
    this.timer = setInterval(() => void this.takeUpSilent(), TAKE_UP_MS);
    this.timer.unref();
    // what the process before left behind
    void this.takeUpSilent();
  }

  onApplicationShutdown(): void {
    if (this.timer !== null) clearInterval(this.timer);
  }

  private async takeUpSilent(): Promise<void> {
    try {
      for (const id of await this.repository.findSilent(this.dataSource.manager)) {
        await this.jobs.send(IMPORT_QUEUE, { id });
      }
      await this.repository.deleteOldFiles(this.dataSource.manager);
    } catch (error) {
      this.logger.warn(`Looking for imports without a process failed: ${(error as Error).message}`);
    }
  }

  async run(id: string): Promise<void> {
    const db = this.dataSource.manager;
    const job = await this.repository.claim(db, id);
    if (job === null) return;
    try {
      const about = { kind: job.kind, contentType: job.content_type, fileName: job.file_name };
      const plan = await this.plan(job, about);
      await this.live.publish(db, 'import-jobs', [id]);
      if (job.dry_run) await this.dryRun(job, about, plan);
      else await this.write(job, about, plan);
      await this.repository.finish(db, id, 'done', null);
    } catch (error) {
      if (!(error instanceof Cancelled)) {
        this.logger.error(`Import ${id} failed`, (error as Error).stack);
        await this.repository.finish(db, id, 'failed', (error as Error).message.slice(0, 500));
      }
    }
    await this.live.publish(db, 'import-jobs', [id]);
  }

  /** How the file is read: decided once, so that a job that is taken up again goes on in the same way. */
  private async plan(job: ImportJob, about: FileAbout): Promise<FilePlan> {
    const db = this.dataSource.manager;
    const { plan: known, given } = job.options as { plan?: FilePlan; given?: unknown };
    if (known !== undefined && job.total !== null) return known;
    const parts = () => this.repository.fileParts(db, job.id);
    const { plan, total } = await surveyFile(
      parts(),
      (encoding, head) =>
        planFile(about, encoding, head, false, {
          given: given === undefined ? null : ImportMapping.parse(given),
          remembered: async (columns) =>
            (await this.mappings.find(db, job.kind, headerKey(columns)))?.mapping ?? null,
        }),
      parts,
      about,
    );
    await this.repository.describe(db, job.id, total, { plan });
    return plan;
  }

  private async write(job: ImportJob, about: FileAbout, plan: FilePlan): Promise<void> {
    for await (const chunk of this.preparedChunks(job, about, plan, job.read_count)) {
      await this.dataSource.transaction(async (db) => {
        // counts and records are one commit: should the machine stop, both are there or neither
        await db.query('set local synchronous_commit to off');
        const results = await this.writer.write(db, actorOf(job), job.kind, chunk, aboutRules(job));
        if (!(await this.repository.addChunk(db, job.id, ...summary(chunk, results)))) throw new Cancelled();
      });
      await this.live.publish(this.dataSource.manager, 'import-jobs', [job.id]);
    }
  }

  /** Counts are told on another connection as they come: what is rolled back at the end is only what was written. */
  private async dryRun(job: ImportJob, about: FileAbout, plan: FilePlan): Promise<void> {
    const outside = this.dataSource.manager;
    await this.repository.restart(outside, job.id);
    let preview: unknown[] | null = null;
    await this.dataSource
      .transaction(async (db) => {
        for await (const chunk of this.preparedChunks(job, about, plan, 0)) {
          preview ??= chunk.slice(0, PREVIEW_ROWS).flatMap(shownRecord);
          const results = await this.writer.write(db, actorOf(job), job.kind, chunk, aboutRules(job));
          if (!(await this.repository.addChunk(outside, job.id, ...summary(chunk, results)))) {
            throw new Cancelled();
          }
          await this.live.publish(outside, 'import-jobs', [job.id]);
        }
        throw new DryRun();
      })
      .catch((error: unknown) => {
        if (!(error instanceof DryRun)) throw error;
      });
    await this.repository.describe(outside, job.id, null, { preview: preview ?? [] });
  }

  /** Chunks as they are read and checked, one ahead of the one that is being written. */
  private async *preparedChunks(
    job: ImportJob,
    about: FileAbout,
    plan: FilePlan,
    from: number,
  ): AsyncGenerator<PreparedRecord[]> {
    const rows = job.kind === 'episodes' ? EPISODE_CHUNK_ROWS : CHUNK_ROWS;
    const parts = this.repository.fileParts(this.dataSource.manager, job.id);
    const chunks = fileChunks(parts, plan, about, from, rows);
    const receivedAt = new Date(job.created_at);
    const next = async () => {
      const { value, done } = await chunks.next();
      if (done) return null;
      const prepared: PreparedRecord[] = [];
      for (let at = 0; at < value.length; at += BREATH_ROWS) {
        prepared.push(...prepareRecords(job.kind, value.slice(at, at + BREATH_ROWS), receivedAt));
        await nextTurn();
      }
      return prepared;
    };
    let ahead = next();
    for (;;) {
      const chunk = await ahead;
      if (chunk === null) return;
      // while the writer waits for the database, in breaths: else its next statement would wait for all of them
      ahead = nextTurn().then(next);
      ahead.catch(() => undefined);
      yield chunk;
    }
  }
}

function shownRecord({ record, episode }: PreparedRecord): unknown[] {
  if (record !== null) return [record];
  return episode === null ? [] : [episode.transition ?? episode.event];
}

function summary(
  records: readonly PreparedRecord[],
  results: readonly RecordResult[],
): [ChunkCounts, ImportReject[]] {
  const counts = { read: records.length, created: 0, updated: 0, unchanged: 0 };
  const rejects: ImportReject[] = [];
  for (const [index, result] of results.entries()) {
    if (result === 'skipped') continue;
    if (typeof result === 'string') counts[result] += 1;
    else {
      const { line, raw } = records[index]!;
      rejects.push({ line, ...result, raw: raw.slice(0, RAW_LIMIT) });
    }
  }
  return [counts, rejects];
}

/** When the file was sent, and whose alerts its rules send if the request said so. */
function aboutRules(job: ImportJob): { seenAt: Date; source: string | null } {
  const { source } = job.options as { source?: string };
  return { seenAt: new Date(job.created_at), source: source ?? null };
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
