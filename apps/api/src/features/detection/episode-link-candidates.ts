/** The services of incident `i` with their components; read by its key, not from a list of those of all incidents. */
const SERVICES_OF_INCIDENT = `(
  select s.id as service_id from incident_services y
  join services s on s.id = y.service_id or s.parent_id = y.service_id
  where y.incident_id = i.id)`;

/**
 * SQL of the common table expressions `candidate` and `link`, to be put after an expression
 * `incident (id, started_at, resolved_at)`. Parameter $1 is now.
 *
 * A candidate is an episode of a service of the incident, or of one of its components, that started between 15 minutes
 * before the incident and its end (METRICS.md section 6); the oldest 200 for each incident. `link` holds what people
 * and sources said of episodes (`status` confirmed, rejected, suggested; `link_id`), and every candidate that nobody
 * spoke of as `suggested`.
 */
export const LINK_EXPRESSIONS = `
  candidate as (
    select i.id as incident_id, found.*
    from incident i
    cross join lateral (
      select own.alert_rule_id, own.fingerprint, own.starts_at
      from (
        (select e.alert_rule_id, e.fingerprint, e.starts_at
         from ${SERVICES_OF_INCIDENT} x join episodes e on e.service_id = x.service_id
         where e.starts_at >= i.started_at - interval '15 minutes'
           and e.starts_at <= coalesce(i.resolved_at, $1::timestamptz)
         order by e.starts_at limit 200)
        union
        (select e.alert_rule_id, e.fingerprint, e.starts_at
         from ${SERVICES_OF_INCIDENT} x
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
