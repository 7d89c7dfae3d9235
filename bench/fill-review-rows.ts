/** A number from 0 to 1 that depends on nothing but its two arguments. */
export const UNIFORM = `create or replace function pg_temp.uniform(n bigint, purpose bigint) returns float8
  language sql immutable parallel safe as
  $$ select ((hashint8extended(n, purpose) & 9007199254740991) + 0.5) / 9007199254740992.0::float8 $$`;

const WATCHED = `array['HighErrorRate', 'SlowResponses', 'DiskAlmostFull', 'QueueBacklog', 'ProbeDown', 'ReplicationLag',
  'CertificateExpiry', 'UpstreamTimeouts', 'TrafficDrop', 'MemoryPressure']`;

/** The first 50 services of `fillIncidents` with 40 rules each, loud ones and quiet ones; $1 = number of rules. */
export const RULE_STATEMENTS = [
  `insert into sources (kind, key, name) values ('alertmanager', 'bench-reviews', 'Prometheus')`,
  `insert into alert_rules (source_id, uid, name, group_name, service_id, severity, summary, owner, runbook_url,
     first_seen_at, definition_changed_at)
   select source.id, 'rule-' || n, (${WATCHED})[1 + n / 50 % 10] || '-' || n, 'group-' || n / 50, s.id,
     case when n % 23 <> 0 then (array['critical', 'warning', 'warning', 'info'])[1 + n / 7 % 4] end,
     'What rule ' || n || ' says', case when n % 3 > 0 then 'team-' || n % 12 end,
     case when n % 4 > 0 then 'https://runbooks.example.com/' || n end, now() - interval '25 months',
     case when n % 10 = 0 then now() - make_interval(days => n % 90) end
   from generate_series(0, $1::integer - 1) as n
   join services s on s.key = 'bench-' || (1 + n % 50)
   cross join (select id from sources where key = 'bench-reviews') as source
   order by n`,
  `insert into alert_rule_versions (alert_rule_id, version, definition_hash, expression, for_seconds, labels,
     annotations, seen_at)
   select r.id, v, md5(r.id || ' ' || v), 'sum(rate(http_requests_total{job="' || r.name || '"}[5m])) > ' || v * 10, 300,
     jsonb_build_object('severity', r.severity), jsonb_build_object('summary', r.summary),
     case when v = 1 then r.first_seen_at else r.definition_changed_at end
   from alert_rules r join sources source on source.id = r.source_id and source.key = 'bench-reviews',
     generate_series(1, case when r.definition_changed_at is null then 1 else 2 end) as v
   order by r.id, v`,
];

/**
 * $1 episodes of the month that is $2 months ago, in the order of their starts, as they would have come in: the first
 * rules fire most (the loudest has 2.2 % of all), each from up to 60 instances; every fortieth has been silent for seven
 * months. Median duration four minutes; some were acknowledged, most paged, the newest go on.
 */
export const EPISODES_OF_MONTH = `
  insert into episodes (alert_rule_id, fingerprint, starts_at, source_id, service_id, severity, ends_at, end_reason,
    acknowledged_at, notified_at, labels, annotations, generator_url, received_at, described_at)
  select rule.id, md5(rule.id || ' ' || e.instance), e.starts_at, rule.source_id, rule.service_id, rule.severity,
    e.ends_at, case when e.ends_at is not null then 'resolved' end,
    case when e.u_ack < 0.25 then e.starts_at + make_interval(secs => 600 * e.u_ack) end,
    case when e.u_page < 0.7 then e.starts_at end,
    jsonb_build_object('alertname', rule.name, 'severity', rule.severity, 'instance', '10.0.0.' || e.instance,
      'cluster', 'tokyo-production-1'),
    jsonb_build_object('summary', 'Above its limit for ten minutes'),
    'http://prometheus.example.com:9090/graph?rule=' || rule.id, e.starts_at, e.starts_at
  from (
    select *, case when made.starts_at + seconds < now() and u_open > 0.00005 then made.starts_at + seconds end as ends_at
    from (
      select floor(rules.size * power(n::double precision / $1, 2) * 0.9999)::integer as place,
        floor(60 * pg_temp.uniform(k, 1)) as instance, pg_temp.uniform(k, 4) as u_ack, pg_temp.uniform(k, 5) as u_page,
        pg_temp.uniform(k, 8) as u_open,
        (date_trunc('month', now()) - make_interval(months => $2)
          + pg_temp.uniform(k, 2) * (least(now(), date_trunc('month', now()) - make_interval(months => $2 - 1))
            - (date_trunc('month', now()) - make_interval(months => $2))))::timestamptz(3) as starts_at,
        make_interval(secs => least(21600, 240 * exp(1.3 * sqrt(-2 * ln(pg_temp.uniform(k, 6)))
          * cos(2 * pi() * pg_temp.uniform(k, 7))))) as seconds
      from (select count(*)::integer as size from alert_rules) as rules,
        generate_series(1, $1::integer) as n,
        lateral (select n + $2::integer * 10000000::bigint as k) as keyed
    ) made
    where place % 40 <> 39 or $2 >= 7
    order by made.starts_at
  ) e
  join (select r.*, row_number() over (order by r.id) - 1 as place from alert_rules r) as rule using (place)
  on conflict do nothing`;

/**
 * What people have done for a year, as much at ten million episodes as at a hundred thousand: 100 closed reviews with
 * verdicts on their rules, verdicts on single episodes, links between incidents and episodes, 2,000 decisions, 300 gaps.
 */
export const WORK_STATEMENTS = [
  `insert into users (email, name, role) select 'bench-' || n || '@example.com', 'Person ' || n, 'member'
   from generate_series(1, 30) as n on conflict do nothing`,
  `insert into review_sessions (title, status, window_from, window_to, time_zone, started_at, closed_at, created_at,
     agenda_steps, facilitator_id)
   select 'Review ' || n, 'closed', at - interval '28 days', at, 'Asia/Tokyo', at, at + interval '1 hour', at,
     '[{"key": "open_decisions", "minutes": 10}, {"key": "overview", "minutes": 5}, {"key": "rules", "minutes": 30},
       {"key": "incidents_gaps", "minutes": 15}, {"key": "wrap_up", "minutes": 5}]',
     (select min(id) from users where email like 'bench-%')
   from generate_series(0, 99) as n, lateral (select date_trunc('day', now()) - make_interval(days => 350 - n * 7 / 2) as at) t
   order by n`,
  `insert into review_session_services (review_session_id, service_id)
   select v.id, s.id from (select id, row_number() over (order by id) as n from review_sessions) v
   join services s on s.key = 'bench-' || (1 + v.n % 50)`,
  `insert into verdicts (review_session_id, alert_rule_id, window_from, window_to, verdict, decided_at, decided_by_id)
   select v.id, r.id, v.window_from, v.window_to,
     (array['actionable', 'no_action', 'no_action', 'false_positive', 'duplicate', 'expected', 'unclear'])[1 + r.id % 7],
     v.started_at, v.facilitator_id
   from review_sessions v join review_session_services x on x.review_session_id = v.id
   join alert_rules r on r.service_id = x.service_id order by v.id, r.id`,
  `insert into verdicts (alert_rule_id, fingerprint, starts_at, verdict, decided_at, decided_by_id)
   select e.alert_rule_id, e.fingerprint, e.starts_at,
     (array['actionable', 'no_action', 'no_action', 'false_positive', 'duplicate', 'expected', 'unclear'])[1 + e.alert_rule_id % 7],
     e.starts_at + interval '1 day', (select min(id) from users where email like 'bench-%')
   from (
     select * from episodes where starts_at between now() - interval '90 days' and now() - interval '1 day'
     order by fingerprint, starts_at limit 4000
   ) e`,
  `insert into episode_incident_links (incident_id, alert_rule_id, fingerprint, starts_at, status, decided_at)
   select i.id, e.alert_rule_id, e.fingerprint, e.starts_at,
     (array['confirmed', 'confirmed', 'rejected'])[1 + i.id % 3], i.detected_at
   from incidents i join incident_services x on x.incident_id = i.id,
     lateral (select * from episodes e where e.service_id = x.service_id
       and e.starts_at between i.detected_at - interval '2 hours' and i.detected_at + interval '1 hour'
       order by e.starts_at desc limit 2) e
   where i.detected_at > now() - interval '23 months' and i.id % 4 > 0
   on conflict do nothing`,
  `insert into decisions (alert_rule_id, kind, reason, owner_id, due_on, effective_at, status, created_at, closed_at)
   select r.id, (array['tune', 'fix_cause', 'downgrade', 'keep', 'delete', 'merge', 'reroute', 'add_runbook'])[1 + n % 8],
     'Decision ' || n, u.id, (at + interval '20 days')::date, case when n % 3 > 0 then at + interval '5 days' end,
     case when n % 7 = 0 then 'open' else 'done' end, at, case when n % 7 > 0 then at + interval '10 days' end
   from generate_series(0, 1999) as n
   join (select id, row_number() over (order by id) - 1 as place from alert_rules) r on r.place = n * 7 % 2000
   join (select id, row_number() over (order by id) - 1 as place from users where email like 'bench-%') u on u.place = n % 30,
     lateral (select now() - make_interval(hours => (2000 - n) * 4) as at) t
   order by n`,
  `insert into coverage_gaps (service_id, signal, incident_id, expected, status, due_on, closing_alert_rule_id, closed_at,
     accepted_reason, accepted_until, created_at)
   select s.id, (array['availability', 'latency', 'errors', 'saturation', 'freshness'])[1 + n % 5], i.id, 'Gap ' || n,
     status, (now() + make_interval(days => n % 40 - 20))::date,
     case when status = 'closed' then r.id end, case when status = 'closed' then now() - interval '30 days' end,
     case when status = 'accepted' then 'Known' end, case when status = 'accepted' then (now() + interval '60 days')::date end,
     now() - make_interval(days => 40 + n % 300)
   from generate_series(0, 299) as n cross join lateral (select (array['open', 'in_progress', 'closed', 'accepted'])[1 + n % 4] as status) x
   join services s on s.key = 'bench-' || (1 + n % 50)
   left join lateral (select r.id from alert_rules r where r.service_id = s.id order by r.id limit 1) r on true
   left join lateral (select c.incident_id as id from incident_services c where c.service_id = s.id order by 1 desc limit 1) i
     on true`,
];

export const FILLED_TABLES = [
  'sources',
  'alert_rules',
  'alert_rule_versions',
  'episodes',
  'episode_daily_rollups',
  'episode_duration_histograms',
  'episode_weekly_rollups',
  'uncounted_episode_days',
  'users',
  'review_sessions',
  'review_session_services',
  'verdicts',
  'episode_incident_links',
  'decisions',
  'coverage_gaps',
];
