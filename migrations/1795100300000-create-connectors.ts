import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What Tenken asks other systems for by itself, how far it got, and what the sender's own messages had missed. */
export class CreateConnectors1795100300000 implements MigrationInterface {
  name = 'CreateConnectors1795100300000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table connectors (
        id bigint generated always as identity primary key,
        source_id bigint not null references sources (id) on delete cascade,
        kind text not null,
        url text not null,
        -- needed in clear to ask with; never returned by the API
        token text,
        settings jsonb not null default '{}',
        interval_seconds integer not null,
        created_at timestamptz not null default now(),
        disabled_at timestamptz,
        next_run_at timestamptz,
        -- somebody asked for the next run
        is_run_wanted boolean not null default false,
        -- The process that runs it holds it until this instant and says so again with each page; the token is its proof.
        lease_until timestamptz,
        lease_token uuid,
        -- Where it stands. History is fetched backwards, from history_until to history_from; what is newer than
        -- history_done_from is there. Everything before caught_up_to has been compared since.
        history_from timestamptz,
        history_until timestamptz,
        history_done_from timestamptz,
        caught_up_to timestamptz,
        -- the range that is being fetched, the page to ask for next (in the sender's words), and how far that is
        window_from timestamptz,
        window_to timestamptz,
        window_is_history boolean not null default false,
        page jsonb,
        window_share double precision not null default 0,
        last_started_at timestamptz,
        last_success_at timestamptz,
        last_error_at timestamptz,
        last_error_code text,
        last_error_detail text,
        failures integer not null default 0
      );
      create index connectors_source_idx on connectors (source_id);
      create index connectors_due_idx on connectors (next_run_at) where disabled_at is null;

      create table connector_runs (
        id bigint generated always as identity primary key,
        connector_id bigint not null references connectors (id) on delete cascade,
        started_at timestamptz not null,
        finished_at timestamptz,
        stage text not null default 'running' check (stage in ('running', 'done', 'paused', 'failed')),
        is_manual boolean not null default false,
        requests integer not null default 0,
        records integer not null default 0,
        created integer not null default 0,
        updated integer not null default 0,
        unchanged integer not null default 0,
        unreadable integer not null default 0,
        -- of the records that had to have come by themselves; null where nothing comes by itself
        missing integer,
        different integer,
        error_code text,
        error_detail text
      );
      create index connector_runs_connector_idx on connector_runs (connector_id, id desc);

      -- One row for each thing that a pull found and the sender's messages had not told, or told otherwise.
      create table connector_drift (
        id bigint generated always as identity primary key,
        connector_id bigint not null references connectors (id) on delete cascade,
        connector_run_id bigint not null references connector_runs (id) on delete cascade,
        found_at timestamptz not null,
        kind text not null check (kind in ('missing', 'different', 'unreadable')),
        subject text not null,
        external_id text not null,
        title text not null,
        -- {field: [before, after]}
        changes jsonb not null default '{}',
        alert_rule_id bigint,
        fingerprint text,
        starts_at timestamptz(3)
      );
      create index connector_drift_connector_idx on connector_drift (connector_id, id desc);
      create index connector_drift_run_idx on connector_drift (connector_run_id);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop table connector_drift, connector_runs, connectors');
  }
}
