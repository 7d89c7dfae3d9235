import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Import jobs: the file itself is kept until the job ends, so that a killed process can take it up again. */
export class CreateImportJobs1795000700000 implements MigrationInterface {
  name = 'CreateImportJobs1795000700000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table import_jobs (
        id bigint generated always as identity primary key,
        kind text not null,
        stage text not null default 'queued'
          check (stage in ('queued', 'running', 'done', 'failed', 'cancelled')),
        dry_run boolean not null default false,
        file_name text,
        content_type text,
        options jsonb not null default '{}',
        -- rows in the file, once known
        total integer,
        read_count integer not null default 0,
        created_count integer not null default 0,
        updated_count integer not null default 0,
        unchanged_count integer not null default 0,
        rejected_count integer not null default 0,
        error text,
        created_by_id bigint references users (id) on delete set null,
        created_by_name text not null default '',
        created_at timestamptz not null default now(),
        started_at timestamptz,
        heartbeat_at timestamptz,
        finished_at timestamptz
      );
      create index import_jobs_created_at_idx on import_jobs (created_at desc);

      create table import_job_files (
        import_job_id bigint primary key references import_jobs (id) on delete cascade,
        body bytea not null
      );

      create table import_rejects (
        id bigint generated always as identity primary key,
        import_job_id bigint not null references import_jobs (id) on delete cascade,
        line integer not null,
        field text,
        reason text not null,
        raw text
      );
      create index import_rejects_job_idx on import_rejects (import_job_id, line);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table import_rejects, import_job_files, import_jobs`);
  }
}
