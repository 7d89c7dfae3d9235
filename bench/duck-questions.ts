import { nearestWeeks, splitWindow } from '@tenken/api/features/alert-rules/split-window';

/** One question to both: DuckDB's SQL on its episodes, and the product's: an endpoint, or SQL over its rollups. */
export interface DuckQuestion {
  name: string;
  duck: string;
  path?: string;
  sql?: string;
}

const DAY_MS = 86_400_000;

/** The three questions of the issue, for days of UTC that end today. */
export function duckQuestions(now = new Date()): DuckQuestion[] {
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  const [loudFrom, to] = [day(today - 90 * DAY_MS), day(today)];
  const [firstWeek, lastWeek] = nearestWeeks(splitWindow(new Date(loudFrom), new Date(to)));
  const from = day(Date.UTC(now.getUTCFullYear() - 2, now.getUTCMonth(), 1));
  return [
    {
      name: '50 loudest rules of 90 days',
      duck: `select alert_rule_id, count(*) as fired, count(notified_at) as pages from episodes
        where starts_at >= '${loudFrom}' and starts_at < '${to}' group by 1 order by fired desc, 1 limit 50`,
      // The weeks from the Monday nearest to either end; days that they leave are added, days beyond are taken off.
      sql: `select alert_rule_id, sum(fired) as fired, sum(pages) as pages from (
          select alert_rule_id, fired, pages from episode_weekly_rollups
          where week >= date '${firstWeek}' and week < date '${lastWeek}'
          union all
          select alert_rule_id, fired, pages from episode_daily_rollups
          where day >= date '${loudFrom}' and day < date '${firstWeek}' or day >= date '${lastWeek}' and day < date '${to}'
          union all
          select alert_rule_id, -fired, -pages from episode_daily_rollups
          where day >= date '${firstWeek}' and day < date '${loudFrom}' or day >= date '${to}' and day < date '${lastWeek}'
        ) part group by 1 having sum(fired) > 0 order by 2 desc, 1 limit 50`,
    },
    {
      name: 'the same with all figures, by the API',
      duck: `select alert_rule_id, count(*) as fired, count(notified_at) as pages from episodes
        where starts_at >= '${loudFrom}' and starts_at < '${to}' group by 1 order by fired desc, 1 limit 50`,
      path: `/api/v1/metrics/alert-rules?from=${loudFrom}&to=${to}&timeZone=UTC&limit=50`,
    },
    {
      name: 'quarterly trend by severity, two years',
      duck: `select date_trunc('quarter', starts_at) as bucket, severity, count(*) as fired, count(notified_at) as pages
        from episodes where starts_at >= '${from}' and starts_at < '${to}' group by 1, 2 order by 1, 2`,
      // A week counts for the quarter of its Thursday; its days on the other side of an edge, at most three, are moved.
      sql: `select bucket, severity, sum(fired) as fired, sum(pages) as pages from (
          select week.bucket, w.alert_rule_id, sum(w.fired) as fired, sum(w.pages) as pages
          from (
            select (thursday - interval '3 days')::date as week, date_trunc('quarter', thursday) as bucket
            from generate_series(date_trunc('week', timestamp '${from}') + interval '3 days', timestamp '${to}',
              interval '7 days') thursday
            where thursday >= timestamp '${from}' and thursday < timestamp '${to}'
          ) week join episode_weekly_rollups w using (week)
          group by 1, 2
          union all
          select moved.bucket, d.alert_rule_id, moved.sign * d.fired, moved.sign * d.pages
          from (
            select day, bucket, sign from (
              select day::date as day,
                case when day >= timestamp '${from}' and day < timestamp '${to}'
                  then date_trunc('quarter', day) end as own,
                case when thursday >= timestamp '${from}' and thursday < timestamp '${to}'
                  then date_trunc('quarter', thursday) end as counted
              from generate_series(date_trunc('week', timestamp '${from}'),
                date_trunc('week', timestamp '${to}') + interval '6 days', interval '1 day') day
              cross join lateral (select date_trunc('week', day) + interval '3 days' as thursday) of_week
            ) edge cross join lateral (values (own, 1), (counted, -1)) part (bucket, sign)
            where own is distinct from counted and bucket is not null
            offset 0
          ) moved cross join lateral (
            select alert_rule_id, fired, pages from episode_daily_rollups d where d.day = moved.day offset 0
          ) d
        ) part join alert_rules r on r.id = alert_rule_id group by 1, 2 order by 1, 2`,
    },
    {
      name: 'p50 and p90 of duration by month and service, two years',
      duck: `select date_trunc('month', starts_at) as bucket, service_id,
          quantile_cont(duration_seconds, [0.5, 0.9]) as quantiles, count(duration_seconds) as ended
        from episodes where starts_at >= '${from}' and starts_at < '${to}' group by 1, 2 order by 1, 2`,
      // Within 2 %: from histograms.
      path: `/api/v1/metrics/alert-durations?from=${from.slice(0, 7)}`,
    },
  ];
}
