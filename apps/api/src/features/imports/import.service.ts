import { Inject, Injectable } from '@nestjs/common';
import type {
  ImportJobResponse,
  ImportJobRow,
  ImportJobsResponse,
  ImportKind,
  ImportQuery,
  ImportRejectsResponse,
} from '@tenken/shared/imports.contract';
import type { PageQuery } from '@tenken/shared/page.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Env } from '../../config/env.js';
import { ENV } from '../../config/env.module.js';
import { decodeCursor, encodeCursor } from '../../database/cursor.js';
import type { Queryable } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';
import type { Actor } from '../../http/actor.js';
import { JobQueue } from '../../jobs/job-queue.js';
import { AuditService } from '../audit/audit.service.js';
import { LiveService } from '../live/live.service.js';
import { type ImportJob, ImportRepository } from './import.repository.js';
import type { FilePlan } from './import-file.js';
import { ImportMappingRepository } from './import-mapping.repository.js';
import { IMPORT_QUEUE } from './import-runner.service.js';
import { rejectsCsv, rejectsNdjson } from './rejects-file.js';

const SHOWN_REJECTS = 100;
const REJECTS_A_PAGE = 1000;
/** A file is kept in parts of this size, and read by the part. */
const PART_BYTES = 1_048_576;

const RejectCursor = z.object({ line: z.number().int(), id: z.string() });

/** Import jobs as people see them: accepted, listed, looked into, cancelled. */
@Injectable()
export class ImportService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly repository: ImportRepository,
    private readonly mappings: ImportMappingRepository,
    private readonly jobs: JobQueue,
    private readonly audit: AuditService,
    private readonly live: LiveService,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** Keeps the file as it arrives, and queues its job. Answered once both are durable. */
  async accept(
    actor: Actor,
    kind: ImportKind,
    query: ImportQuery,
    contentType: string | null,
    body: AsyncIterable<Buffer>,
  ): Promise<string> {
    const dryRun = query.dryRun === 'true';
    const fileName = query.fileName ?? null;
    const id = await this.dataSource.transaction(async (db) => {
      const given =
        query.mapping === undefined ? null : await this.mappings.findById(db, kind, query.mapping);
      if (query.mapping !== undefined && given === null) {
        throw DomainError.invalid('mapping', `expected the id of a mapping for ${kind}`);
      }
      const made = await this.insertJob(db, actor, {
        kind,
        dryRun,
        fileName,
        contentType,
        options: {
          ...(given === null ? {} : { given: given.mapping }),
          ...(query.source === undefined ? {} : { source: query.source }),
        },
      });
      const bytes = await this.keepFile(db, made, body);
      await this.auditStart(db, actor, made, { kind, dryRun, fileName, bytes });
      return made;
    });
    await this.jobs.send(IMPORT_QUEUE, { id });
    return id;
  }

  /** Imports the file of a dry run, in the way in which it was checked. */
  async importChecked(actor: Actor, id: string): Promise<string> {
    const checked = await this.find(id);
    if (!checked.dry_run || checked.stage !== 'done') {
      throw new DomainError('conflict', 'import_not_checked', `Import ${id} is no finished check.`);
    }
    const { kind, file_name: fileName, content_type: contentType, options } = checked;
    const made = await this.dataSource.transaction(async (db) => {
      const job = {
        kind,
        dryRun: false,
        fileName,
        contentType,
        options: { plan: (options as { plan?: FilePlan }).plan, source: options.source },
      };
      const jobId = await this.insertJob(db, actor, job);
      if (!(await this.repository.copyFile(db, id, jobId))) {
        throw new DomainError(
          'gone',
          'import_file_gone',
          `The file of import ${id} is kept no longer: send it again.`,
        );
      }
      await this.repository.describe(db, jobId, checked.total, {});
      await this.auditStart(db, actor, jobId, { kind, dryRun: false, fileName, checkedBy: id });
      return jobId;
    });
    await this.jobs.send(IMPORT_QUEUE, { id: made });
    return made;
  }

  private insertJob(
    db: Queryable,
    actor: Actor,
    job: {
      kind: ImportKind;
      dryRun: boolean;
      fileName: string | null;
      contentType: string | null;
      options: object;
    },
  ): Promise<string> {
    return this.repository.insert(db, { ...job, userId: actor.userId, actorName: actor.name });
  }

  private async auditStart(db: Queryable, actor: Actor, id: string, after: object): Promise<void> {
    await this.audit.record(db, {
      actor,
      action: 'started',
      subjectType: 'import_job',
      subjectId: id,
      after,
    });
    await this.live.publish(db, 'import-jobs', [id]);
  }

  /** Writes the file in parts as it arrives; no more than a part of it is held. */
  private async keepFile(db: Queryable, id: string, body: AsyncIterable<Buffer>): Promise<number> {
    let pieces: Buffer[] = [];
    let [held, bytes, position] = [0, 0, 0];
    const flush = async () => {
      await this.repository.addPart(db, id, position, Buffer.concat(pieces, held));
      position += 1;
      pieces = [];
      held = 0;
    };
    for await (const piece of body) {
      bytes += piece.length;
      if (bytes > this.env.MAX_IMPORT_BYTES) {
        throw new DomainError(
          'too_large',
          'file_too_large',
          `A file may have ${this.env.MAX_IMPORT_BYTES} bytes.`,
        );
      }
      pieces.push(piece);
      held += piece.length;
      if (held >= PART_BYTES) await flush();
    }
    if (held > 0) await flush();
    if (bytes === 0) throw DomainError.invalid('body', 'expected a file, got nothing');
    return bytes;
  }

  async list(query: PageQuery): Promise<ImportJobsResponse> {
    const before = query.cursor ?? null;
    if (before !== null && !/^\d{1,18}$/.test(before))
      throw DomainError.invalid('cursor', 'expected a cursor of an earlier answer');
    const jobs = await this.repository.list(this.dataSource.manager, before, query.limit + 1);
    const items = jobs.slice(0, query.limit);
    return {
      items: items.map(toRow),
      nextCursor: jobs.length > query.limit ? (items.at(-1)?.id ?? null) : null,
    };
  }

  async get(id: string): Promise<ImportJobResponse> {
    const job = await this.find(id);
    const { plan, preview } = job.options as { plan?: FilePlan; preview?: ImportJobResponse['preview'] };
    const rejects = await this.repository.rejects(this.dataSource.manager, id, null, SHOWN_REJECTS);
    return {
      ...toRow(job),
      format: plan?.shape.format ?? null,
      encoding: plan?.shape.encoding ?? null,
      reading: plan?.reading ?? null,
      canImport: job.dry_run && job.stage === 'done' && job.has_file,
      preview: preview ?? [],
      rejects,
    };
  }

  async rejects(id: string, query: PageQuery): Promise<ImportRejectsResponse> {
    await this.find(id);
    const after = decodeCursor(RejectCursor, query.cursor) ?? null;
    const rows = await this.repository.rejects(this.dataSource.manager, id, after, query.limit + 1);
    const items = rows.slice(0, query.limit);
    const last = items.at(-1);
    const isMore = rows.length > query.limit && last !== undefined;
    return { items, nextCursor: isMore ? encodeCursor({ line: last.line, id: last.id }) : null };
  }

  /** All rejects as a file to mend and import again, piece by piece. */
  async rejectsFile(id: string, format: 'csv' | 'ndjson'): Promise<AsyncGenerator<string>> {
    const { options } = await this.find(id);
    const pages = this.rejectPages(id);
    return format === 'csv'
      ? rejectsCsv((options as { plan?: FilePlan }).plan?.shape ?? null, pages)
      : rejectsNdjson(pages);
  }

  private async *rejectPages(id: string) {
    for (let after: z.output<typeof RejectCursor> | null = null; ; ) {
      const rows = await this.repository.rejects(this.dataSource.manager, id, after, REJECTS_A_PAGE);
      if (rows.length > 0) yield rows;
      const last: z.output<typeof RejectCursor> | undefined = rows.at(-1);
      if (last === undefined || rows.length < REJECTS_A_PAGE) return;
      after = { line: last.line, id: last.id };
    }
  }

  async cancel(actor: Actor, id: string): Promise<ImportJobResponse> {
    await this.find(id);
    await this.dataSource.transaction(async (db) => {
      if (!(await this.repository.finish(db, id, 'cancelled', null))) {
        throw new DomainError('conflict', 'import_ended', `Import ${id} has ended already.`);
      }
      await this.audit.record(db, { actor, action: 'cancelled', subjectType: 'import_job', subjectId: id });
      await this.live.publish(db, 'import-jobs', [id]);
    });
    return this.get(id);
  }

  private async find(id: string): Promise<ImportJob> {
    const job = await this.repository.find(this.dataSource.manager, id);
    if (job === null) throw DomainError.notFound('import_job', id);
    return job;
  }
}

function toRow(job: ImportJob): ImportJobRow {
  const rate = rowsPerSecond(job);
  const isRunning = job.stage === 'running';
  return {
    id: job.id,
    kind: job.kind,
    stage: job.stage,
    dryRun: job.dry_run,
    fileName: job.file_name,
    total: job.total,
    counts: {
      read: job.read_count,
      created: job.created_count,
      updated: job.updated_count,
      unchanged: job.unchanged_count,
      rejected: job.rejected_count,
    },
    rowsPerSecond: rate === null ? null : Math.round(rate),
    secondsLeft:
      isRunning && rate !== null && job.total !== null
        ? Math.max(0, Math.ceil((job.total - job.read_count) / rate))
        : null,
    error: job.error,
    createdBy: job.created_by_name,
    createdAt: job.created_at,
    startedAt: job.started_at,
    finishedAt: job.finished_at,
  };
}

/** Rows a second since the job was last taken up: a pause between two processes is no slowness. */
function rowsPerSecond(job: ImportJob): number | null {
  const from = job.resumed_at ?? job.started_at;
  const to = job.finished_at ?? job.heartbeat_at;
  if (from === null || to === null) return null;
  const seconds = (Date.parse(to) - Date.parse(from)) / 1000;
  const rows = job.read_count - job.resumed_count;
  return seconds <= 0 || rows <= 0 ? null : rows / seconds;
}
