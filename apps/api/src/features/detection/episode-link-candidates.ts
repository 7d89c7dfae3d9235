/**
 * SQL of the common table expressions `service_of`, `candidate` and `link`, to be put after an expression
 * `incident (id, started_at, resolved_at)`. Parameter $1 is now.
 *
 * A candidate is an episode of a service of the incident, or of one of its components, that started between 15 minutes
 * before the incident and its end (METRICS.md section 6); the oldest 200 for each incident. `link` holds what people
 * and sources said of episodes (`status` confirmed, rejected, suggested; `link_id`), and every candidate that nobody
 * spoke of as `suggested`.
 */
export const LINK_EXPRESSIONS = `
  service_of as (
    -- one row for each incident: looked up for each it would be read as often as there are incidents
    select incident_id, array_agg(distinct service_id) as ids
    from (
      select i.id as incident_id, x.service_id
      from incident i join incident_services x on x.incident_id = i.id
      union all
      select i.id, s.id
      from incident i
      join incident_services x on x.incident_id = i.id
      join services s on s.parent_id = x.service_id
    ) own
    group by incident_id
  ), candidate as (
    select i.id as incident_id, found.*
    from incident i
    join service_of o on o.incident_id = i.id
    cross join lateral (
      select own.alert_rule_id, own.fingerprint, own.starts_at
      from (
        -- each service by itself: together the planner walks the episodes of all services in their order
        (select e.alert_rule_id, e.fingerprint, e.starts_at
         from unnest(o.ids) x (service_id)
         cross join lateral (
           select own.alert_rule_id, own.fingerprint, own.starts_at
           from episodes own
           where own.service_id = x.service_id and own.starts_at >= i.started_at - interval '15 minutes'
             and own.starts_at <= coalesce(i.resolved_at, $1::timestamptz)
           order by own.starts_at limit 200
         ) e
         order by e.starts_at limit 200)
        union
        (select e.alert_rule_id, e.fingerprint, e.starts_at
         from unnest(o.ids) x (service_id)
         join alert_rules r on r.service_id = x.service_id
         join episodes e on e.alert_rule_id = r.id and e.service_id is null
         where e.starts_at >= i.started_at - interval '15 minutes'
           and e.starts_at <= coalesce(i.resolved_at, $1::timestamptz)
         order by e.starts_at limit 200)
      ) own
      order by own.starts_at
      limit 200
    ) found
    where i.started_at is not null
  ), link as (
    select l.id as link_id, l.incident_id, l.alert_rule_id, l.fingerprint, l.starts_at, l.status, l.decided_at,
      l.decided_by_id
    from episode_incident_links l
    join incident i on i.id = l.incident_id
    union all
    select null, c.incident_id, c.alert_rule_id, c.fingerprint, c.starts_at, 'suggested', null, null
    from candidate c
    where not exists (
      select from episode_incident_links l
      where l.incident_id = c.incident_id and l.alert_rule_id = c.alert_rule_id and l.fingerprint = c.fingerprint
        and l.starts_at = c.starts_at)
  )`;
