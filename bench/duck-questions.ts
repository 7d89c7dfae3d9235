/** One question to both: DuckDB's SQL on its episodes, and the product's endpoint. */
export interface DuckQuestion {
  name: string;
  duck: string;
  path: string;
}

const DAY_MS = 86_400_000;

/** The three questions of the issue, for days of UTC that end today. */
export function duckQuestions(now = new Date()): DuckQuestion[] {
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  const [loudFrom, to] = [day(today - 90 * DAY_MS), day(today)];
  const from = day(Date.UTC(now.getUTCFullYear() - 2, now.getUTCMonth(), 1));
  const range = `from=${from}&to=${to}&timeZone=UTC`;
  return [
    {
      name: '50 loudest rules of 90 days',
      duck: `select alert_rule_id, count(*) as fired, count(notified_at) as pages from episodes
        where starts_at >= '${loudFrom}' and starts_at < '${to}' group by 1 order by fired desc, 1 limit 50`,
      path: `/api/v1/metrics/alert-rules?from=${loudFrom}&to=${to}&timeZone=UTC&limit=50`,
    },
    {
      name: 'quarterly trend by severity, two years',
      duck: `select date_trunc('quarter', starts_at) as bucket, severity, count(*) as fired, count(notified_at) as pages
        from episodes where starts_at >= '${from}' and starts_at < '${to}' group by 1, 2 order by 1, 2`,
      path: `/api/v1/metrics/alert-trend?${range}&bucket=quarter&groupBy=severity`,
    },
    {
      name: 'p50 and p90 of duration by month and service, two years',
      duck: `select date_trunc('month', starts_at) as bucket, service_id,
          quantile_cont(duration_seconds, [0.5, 0.9]) as quantiles, count(duration_seconds) as ended
        from episodes where starts_at >= '${from}' and starts_at < '${to}' group by 1, 2 order by 1, 2`,
      path: `/api/v1/metrics/alert-durations?${range}&bucket=month&groupBy=service`,
    },
  ];
}
