import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Silences of the sources, and changes of systems that senders tell of (deployments). */
export class CreateSilencesAndChangeEvents1795100000000 implements MigrationInterface {
  name = 'CreateSilencesAndChangeEvents1795100000000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table silences (
        id bigint generated always as identity primary key,
        source_id bigint not null references sources (id) on delete cascade,
        external_id text not null,
        -- [{name, value, isRegex, isEqual}]: all must match
        matchers jsonb not null default '[]',
        comment text,
        created_by text,
        starts_at timestamptz not null,
        ends_at timestamptz,
        -- the source's own instant of this version: an older one changes nothing
        updated_at timestamptz not null,
        first_seen_at timestamptz not null default now(),
        unique (source_id, external_id)
      );
      create index silences_ends_at_idx on silences (ends_at);

      create table change_events (
        id bigint generated always as identity primary key,
        source_id bigint not null references sources (id) on delete cascade,
        external_id text not null,
        at timestamptz not null,
        summary text not null,
        service_name text,
        url text,
        detail jsonb not null default '{}',
        received_at timestamptz not null default now(),
        unique (source_id, external_id)
      );
      create index change_events_at_idx on change_events (at desc);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop table change_events, silences');
  }
}
