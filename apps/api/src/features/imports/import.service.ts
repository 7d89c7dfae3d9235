import { Injectable } from '@nestjs/common';
import type {
  ImportJobResponse,
  ImportJobRow,
  ImportJobsResponse,
  ImportKind,
  ImportQuery,
} from '@tenken/shared/imports.contract';
import type { PageQuery } from '@tenken/shared/page.contract';
import { DataSource } from 'typeorm';
import { DomainError } from '../../errors/domain-error.js';
import type { Actor } from '../../http/actor.js';
import { JobQueue } from '../../jobs/job-queue.js';
import { AuditService } from '../audit/audit.service.js';
import { LiveService } from '../live/live.service.js';
import { type ImportJob, ImportRepository } from './import.repository.js';
import { IMPORT_QUEUE } from './import-runner.service.js';
import { rejectsCsv } from './rejects-csv.js';

const SHOWN_REJECTS = 100;

/** Import jobs as people see them: accepted, listed, looked into, cancelled. */
@Injectable()
export class ImportService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly repository: ImportRepository,
    private readonly jobs: JobQueue,
    private readonly audit: AuditService,
    private readonly live: LiveService,
  ) {}

  /** Keeps the file and queues its job. Answered once both are durable. */
  async accept(
    actor: Actor,
    kind: ImportKind,
    query: ImportQuery,
    contentType: string | null,
    body: Buffer,
  ): Promise<string> {
    if (body.length === 0) throw DomainError.invalid('body', 'expected a file, got nothing');
    const dryRun = query.dryRun === 'true';
    const id = await this.dataSource.transaction(async (db) => {
      const made = await this.repository.insert(db, {
        kind,
        dryRun,
        fileName: query.fileName ?? null,
        contentType,
        userId: actor.userId,
        actorName: actor.name,
        body,
      });
      const after = { kind, dryRun, fileName: query.fileName ?? null, bytes: body.length };
      await this.audit.record(db, {
        actor,
        action: 'started',
        subjectType: 'import_job',
        subjectId: made,
        after,
      });
      await this.live.publish(db, 'import-jobs', [made]);
      return made;
    });
    await this.jobs.send(IMPORT_QUEUE, { id });
    return id;
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
    const { format, encoding, preview } = job.options as Pick<
      ImportJobResponse,
      'format' | 'encoding' | 'preview'
    >;
    return {
      ...toRow(job),
      format: format ?? null,
      encoding: encoding ?? null,
      preview: preview ?? [],
      rejects: await this.repository.rejects(this.dataSource.manager, id, SHOWN_REJECTS),
    };
  }

  async rejectsFile(id: string): Promise<Generator<string>> {
    await this.find(id);
    return rejectsCsv(await this.repository.rejects(this.dataSource.manager, id, null));
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
  const end = job.finished_at === null ? null : Date.parse(job.finished_at);
  const seconds = job.started_at === null || end === null ? null : (end - Date.parse(job.started_at)) / 1000;
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
    rowsPerSecond: seconds === null || seconds <= 0 ? null : Math.round(job.read_count / seconds),
    error: job.error,
    createdBy: job.created_by_name,
    createdAt: job.created_at,
    startedAt: job.started_at,
    finishedAt: job.finished_at,
  };
}
