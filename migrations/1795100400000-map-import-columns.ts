import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Imports of large and foreign files: the file in parts that are read one at a time, mappings of columns that are
 * remembered by the set of columns, reasons in the reader's language, and the rate since a job was last taken up.
 */
export class MapImportColumns1795100400000 implements MigrationInterface {
  name = 'MapImportColumns1795100400000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table import_job_files add column position integer not null default 0;
      -- read several times in an hour and then deleted: compressing costs more than it saves
      alter table import_job_files alter column body set storage external;
      alter table import_job_files drop constraint import_job_files_pkey;
      -- one row a job
      -- squawk-ignore constraint-missing-not-valid, adding-serial-primary-key-field
      alter table import_job_files add primary key (import_job_id, position);

      alter table import_jobs
        add column resumed_at timestamptz,
        -- rows read when it was last taken up
        add column resumed_count integer not null default 0;

      alter table import_rejects
        add column code text,
        add column params jsonb not null default '{}';

      -- of what the import said last: a record that says the same again is passed over
      alter table incidents add column import_digest text;

      create table import_mappings (
        id bigint generated always as identity primary key,
        kind text not null,
        -- the columns of a file, folded and sorted: the order of columns does not matter
        header_key text not null,
        headers jsonb not null,
        mapping jsonb not null,
        updated_by_id bigint references users (id) on delete set null,
        updated_at timestamptz not null default now(),
        unique (kind, header_key)
      );
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop table import_mappings;
      alter table incidents drop column import_digest;
      alter table import_rejects drop column params, drop column code;
      alter table import_jobs drop column resumed_count, drop column resumed_at;
      create temporary table whole_files on commit drop as
        select import_job_id, string_agg(body, ''::bytea order by position) as body
        from import_job_files group by import_job_id;
      delete from import_job_files;
      alter table import_job_files drop constraint import_job_files_pkey;
      alter table import_job_files drop column position;
      alter table import_job_files alter column body set storage extended;
      -- one row a job
      -- squawk-ignore constraint-missing-not-valid, adding-serial-primary-key-field
      alter table import_job_files add primary key (import_job_id);
      insert into import_job_files (import_job_id, body) select import_job_id, body from whole_files;
      drop table whole_files;
    `);
  }
}
