import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Action items with every change of status, its time and its source. `created_at` is the cohort instant. */
export class CreateActionItems1795000500000 implements MigrationInterface {
  name = 'CreateActionItems1795000500000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table action_items (
        id bigint generated always as identity primary key,
        source text not null default 'manual',
        external_id text,
        incident_id bigint references incidents (id) on delete set null,
        title text not null,
        description text,
        type text not null default 'other'
          check (type in ('prevent', 'detect', 'mitigate', 'repair', 'process', 'other')),
        priority text check (priority in ('P0', 'P1', 'P2', 'P3')),
        owner text,
        owner_id bigint references users (id) on delete set null,
        team_id bigint references teams (id) on delete set null,
        status text not null default 'open'
          check (status in ('open', 'in_progress', 'done', 'declined', 'deleted')),
        due_on date,
        created_at timestamptz not null default now(),
        started_at timestamptz,
        completed_at timestamptz,
        declined_at timestamptz,
        decline_reason text,
        deleted_at timestamptz,
        url text,
        -- the incident that an import named and that is not known yet
        incident_ref_source text,
        incident_ref text,
        -- fields that a person set: imports and trackers do not write over them
        human_fields text[] not null default '{}',
        -- newest change that the tracker told: what comes late does not write over it
        source_changed_at timestamptz,
        row_version integer not null default 1,
        is_sample boolean not null default false,
        recorded_by_id bigint references users (id) on delete set null,
        recorded_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        unique (source, external_id)
      );
      create index action_items_created_at_idx on action_items (created_at);
      create index action_items_incident_id_idx on action_items (incident_id);
      create index action_items_incident_ref_idx on action_items (incident_ref_source, incident_ref)
        where incident_id is null and incident_ref is not null;
      create index action_items_url_idx on action_items (url);
      create index action_items_open_due_idx on action_items (due_on) where status in ('open', 'in_progress');

      create table action_item_status_changes (
        id bigint generated always as identity primary key,
        action_item_id bigint not null references action_items (id) on delete cascade,
        from_status text,
        to_status text not null,
        at timestamptz not null,
        -- false: the source did not say when; \`at\` only keeps the order and no figure uses it
        at_known boolean not null default true,
        source text not null,
        reason text,
        changed_by_id bigint references users (id) on delete set null,
        recorded_at timestamptz not null default now(),
        -- a person took this change back: it stays in the history and no longer counts
        retracted_at timestamptz
      );
      create index action_item_status_changes_item_idx on action_item_status_changes (action_item_id, at, id);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table action_item_status_changes, action_items`);
  }
}
