import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Teams with their calendar, services (a component is a service with a parent), settings of the installation. */
export class CreateCatalog1795000100000 implements MigrationInterface {
  name = 'CreateCatalog1795000100000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table teams (
        id bigint generated always as identity primary key,
        key text not null unique,
        name text not null,
        time_zone text not null default 'UTC',
        -- holidays.calendar of the team, usually a country code
        calendar text not null default 'JP',
        -- ISO weekdays (1 = Monday) and local times; outside them is off time, 22-08 is sleep time
        working_days smallint[] not null default '{1,2,3,4,5}',
        working_from time not null default '09:00',
        working_to time not null default '18:00',
        sleep_from time not null default '22:00',
        sleep_to time not null default '08:00',
        week_starts_on smallint not null default 1 check (week_starts_on between 1 and 7),
        fiscal_year_starts_in smallint not null default 4 check (fiscal_year_starts_in between 1 and 12),
        settings jsonb not null default '{}',
        is_sample boolean not null default false,
        created_at timestamptz not null default now(),
        archived_at timestamptz
      );

      create table services (
        id bigint generated always as identity primary key,
        key text not null unique,
        name text not null,
        team_id bigint references teams (id) on delete set null,
        parent_id bigint references services (id) on delete set null,
        description text,
        runbook_url text,
        -- other names under which sources speak of this service
        aliases text[] not null default '{}',
        is_sample boolean not null default false,
        created_at timestamptz not null default now(),
        archived_at timestamptz,
        check (parent_id <> id)
      );
      create index services_team_id_idx on services (team_id);
      create index services_parent_id_idx on services (parent_id);
      create index services_aliases_idx on services using gin (aliases);

      create table holidays (
        id bigint generated always as identity primary key,
        calendar text not null,
        day date not null,
        name_en text not null,
        name_ja text not null,
        origin text not null check (origin in ('builtin', 'import', 'human')),
        unique (calendar, day)
      );

      create table settings (
        key text primary key,
        value jsonb not null,
        updated_by_id bigint references users (id) on delete set null,
        updated_at timestamptz not null default now()
      );
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table settings, holidays, services, teams`);
  }
}
