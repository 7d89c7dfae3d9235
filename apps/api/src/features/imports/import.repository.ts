import { Injectable } from '@nestjs/common';
import {
  ImportJobRow,
  type ImportReject,
  ImportReject as RejectSchema,
} from '@tenken/shared/imports.contract';
import { z } from 'zod';
import { type Queryable, rowCount, rowId, rowInstant, select, selectOne } from '../../database/select.js';

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
  heartbeat_at: rowInstant.nullable(),
  resumed_at: rowInstant.nullable(),
  resumed_count: z.number(),
  has_file: z.boolean(),
});
export type ImportJob = z.output<typeof JobRow>;

const COLUMNS = `id, kind, stage, dry_run, file_name, content_type, options, total, read_count, created_count,
  updated_count, unchanged_count, rejected_count, error, created_by_id, created_by_name, created_at, started_at,
  finished_at, heartbeat_at, resumed_at, resumed_count,
  exists (select 1 from import_job_files where import_job_id = import_jobs.id) as has_file`;

export interface ChunkCounts {
  read: number;
  created: number;
  updated: number;
  unchanged: number;
}

/** How long a running job may be silent before another process takes it up. */
const SILENT_SECONDS = 30;
/** The file of a dry run is kept this long, so that it can be imported without sending it again. */
const KEEP_CHECKED_HOURS = 24;
const PositionRow = z.object({ body: z.instanceof(Buffer) });

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
      options: object;
    },
  ): Promise<string> {
    const row = await selectOne(
      db,
      z.object({ id: rowId }),
      `with job as (
         insert into import_jobs (kind, dry_run, file_name, content_type, created_by_id, created_by_name, options)
         values ($1, $2, $3, $4, $5, $6, $7) returning id
       ) select id from job`,
      [
        job.kind,
        job.dryRun,
        job.fileName,
        job.contentType,
        job.userId,
        job.actorName,
        JSON.stringify(job.options),
      ],
    );
    return row!.id;
  }

  async addPart(db: Queryable, id: string, position: number, body: Buffer): Promise<void> {
    await db.query('insert into import_job_files (import_job_id, position, body) values ($1, $2, $3)', [
      id,
      position,
      body,
    ]);
  }

  /** Gives a job the file of another one. False: that file is kept no longer. */
  async copyFile(db: Queryable, fromId: string, toId: string): Promise<boolean> {
    const row = await selectOne(
      db,
      z.object({ parts: rowCount }),
      `with copied as (
         insert into import_job_files (import_job_id, position, body)
         select $2, position, body from import_job_files where import_job_id = $1 returning 1
       ) select count(*) as parts from copied`,
      [fromId, toId],
    );
    return (row?.parts ?? 0) > 0;
  }

  /** The parts of a job's file in their order, one at a time. */
  async *fileParts(db: Queryable, id: string): AsyncGenerator<Buffer> {
    for (let position = 0; ; position += 1) {
      const row = await selectOne(
        db,
        PositionRow,
        'select body from import_job_files where import_job_id = $1 and position = $2',
        [id, position],
      );
      if (row === null) return;
      yield row.body;
    }
  }

  async deleteOldFiles(db: Queryable): Promise<void> {
    await db.query(
      `delete from import_job_files where import_job_id in (
         select id from import_jobs where stage not in ('queued', 'running')
           and finished_at < now() - make_interval(hours => ${KEEP_CHECKED_HOURS}))`,
    );
  }

  /** Marks a queued job, or one whose process went silent, as running here; null when there is nothing to do. */
  claim(db: Queryable, id: string): Promise<ImportJob | null> {
    return selectOne(
      db,
      JobRow,
      `with claimed as (
         update import_jobs set stage = 'running', started_at = coalesce(started_at, now()), heartbeat_at = now(),
           resumed_at = now(), resumed_count = read_count
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

  /** A dry run leaves nothing behind: taken up again, it begins anew. */
  async restart(db: Queryable, id: string): Promise<void> {
    await db.query(
      `with emptied as (delete from import_rejects where import_job_id = $1)
       update import_jobs set read_count = 0, created_count = 0, updated_count = 0, unchanged_count = 0,
         rejected_count = 0, resumed_count = 0 where id = $1`,
      [id],
    );
  }

  /** What became known of a job's file; null leaves the number of rows as it is. */
  async describe(db: Queryable, id: string, total: number | null, options: object): Promise<void> {
    await db.query(
      'update import_jobs set total = coalesce($2, total), options = options || $3 where id = $1',
      [id, total, JSON.stringify(options)],
    );
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
        `insert into import_rejects (import_job_id, line, field, reason, raw, code, params)
         select $1, * from unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::jsonb[])`,
        [
          id,
          rejects.map((reject) => reject.line),
          rejects.map((reject) => reject.field),
          rejects.map((reject) => reject.reason),
          rejects.map((reject) => reject.raw),
          rejects.map((reject) => reject.code),
          rejects.map(({ params, others }) =>
            JSON.stringify(others.length > 0 ? { ...params, others } : params),
          ),
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

  /** Ends a job; its file is kept no longer, but that of a finished dry run. */
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
         where id = $1 and stage in ('queued', 'running') returning id, stage, dry_run
       ), file as (
         delete from import_job_files
         where import_job_id in (select id from ended where not (dry_run and stage = 'done'))
       )
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

  /** Rejects in the order of their lines, after the one of a cursor. */
  rejects(
    db: Queryable,
    id: string,
    after: { line: number; id: string } | null,
    limit: number,
  ): Promise<StoredReject[]> {
    return select(
      db,
      RejectRow,
      `select id, line, field, reason, raw, code, params - 'others' as params,
         coalesce(params -> 'others', '[]') as others
       from import_rejects
       where import_job_id = $1 and ($2::int is null or (line, id) > ($2, $3::bigint))
       order by line, id limit $4`,
      [id, after?.line ?? null, after?.id ?? null, limit],
    );
  }
}

const RejectRow = RejectSchema.extend({ id: rowId });
export type StoredReject = z.output<typeof RejectRow>;
