/**
 * Theory of operation. A rollup row counts the episodes of one rule that STARTED on one UTC day. Whoever changes
 * episodes computes, in the same statement, what each changed episode contributed before and after, and adds the
 * difference: nothing is counted twice however often a message is repeated, and no rollup is behind its rows.
 * Rules are locked before (episode.repository.ts), so "before" cannot change in between.
 *
 * What an episode contributes (METRICS.md section 6):
 * - fired 1; pages 1 if a notification is known; acknowledged 1 if it was
 * - ended 1 if it has an end; self_resolved 1 if it ended and was never acknowledged;
 *   fleeting 1 if it ended within FLEETING_SECONDS (inclusive); duration_seconds of ended ones
 * - in the histogram: 1 in the bucket of its duration, in the UTC month of its start, once it has ended
 * The counts are kept by UTC day and again by UTC week from Monday on, so that ranges of months read few rows. Every
 * day that was touched is put on the list of those that are to be counted by a job (episode-days.rollup.ts).
 *
 * `rebuildRollups` does the same sums from the rows; a test compares both after random messages.
 */
export const FLEETING_SECONDS = 300;

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const byHour = (sum: string) =>
  `array[${HOURS.map((hour) => `coalesce(sum(${sum}) filter (where hour = ${hour}), 0)`).join(', ')}]::integer[]`;
// Hour by hour: a subquery over both arrays costs ten times as much, and an import touches thousands of these rows.
const addArrays = (name: string) =>
  `array[${HOURS.map((hour) => `r.${name}[${hour + 1}] + excluded.${name}[${hour + 1}]`).join(', ')}]`;

/**
 * Parts of a WITH list that add the differences of a relation `d (alert_rule_id, starts_at, fired, pages, ended,
 * acknowledged, self_resolved, fleeting, duration_seconds, bucket_before, bucket_after)` to the rollup tables.
 * One insert touches each rollup row once, in key order, so that concurrent writers cannot deadlock.
 */
export const addDifferencesToRollups = `
  by_hour as (
    select alert_rule_id, (starts_at at time zone 'UTC')::date as day,
      extract(hour from starts_at at time zone 'UTC') as hour,
      sum(fired) as fired, sum(pages) as pages, sum(ended) as ended, sum(acknowledged) as acknowledged,
      sum(self_resolved) as self_resolved, sum(fleeting) as fleeting, sum(duration_seconds) as duration_seconds
    from d group by 1, 2, 3
  ),
  daily as (
    insert into episode_daily_rollups as r (alert_rule_id, day, fired, pages, ended, acknowledged, self_resolved,
      fleeting, duration_seconds, fired_by_hour, pages_by_hour)
    select alert_rule_id, day, sum(fired), sum(pages), sum(ended), sum(acknowledged), sum(self_resolved),
      sum(fleeting), sum(duration_seconds), ${byHour('fired')}, ${byHour('pages')}
    from by_hour group by alert_rule_id, day
    having bool_or(fired <> 0 or pages <> 0 or ended <> 0 or acknowledged <> 0 or self_resolved <> 0
      or fleeting <> 0 or duration_seconds <> 0)
    order by alert_rule_id, day
    on conflict (alert_rule_id, day) do update set
      fired = r.fired + excluded.fired, pages = r.pages + excluded.pages, ended = r.ended + excluded.ended,
      acknowledged = r.acknowledged + excluded.acknowledged,
      self_resolved = r.self_resolved + excluded.self_resolved, fleeting = r.fleeting + excluded.fleeting,
      duration_seconds = r.duration_seconds + excluded.duration_seconds,
      fired_by_hour = ${addArrays('fired_by_hour')},
      pages_by_hour = ${addArrays('pages_by_hour')}
    returning 1
  ),
  uncounted as (
    insert into uncounted_episode_days (alert_rule_id, day)
    select alert_rule_id, day from by_hour
    union
    -- what fires within an hour of a day's ends may chatter with what fired on it
    select alert_rule_id, day - 1 from by_hour where hour = 0
    union
    select alert_rule_id, day + 1 from by_hour where hour = 23
    order by 1, 2
    on conflict do nothing
    returning 1
  ),
  weekly as (
    insert into episode_weekly_rollups as r (alert_rule_id, week, fired, pages, ended, acknowledged, self_resolved,
      fleeting)
    select alert_rule_id, date_trunc('week', day::timestamp)::date, sum(fired), sum(pages), sum(ended),
      sum(acknowledged), sum(self_resolved), sum(fleeting)
    from by_hour group by 1, 2
    having bool_or(fired <> 0 or pages <> 0 or ended <> 0 or acknowledged <> 0 or self_resolved <> 0 or fleeting <> 0)
    order by 1, 2
    on conflict (alert_rule_id, week) do update set
      fired = r.fired + excluded.fired, pages = r.pages + excluded.pages, ended = r.ended + excluded.ended,
      acknowledged = r.acknowledged + excluded.acknowledged,
      self_resolved = r.self_resolved + excluded.self_resolved, fleeting = r.fleeting + excluded.fleeting
    returning 1
  ),
  histogram as (
    insert into episode_duration_histograms as h (alert_rule_id, month, bucket, episodes)
    select alert_rule_id, date_trunc('month', starts_at at time zone 'UTC')::date, bucket, sum(n)
    from (
      select alert_rule_id, starts_at, bucket_after as bucket, 1 as n from d where bucket_after is not null
      union all
      select alert_rule_id, starts_at, bucket_before, -1 from d where bucket_before is not null
    ) as moves
    group by 1, 2, 3 having sum(n) <> 0
    order by 1, 2, 3
    on conflict (alert_rule_id, month, bucket) do update set episodes = h.episodes + excluded.episodes
    returning 1
  )`;
