import { FLEETING_SECONDS } from './episode-contribution.rollup.js';

/** Three of one alert within it are chattering (METRICS.md section 6). */
const CHATTERING = `interval '1 hour'`;

/**
 * Parts of a WITH list that pack the episodes of days `(alert_rule_id, day)` of a relation as
 * `counted_episode_days` keeps them (migration CountEpisodeDays): `packed (alert_rule_id, day, severity, starts,
 * acknowledged, chattering)`. Firings an hour around a day tell whether those of the day chattered.
 */
export const packDays = (days: string) => `
  judged_start as (
    select p.alert_rule_id, p.day, e.fingerprint, e.severity, e.starts_at, e.ends_at, e.duration_seconds,
      e.notified_at, e.acknowledged_at,
      (extract(epoch from e.starts_at - p.day::timestamp at time zone 'UTC') * 1000)::integer as ms,
      coalesce(e.starts_at - lag(e.starts_at, 2) over alert <= ${CHATTERING}, false)
        or coalesce(lead(e.starts_at) over alert - lag(e.starts_at) over alert <= ${CHATTERING}, false)
        or coalesce(lead(e.starts_at, 2) over alert - e.starts_at <= ${CHATTERING}, false) as is_chattering
    from ${days} p
    cross join lateral (
      select e.fingerprint, e.severity, e.starts_at, e.ends_at, e.duration_seconds, e.notified_at, e.acknowledged_at
      from episodes e
      where e.alert_rule_id = p.alert_rule_id
        and e.starts_at >= p.day::timestamp at time zone 'UTC' - ${CHATTERING}
        and e.starts_at < (p.day + 1)::timestamp at time zone 'UTC' + ${CHATTERING}
      offset 0
    ) e
    window alert as (partition by p.alert_rule_id, p.day, e.fingerprint order by e.starts_at)
  ),
  packed_alert as (
    select alert_rule_id, day, severity, fingerprint,
      string_agg(int4send(ms * 8 + (notified_at is not null)::integer + (ends_at is not null)::integer * 2
        + (ends_at is not null and duration_seconds <= ${FLEETING_SECONDS})::integer * 4), '' order by ms) as starts,
      string_agg(int4send(ms) || int8send((extract(epoch from notified_at) * 1000)::bigint)
        || int8send((extract(epoch from acknowledged_at) * 1000)::bigint), '' order by ms)
        filter (where acknowledged_at >= notified_at) as acknowledged,
      jsonb_agg(ms order by ms) filter (where is_chattering) as chattering
    from judged_start
    where ms >= 0 and ms < 86400000
    group by 1, 2, 3, 4
  ),
  packed as (
    select alert_rule_id, day, severity, string_agg(starts, '' order by fingerprint) as starts,
      coalesce(string_agg(acknowledged, '' order by fingerprint), '') as acknowledged,
      jsonb_object_agg(fingerprint, chattering) filter (where chattering is not null) as chattering
    from packed_alert
    group by 1, 2, 3
  )`;
