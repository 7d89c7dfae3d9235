/** The end of the five years, and uniform and normal numbers that depend on nothing but the record and what they are for. */
export const makeFunctions = (seed: number, now: Date): string[] => [
  `create or replace function pg_temp.until() returns timestamptz language sql immutable as
     $$ select '${now.toISOString()}'::timestamptz $$`,
  `create or replace function pg_temp.seed() returns bigint language sql immutable as
     $$ select ${Math.trunc(seed)}::bigint * 100000000 $$`,
  `create or replace function pg_temp.uniform(n bigint, purpose bigint) returns float8 language sql immutable as
     $$ select ((hashint8extended(n, purpose) & 9007199254740991) + 0.5) / 9007199254740992.0::float8 $$`,
  `create or replace function pg_temp.normal(n bigint, purpose bigint) returns float8 language sql immutable as
     $$ select sqrt(-2 * ln(pg_temp.uniform(n, purpose * 1000 + 1))) * cos(2 * pi() * pg_temp.uniform(n, purpose * 1000 + 2)) $$`,
];

/**
 * So many incidents up to `pg_temp.until()`, as the temporary table `made`; `n` numbers them. Every eighth recurs an
 * earlier one, every fiftieth is a duplicate: they share its service and cause and come after it.
 */
export const makeIncidents = (incidents: number): string => `
  create temporary table made on commit drop as
  with numbered as materialized (
    select n, n + pg_temp.seed() as r,
      case when n > 16 and n % 8 = 0 then floor(pg_temp.uniform(n + pg_temp.seed(), 1) * (n / 8 - 1))::bigint * 8
        + 1 + n / 8 % 7 end as recurs,
      case when n > 50 and n % 50 = 1 then n - 2 end as doubles
    from generate_series(1, ${Math.trunc(incidents)}::bigint) as n
  ),
  rooted as materialized (
    select *, coalesce(recurs, doubles, n) + pg_temp.seed() as root from numbered
  ),
  shaped as materialized (
    select n, r, recurs, doubles,
      1 + floor(power(pg_temp.uniform(root, 2), 2) * 60)::integer as service,
      case when pg_temp.uniform(r, 3) < 0.4 then 1 + floor(pg_temp.uniform(root, 4) * 3)::integer end as component,
      case when pg_temp.uniform(r, 5) < 0.12 then 1 + floor(pg_temp.uniform(r, 6) * 60)::integer end as second_service,
      floor(pg_temp.uniform(root, 7) * 8)::integer as cause,
      floor(pg_temp.uniform(root, 8) * 10)::integer as cue,
      floor(pg_temp.uniform(root, 9) * 10)::integer as wording,
      (array['SEV1', 'SEV2', 'SEV2', 'SEV2', 'SEV3', 'SEV3', 'SEV3', 'SEV3', 'SEV3', 'SEV3', 'SEV3', 'SEV3', 'SEV3',
        'SEV4', 'SEV4', 'SEV4', 'SEV4', 'SEV4', 'SEV4', null])[1 + floor(pg_temp.uniform(r, 10) * 20)::integer] as severity,
      (array['alert', 'alert', 'alert', 'alert', 'alert', 'alert', 'customer', 'customer', 'colleague', 'unknown'])
        [1 + floor(pg_temp.uniform(r, 11) * 10)::integer] as detection_source,
      case when pg_temp.uniform(r, 12) < 0.95 then 'incident' else
        (array['drill', 'drill', 'test', 'maintenance', 'maintenance'])[1 + floor(pg_temp.uniform(r, 13) * 5)::integer]
        end as kind,
      pg_temp.until() - interval '5 years'
        + case when recurs is null and doubles is null then pg_temp.uniform(r, 14)
          else pg_temp.uniform(root, 14) end * (interval '5 years' - interval '1 hour')
        + case when recurs is not null then make_interval(secs => 86400 * (2 + 60 * pg_temp.uniform(r, 15)))
          when doubles is not null then make_interval(secs => 60 * (1 + 20 * pg_temp.uniform(r, 15)))
          else interval '0' end as began,
      floor(greatest(1, 240 * exp(1.2 * pg_temp.normal(r, 16)))) as detect_seconds,
      floor(greatest(1, 180 * exp(1.0 * pg_temp.normal(r, 17)))) as take_seconds,
      floor(5400 * exp(1.1 * pg_temp.normal(r, 18))) as restore_seconds,
      pg_temp.uniform(r, 19) as contained, pg_temp.uniform(r, 20) as flaw, pg_temp.uniform(r, 21) as gap,
      pg_temp.uniform(r, 22) < 0.03 as reopened
    from rooted
  ),
  timed as materialized (
    select *, date_trunc('second', least(began, pg_temp.until() - interval '30 minutes' * contained)) as at,
      detect_seconds + take_seconds + restore_seconds
        * case severity when 'SEV1' then 0.5 when 'SEV2' then 0.8 when 'SEV4' then 2 else 1 end as whole_seconds
    from shaped
  ),
  instants as materialized (
    select *,
      case when flaw < 0.12 then at else at + make_interval(secs => detect_seconds) end as detected,
      at + make_interval(secs => case when flaw between 0.12 and 0.13 then detect_seconds - 1
        else detect_seconds + take_seconds end) as acknowledged,
      at + make_interval(secs => floor(greatest(detect_seconds, whole_seconds * (0.3 + 0.6 * contained)))) as mitigated,
      at + make_interval(secs => case when flaw between 0.130 and 0.132 then 100 * 86400 else floor(whole_seconds) end)
        as resolved,
      -- some of the last weeks go on for long
      pg_temp.until() - at < interval '40 days' and flaw between 0.14 and 0.155 as goes_on
    from timed
  )
  select n, recurs, doubles, service, component, second_service, wording, severity, kind,
    case when pg_temp.uniform(r, 23) < 0.1 then
      (array['SEV2', 'SEV3', 'SEV3', 'SEV4'])[1 + floor(pg_temp.uniform(r, 24) * 4)::integer] else severity end as first_severity,
    (array['software', 'development_process_failure', 'complex_system_behaviour', 'deployment_planning', 'network',
      'hardware', 'other', null])[1 + cause] as cause_category,
    (array['binary_push', 'config_push', 'config_push', 'user_behaviour_change', 'processing_pipeline',
      'service_provider_change', 'performance_decay', 'capacity_management', 'hardware', null])[1 + cue] as trigger_category,
    case when kind = 'incident' then detection_source else 'unknown' end as detection_source,
    case when gap < 0.03 then null else at end as started_at,
    case when gap between 0.03 and 0.07 then null else detected end as detected_at,
    case when gap between 0.07 and 0.2 or acknowledged > pg_temp.until() then null else acknowledged end as acknowledged_at,
    case when gap between 0.5 and 0.8 then null else detected end as declared_at,
    case when gap between 0.2 and 0.4 or goes_on or flaw between 0.130 and 0.132 or mitigated > pg_temp.until() then null
      else mitigated end as mitigated_at,
    case when goes_on or resolved > pg_temp.until() then null else resolved end as resolved_at,
    case when not goes_on and resolved + interval '30 minutes' < pg_temp.until() and gap < 0.6 then resolved + interval '30 minutes' end
      as closed_at,
    flaw < 0.12 as defaulted, reopened, r
  from instants`;

/**
 * Foreign keys are not looked up for the largest tables, whose keys were just read from the other one: half of the time.
 * Needs a superuser, as on the server of a benchmark.
 */
export const FAST = `set local session_replication_role = replica`;
export const THOROUGH = `set local session_replication_role = origin`;

const NAMES = `array['checkout', 'search', 'login', 'billing', 'catalog', 'inventory', 'shipping', 'mail', 'push', 'reports',
  'api-gateway', 'cdn', 'payments', 'ledger', 'profile', 'media', 'recommendation', 'queue', 'batch', 'dns']`;

export const INCIDENT_STATEMENTS = [
  `insert into teams (key, name, time_zone, calendar)
   select 'bench-team-' || n, 'Team ' || n, case when n % 3 = 0 then 'Europe/Berlin' else 'Asia/Tokyo' end, 'JP'
   from generate_series(1, 12) as n on conflict (key) do nothing`,
  `insert into services (key, name, team_id)
   select 'bench-' || n, (${NAMES})[1 + n % 20] || '-' || n, t.id
   from generate_series(1, 60) as n join teams t on t.key = 'bench-team-' || (1 + n % 12) on conflict (key) do nothing`,
  `insert into services (key, name, team_id, parent_id)
   select p.key || '-' || c, p.name || '/' || (array['web', 'worker', 'database'])[c], p.team_id, p.id
   from services p, generate_series(1, 3) as c where p.key ~ '^bench-[0-9]+$' on conflict (key) do nothing`,
  `insert into incidents (source, external_id, title, kind, severity, first_severity, started_at, detected_at,
     acknowledged_at, declared_at, mitigated_at, resolved_at, closed_at, provenance, problems, reopened_count,
     detection_source, cause_category, trigger_category, summary, impact, url, tags, team_id, created_at, updated_at)
   select 'bench', m.n::text,
     replace((array['%s: error rate above 5 %', '%sの応答が遅い', '%s: requests time out after a release', '%sで決済が失敗する',
       '%s: queue grows, workers stuck', '%sのデータベース接続が枯渇', '%s: certificate expired', '%sのディスク使用率が上限に達した',
       '%s: wrong prices shown', '%sへのログインができない'])[1 + m.wording], '%s', s.name) as title,
     m.kind, m.severity, m.first_severity, m.started_at, m.detected_at, m.acknowledged_at, m.declared_at,
     m.mitigated_at, m.resolved_at, m.closed_at,
     jsonb_strip_nulls(jsonb_build_object(
       'startedAt', case when m.started_at is not null then case when m.defaulted then 'defaulted' else 'imported' end end,
       'detectedAt', case when m.detected_at is not null then case when m.defaulted then 'defaulted' else 'observed' end end,
       'acknowledgedAt', case when m.acknowledged_at is not null then 'observed' end,
       'declaredAt', case when m.declared_at is not null then 'imported' end,
       'mitigatedAt', case when m.mitigated_at is not null then 'human' end,
       'resolvedAt', case when m.resolved_at is not null then 'imported' end,
       'closedAt', case when m.closed_at is not null then 'imported' end)),
     coalesce((select jsonb_agg(jsonb_build_object('code', code, 'fields', fields)) from (values
       ('order_broken', '["startedAt", "detectedAt"]'::jsonb, m.started_at > m.detected_at),
       ('order_broken', '["detectedAt", "acknowledgedAt"]', m.detected_at > m.acknowledged_at),
       ('order_broken', '["acknowledgedAt", "resolvedAt"]', m.acknowledged_at > m.resolved_at),
       ('order_broken', '["startedAt", "acknowledgedAt"]', m.started_at > m.acknowledged_at),
       ('order_broken', '["mitigatedAt", "resolvedAt"]', m.mitigated_at > m.resolved_at),
       ('too_long', '["startedAt", "resolvedAt"]', m.resolved_at - m.started_at > interval '90 days'),
       ('too_long', '["detectedAt", "resolvedAt"]', m.resolved_at - m.detected_at > interval '90 days')
     ) as found (code, fields, is_so) where is_so), '[]'),
     m.reopened::integer, m.detection_source, m.cause_category, m.trigger_category,
     'Generated incident ' || m.n || '. ' || repeat('What people saw, what was done and by whom. ', 3),
     'Some of the requests failed', 'https://incidents.example.com/' || m.n,
     case m.n % 4 when 0 then array['release'] when 1 then array['database', 'tokyo'] else '{}' end, s.team_id,
     coalesce(m.detected_at, m.started_at), coalesce(m.resolved_at, m.detected_at, m.started_at)
   from made m join services s on s.key = 'bench-' || m.service
   where coalesce(m.started_at, m.detected_at, m.declared_at) is not null
     and not exists (select from incidents i where i.source = 'bench' and i.external_id = m.n::text)
   order by m.n`,
  // Only those that this filling made: the others have their rows already.
  `create temporary table seeded on commit drop as
   select i.id, m.* from incidents i join made m on i.external_id = m.n::text
   where i.source = 'bench' and not exists (select from incident_services x where x.incident_id = i.id)`,
  'create unique index on seeded (n)',
  'analyze seeded',
  `insert into incident_services (incident_id, service_id)
   select m.id, s.id from seeded m
   join services s on s.key in ('bench-' || m.service, 'bench-' || m.service || '-' || m.component, 'bench-' || m.second_service)
   order by m.id`,
  `update incidents i set duplicate_of_id = o.id from seeded m
   join incidents o on o.source = 'bench' and o.external_id = m.doubles::text where i.id = m.id`,
  FAST,
  `insert into incident_instants (incident_id, field, at, provenance, recorded_at)
   select i.id, v.field, v.at, coalesce(i.provenance ->> v.field, 'imported'), i.created_at
   from seeded m join incidents i on i.id = m.id,
     lateral (values ('startedAt', i.started_at), ('detectedAt', i.detected_at), ('acknowledgedAt', i.acknowledged_at),
       ('declaredAt', i.declared_at), ('mitigatedAt', i.mitigated_at),
       ('resolvedAt', case when m.reopened then i.resolved_at - interval '1 second' * floor(60 + 600 * pg_temp.uniform(m.r, 30)) end),
       ('resolvedAt', i.resolved_at), ('closedAt', i.closed_at)) as v (field, at)
   where v.at is not null order by i.id`,
  THOROUGH,
  `insert into incident_severity_changes (incident_id, severity, at)
   select m.id, v.severity, v.at from seeded m, lateral (values
     (m.first_severity, coalesce(m.detected_at, m.started_at)),
     (case when m.severity <> m.first_severity then m.severity end, coalesce(m.acknowledged_at, m.detected_at, m.started_at)
       + interval '10 minutes')) as v (severity, at)
   where v.severity is not null order by m.id`,
  `insert into incident_recurrences (incident_id, earlier_incident_id, status, reasons, created_at, decided_at)
   select m.id, o.id, p.status, '[{"code": "same_service", "detail": null}, {"code": "same_cause", "detail": null}]', m.started_at,
     case when p.status <> 'suggested' then m.started_at + interval '3 days' end
   from seeded m join incidents o on o.source = 'bench' and o.external_id = m.recurs::text,
     lateral (select case when pg_temp.uniform(m.r, 31) < 0.4 then 'confirmed' when pg_temp.uniform(m.r, 31) < 0.8
       then 'suggested' else 'rejected' end as status) as p
   where o.resolved_at < m.started_at order by m.id`,
];
