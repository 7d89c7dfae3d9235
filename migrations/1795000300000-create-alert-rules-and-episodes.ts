import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Alert rules with versions, episodes and their rollups.
 *
 * Keys of `episodes` and the rollups begin with `alert_rule_id` so that they can be distributed by rule
 * (Citus wants the distribution column in every unique key). A fingerprint belongs to one rule of one source,
 * so (rule, fingerprint, start) is the identity (source, fingerprint, start) of METRICS.md section 6.
 * Instants are kept to the millisecond: what a sender repeats with other digits is still the same episode.
 */
export class CreateAlertRulesAndEpisodes1795000300000 implements MigrationInterface {
  name = 'CreateAlertRulesAndEpisodes1795000300000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table alert_rules (
        id bigint generated always as identity primary key,
        source_id bigint not null references sources (id) on delete cascade,
        uid text not null,
        group_name text,
        name text not null,
        service_id bigint references services (id) on delete set null,
        severity text,
        summary text,
        owner text,
        runbook_url text,
        dashboard_url text,
        -- signal of the coverage matrix that this rule watches, and who says so
        signal text,
        signal_origin text check (signal_origin in ('guessed', 'human')),
        first_seen_at timestamptz not null default now(),
        definition_changed_at timestamptz,
        archived_at timestamptz,
        unique (source_id, uid)
      );
      create index alert_rules_service_id_idx on alert_rules (service_id);

      create table alert_rule_versions (
        id bigint generated always as identity primary key,
        alert_rule_id bigint not null references alert_rules (id) on delete cascade,
        version integer not null,
        definition_hash text not null,
        expression text,
        for_seconds integer,
        keep_firing_for_seconds integer,
        labels jsonb not null default '{}',
        annotations jsonb not null default '{}',
        seen_at timestamptz not null default now(),
        unique (alert_rule_id, version)
      );

      create table episodes (
        alert_rule_id bigint not null,
        fingerprint text not null,
        starts_at timestamptz(3) not null,
        source_id bigint not null,
        service_id bigint,
        severity text,
        ends_at timestamptz(3),
        end_reason text check (end_reason in ('resolved', 'expired', 'closed')),
        -- when a receiver will hold it for ended if it is not sent again
        expected_end_at timestamptz(3),
        acknowledged_at timestamptz(3),
        acknowledged_by text,
        -- the first notification of it that reached us or is known to have reached a person; null = none known
        notified_at timestamptz(3),
        suppressed_at timestamptz(3),
        suppressed_by jsonb,
        labels jsonb not null default '{}',
        annotations jsonb not null default '{}',
        generator_url text,
        -- the first receipt of it
        received_at timestamptz not null default now(),
        -- receipt of what labels, annotations, severity, service and link were taken from: the newest wins
        described_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        duration_seconds double precision
          generated always as (extract(epoch from ends_at - starts_at)::double precision) stored,
        primary key (alert_rule_id, fingerprint, starts_at)
      ) partition by range (starts_at);
      create index episodes_starts_at_idx on episodes (starts_at desc);
      create index episodes_service_idx on episodes (service_id, starts_at desc);
      create index episodes_rule_idx on episodes (alert_rule_id, starts_at desc);
      create index episodes_open_idx on episodes (expected_end_at) where ends_at is null;

      -- Theory of operation: one row per rule and UTC day on which episodes STARTED. Written in the same
      -- transaction as the episodes, as the difference between an episode's contribution before and after.
      -- The arrays have 24 entries, one per UTC hour, so that local days, heat strips and working hours can be
      -- had for every time zone of whole hours without reading episodes.
      create table episode_daily_rollups (
        alert_rule_id bigint not null,
        day date not null,
        fired integer not null default 0,
        pages integer not null default 0,
        ended integer not null default 0,
        acknowledged integer not null default 0,
        self_resolved integer not null default 0,
        fleeting integer not null default 0,
        duration_seconds double precision not null default 0,
        fired_by_hour integer[] not null default array_fill(0, array[24]),
        pages_by_hour integer[] not null default array_fill(0, array[24]),
        primary key (alert_rule_id, day)
      );
      create index episode_daily_rollups_day_idx on episode_daily_rollups (day);

      -- Bucket of the histogram below for a duration in seconds; null for an episode that has not ended.
      create function episode_duration_bucket(seconds double precision) returns smallint
      language sql immutable parallel safe as $$
        select (case when seconds < 1 then -1 else floor(ln(seconds) / ln(1.04::double precision)) end)::smallint
      $$;

      -- Durations of ended episodes by UTC month of their start: bucket b holds [1.04^b, 1.04^(b+1)) seconds,
      -- b = -1 what is shorter than a second. Percentiles from it are within 2.3 %.
      create table episode_duration_histograms (
        alert_rule_id bigint not null,
        month date not null,
        bucket smallint not null,
        episodes integer not null,
        primary key (alert_rule_id, month, bucket)
      );
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop table episode_duration_histograms, episode_daily_rollups, episodes, alert_rule_versions, alert_rules;
      drop function episode_duration_bucket(double precision)
    `);
  }
}
