/**
 * Parts of a WITH list: `bucket` and `measured (service_id, month, ended, median_bucket, p90_bucket)` of the services
 * and months of a relation `(service_id, month)`, from the histograms of the rules that are theirs now. A quantile is
 * in the bucket in which its rank is.
 */
export const measureServiceMonths = (months: string) => `
  bucket as (
    select m.service_id, m.month, h.bucket, sum(h.episodes) as n
    from ${months} m
    join alert_rules r on coalesce(r.service_id, 0) = m.service_id
    -- rule by rule: in one join all months of all rules would be read
    cross join lateral (
      select h.bucket, h.episodes from episode_duration_histograms h
      where h.alert_rule_id = r.id and h.month = m.month and h.episodes > 0
      offset 0
    ) h
    group by 1, 2, 3
  ),
  measured as (
    select service_id, month, max(total) as ended, min(bucket) filter (where seen * 2 >= total) as median_bucket,
      min(bucket) filter (where seen * 10 >= total * 9) as p90_bucket
    from (
      select service_id, month, bucket, sum(n) over (partition by service_id, month order by bucket) as seen,
        sum(n) over (partition by service_id, month) as total
      from bucket
    ) ranked
    group by 1, 2
  )`;

/** Services and months that a rule has left or come to since they were counted. */
export const MOVED_MONTHS = `
  select distinct touched.service_id, s.month
  from service_month_durations s
  cross join unnest(s.rule_ids) as counted (id)
  left join alert_rules r on r.id = counted.id
  cross join lateral (values (s.service_id), (case when r.id is null then s.service_id else coalesce(r.service_id, 0) end)) as touched (service_id)
  where r.id is null or coalesce(r.service_id, 0) <> s.service_id`;
