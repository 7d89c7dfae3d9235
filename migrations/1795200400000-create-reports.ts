import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reports that read the same for ever, and when they are made by themselves. */
export class CreateReports1795200400000 implements MigrationInterface {
  name = 'CreateReports1795200400000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table report_schedules (
        id bigint generated always as identity primary key,
        bucket text not null check (bucket in
          ('month', 'quarter', 'half_year', 'year', 'fiscal_quarter', 'fiscal_half_year', 'fiscal_year')),
        team_id bigint references teams (id) on delete cascade,
        service_id bigint references services (id) on delete cascade,
        time_zone text not null,
        -- 1 = the first business day after the period's end
        business_day integer not null check (business_day between 1 and 20),
        at time not null,
        -- of the table holidays; empty = weekends only
        calendar text not null default '',
        enabled boolean not null default true,
        -- any day of the period that comes next, and when its report is due (or is tried again)
        next_from date not null,
        next_run_at timestamptz not null,
        -- the process that makes it holds it until then
        lease_until timestamptz,
        attempts integer not null default 0,
        failure_code text,
        failure_message text,
        failed_at timestamptz,
        last_report_id bigint,
        last_run_at timestamptz,
        row_version integer not null default 1,
        created_by_id bigint references users (id) on delete set null,
        created_at timestamptz not null default now(),
        check (team_id is null or service_id is null)
      );
      create index report_schedules_due_idx on report_schedules (next_run_at) where enabled;

      create table reports (
        id bigint generated always as identity primary key,
        bucket text not null,
        -- all, team:<id> or service:<id>: not a foreign key, the report outlives what it is about
        scope text not null,
        time_zone text not null,
        period_from timestamptz not null,
        period_to timestamptz not null,
        content_version integer not null,
        contents jsonb not null,
        -- SHA-256 of the contents with sorted keys; the contents hold that of the rows
        digest text not null,
        incident_rows jsonb not null,
        action_item_rows jsonb not null,
        schedule_id bigint references report_schedules (id) on delete set null,
        made_by_id bigint references users (id) on delete set null,
        made_at timestamptz not null
      );
      -- the last report of the same scope and kind
      create index reports_scope_idx on reports (scope, bucket, period_from);
      create index reports_made_by_idx on reports (made_by_id);
      -- a schedule makes each period once, however many processes there are
      create unique index reports_schedule_period_key on reports (schedule_id, period_from)
        where schedule_id is not null;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table reports; drop table report_schedules;`);
  }
}
