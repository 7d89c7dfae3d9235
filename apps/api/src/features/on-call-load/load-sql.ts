/**
 * Parts of statements about a rotation's alerts, for counting and for listing them, so that a figure has the rows that
 * it counted. Parameters: $1 ids of rules, $2 and $3 the range, $4 the rotation's time zone.
 */

/**
 * `chattering (alert_rule_id, fingerprint, starts_at)`: firings of the range of which three of one fingerprint lie
 * within one hour (METRICS.md section 6). Firings outside the range are looked at as far as an hour away.
 */
export const CHATTERING = `chattering as (
  select alert_rule_id, fingerprint, starts_at
  from (
    select alert_rule_id, fingerprint, starts_at,
      starts_at - lag(starts_at, 2) over alert <= interval '1 hour' as is_third,
      lead(starts_at) over alert - lag(starts_at) over alert <= interval '1 hour' as is_second,
      lead(starts_at, 2) over alert - starts_at <= interval '1 hour' as is_first
    from episodes
    where alert_rule_id = any ($1::bigint[]) and starts_at >= $2::timestamptz - interval '1 hour'
      and starts_at < $3::timestamptz + interval '1 hour'
    window alert as (partition by alert_rule_id, fingerprint order by starts_at)
  ) beside
  where starts_at >= $2 and starts_at < $3 and (is_first or is_second or is_third)
)`;

/** Episodes (e) that were firing for 24 hours or more at some time of the range; reads `episodes_long_idx` only. */
export const LONG = `e.alert_rule_id = any ($1::bigint[])
  and (e.ends_at is null or e.duration_seconds >= 86400)
  and e.starts_at + interval '24 hours' < $3 and coalesce(e.ends_at, $3) > $2`;

/** The first and the last day of the range on which such an episode was stale. */
export const STALE_DAYS = `
  (greatest(e.starts_at + interval '24 hours', $2::timestamptz) at time zone $4)::date as first_day,
  greatest(
    (greatest(e.starts_at + interval '24 hours', $2::timestamptz) at time zone $4)::date,
    (least(coalesce(e.ends_at, $3::timestamptz), $3::timestamptz) at time zone $4 - interval '1 microsecond')::date
  ) as last_day`;
