import { Injectable } from '@nestjs/common';
import {
  ImportJobRow,
  type ImportReject,
  ImportReject as RejectSchema,
} from '@tenken/shared/imports.contract';
import { z } from 'zod';
import { type Queryable, rowId, rowInstant, select, selectOne } from '../../database/select.js';

const JobRow = z.object({
  id: rowId,
  kind: ImportJobRow.shape.kind,
  stage: ImportJobRow.shape.stage,
  dry_run: z.boolean(),
  file_name: z.string().nullable(),
  content_type: z.string().nullable(),
  options: z.record(z.string(), z.unknown()),
  total: z.number().nullable(),
  read_count: z.number(),
  created_count: z.number(),
  updated_count: z.number(),
  unchanged_count: z.number(),
  rejected_count: z.number(),
  error: z.string().nullable(),
  created_by_id: rowId.nullable(),
  created_by_name: z.string(),
  created_at: rowInstant,
  started_at: rowInstant.nullable(),
  finished_at: rowInstant.nullable(),
});
export type ImportJob = z.output<typeof JobRow>;

const COLUMNS = `id, kind, stage, dry_run, file_name, content_type, options, total, read_count, created_count,
  updated_count, unchanged_count, rejected_count, error, created_by_id, created_by_name, created_at, started_at,
  finished_at`;

export interface ChunkCounts {
  read: number;
  created: number;
  updated: number;
  unchanged: number;
}

/** How long a running job may be silent before another process takes it up. */
const SILENT_SECONDS = 30;

@Injectable()
export class ImportRepository {
  async insert(
    db: Queryable,
    job: {
      kind: string;
      dryRun: boolean;
      fileName: string | null;
      contentType: string | null;
      userId: string | null;
      actorName: string;
      body: Buffer;
    },
  ): Promise<string> {
    const row = await selectOne(
      db,
      z.object({ id: rowId }),
      `with job as (
         insert into import_jobs (kind, dry_run, file_name, content_type, created_by_id, created_by_name)
         values ($1, $2, $3, $4, $5, $6) returning id
       ), file as (insert into import_job_files (import_job_id, body) select id, $7 from job)
       select id from job`,
      [job.kind, job.dryRun, job.fileName, job.contentType, job.userId, job.actorName, job.body],
    );
    return row!.id;
  }

  /** Marks a queued job, or one whose process went silent, as running here; null when there is nothing to do. */
  claim(db: Queryable, id: string): Promise<ImportJob | null> {
    return selectOne(
      db,
      JobRow,
      `with claimed as (
         update import_jobs set stage = 'running', started_at = coalesce(started_at, now()), heartbeat_at = now()
         where id = $1 and (stage = 'queued'
           or (stage = 'running' and heartbeat_at < now() - make_interval(secs => ${SILENT_SECONDS})))
         returning ${COLUMNS}
       ) select * from claimed`,
      [id],
    );
  }

  /** Jobs that wait for somebody to take them up again. */
  async findSilent(db: Queryable): Promise<string[]> {
    const rows = await select(
      db,
      z.object({ id: rowId }),
      `select id from import_jobs
       where (stage = 'running' and heartbeat_at < now() - make_interval(secs => ${SILENT_SECONDS}))
          or (stage = 'queued' and created_at < now() - make_interval(secs => ${SILENT_SECONDS}))`,
    );
    return rows.map((row) => row.id);
  }

  async readFile(db: Queryable, id: string): Promise<Buffer> {
    const row = await selectOne(
      db,
      z.object({ body: z.instanceof(Buffer) }),
      'select body from import_job_files where import_job_id = $1',
      [id],
    );
    return row?.body ?? Buffer.alloc(0);
  }

  async describe(db: Queryable, id: string, total: number, options: object): Promise<void> {
    await db.query('update import_jobs set total = $2, options = options || $3 where id = $1', [
      id,
      total,
      JSON.stringify(options),
    ]);
  }

  /** Adds the counts of one chunk and its rejects. False: the job was cancelled meanwhile. */
  async addChunk(
    db: Queryable,
    id: string,
    counts: ChunkCounts,
    rejects: readonly ImportReject[],
  ): Promise<boolean> {
    if (rejects.length > 0) {
      await db.query(
        `insert into import_rejects (import_job_id, line, field, reason, raw)
         select $1, * from unnest($2::int[], $3::text[], $4::text[], $5::text[])`,
        [
          id,
          rejects.map((reject) => reject.line),
          rejects.map((reject) => reject.field),
          rejects.map((reject) => reject.reason),
          rejects.map((reject) => reject.raw),
        ],
      );
    }
    const row = await selectOne(
      db,
      z.object({ id: rowId }),
      `with counted as (
         update import_jobs set read_count = read_count + $2, created_count = created_count + $3,
           updated_count = updated_count + $4, unchanged_count = unchanged_count + $5,
           rejected_count = rejected_count + $6, heartbeat_at = now()
         where id = $1 and stage = 'running' returning id
       ) select id from counted`,
      [id, counts.read, counts.created, counts.updated, counts.unchanged, rejects.length],
    );
    return row !== null;
  }

  /** Ends a job; the file is kept no longer. */
  async finish(
    db: Queryable,
    id: string,
    stage: 'done' | 'failed' | 'cancelled',
    error: string | null,
  ): Promise<boolean> {
    const row = await selectOne(
      db,
      z.object({ id: rowId }),
      `with ended as (
         update import_jobs set stage = $2, error = $3, finished_at = now()
         where id = $1 and stage in ('queued', 'running') returning id
       ), file as (delete from import_job_files where import_job_id in (select id from ended))
       select id from ended`,
      [id, stage, error],
    );
    return row !== null;
  }

  find(db: Queryable, id: string): Promise<ImportJob | null> {
    return selectOne(db, JobRow, `select ${COLUMNS} from import_jobs where id = $1`, [id]);
  }

  list(db: Queryable, beforeId: string | null, limit: number): Promise<ImportJob[]> {
    return select(
      db,
      JobRow,
      `select ${COLUMNS} from import_jobs where ($1::bigint is null or id < $1) order by id desc limit $2`,
      [beforeId, limit],
    );
  }

  rejects(db: Queryable, id: string, limit: number | null): Promise<ImportReject[]> {
    return select(
      db,
      RejectSchema,
      'select line, field, reason, raw from import_rejects where import_job_id = $1 order by line, id limit $2',
      [id, limit],
    );
  }
}
