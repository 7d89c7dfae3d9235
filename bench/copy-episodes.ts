import { addDifferencesToRollups } from '@tenken/api/features/episodes/episode-contribution.rollup';
import type pg from 'pg';

const STAGING = `
  create temporary table staging (source text, rule text, service text, severity text, starts_at timestamptz(3),
    ends_at timestamptz(3), acknowledged_at timestamptz(3), acknowledged_by text, notified_at timestamptz(3),
    instance text, cluster text, namespace text, summary text, url text) on commit drop`;

const RULES = `
  with named as (
    insert into services (key, name) select distinct service, service from staging order by 1
    on conflict (key) do update set name = excluded.name returning id, key
  )
  insert into alert_rules (source_id, uid, name, service_id, severity, first_seen_at)
  select (select id from sources where key = $1), rule, rule, min(named.id), min(severity), min(starts_at)
  from staging join named on named.key = staging.service group by rule order by rule`;

const PARTITIONS = `
  select ensure_month_partitions('episodes', month, month)
  from (select distinct date_trunc('month', starts_at at time zone 'UTC')::date as month from staging) as months
  order by month`;

const EPISODES = `
  with rows as materialized (
    select r.id as alert_rule_id, r.source_id, s.id as service_id, staging.*,
      jsonb_build_object('instance', instance, 'cluster', cluster, 'namespace', namespace) as labels
    from staging join alert_rules r on r.uid = staging.rule
      and r.source_id = (select id from sources where key = $1)
    join services s on s.key = staging.service
  ),
  written as (
    insert into episodes (alert_rule_id, fingerprint, starts_at, source_id, service_id, severity, ends_at, end_reason,
      acknowledged_at, acknowledged_by, notified_at, labels, annotations, generator_url)
    select alert_rule_id, left(md5(labels::text), 16), starts_at, source_id, service_id, severity, ends_at,
      case when ends_at is not null then 'resolved' end, acknowledged_at, acknowledged_by, notified_at, labels,
      jsonb_build_object('summary', summary), url
    from rows order by 1, 2, 3
    on conflict (alert_rule_id, fingerprint, starts_at) do nothing
    returning alert_rule_id, starts_at, ends_at, notified_at, acknowledged_at, duration_seconds
  ),
  d as materialized (
    select alert_rule_id, starts_at, 1 as fired, (notified_at is not null)::integer as pages,
      (ends_at is not null)::integer as ended, (acknowledged_at is not null)::integer as acknowledged,
      (ends_at is not null and acknowledged_at is null)::integer as self_resolved,
      coalesce((duration_seconds <= 300)::integer, 0) as fleeting,
      coalesce(duration_seconds, 0) as duration_seconds,
      null::smallint as bucket_before, episode_duration_bucket(duration_seconds) as bucket_after
    from written
  ),
  ${addDifferencesToRollups}
  select count(*)::integer as n from d`;

/**
 * Seconds in which PostgreSQL takes a CSV file (makeEpisodeFile) by COPY into a staging table, and from there in one
 * transaction into the product's own tables: services, rules, episodes, rollups. Nothing is checked or corrected.
 */
export async function measureCopy(database: pg.Client, path: string, source: string): Promise<number> {
  const startedMs = performance.now();
  await database.query('begin');
  try {
    await database.query(STAGING);
    await database.query(`copy staging from '${path}' with (format csv, header true)`);
    await database.query(`insert into sources (kind, key, name) values ('import', $1, $1)`, [source]);
    await database.query(RULES, [source]);
    await database.query(PARTITIONS);
    const { rows } = await database.query(EPISODES, [source]);
    if (rows[0].n === 0) throw new Error('COPY made no episode');
    await database.query('commit');
  } catch (error) {
    await database.query('rollback');
    throw error;
  }
  return (performance.now() - startedMs) / 1000;
}
