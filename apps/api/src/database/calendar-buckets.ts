import { z } from 'zod';
import { type Queryable, rowInstant, select } from './select.js';

/**
 * Parameters: $1 from, $2 to, $3 IANA zone, $4 MetricBucket or null for the whole range, $5 first month of the fiscal
 * year or null for the one of the settings.
 *
 * Periods are cut in the local time of the zone, so that a day of 23 hours is a day; each begins where the one before
 * ends, and the first and last are cut by the range itself (`partial`): nothing falls between two. Periods of months
 * are counted from January or from the first month of the fiscal year: months since the year 0, rounded down.
 */
const BUCKETS_SQL = `
  with units as (
    select $1::timestamptz at time zone $3::text as local_from, $2::timestamptz at time zone $3 as local_to,
      case when $4::text like 'fiscal%' then coalesce($5::int, (
        select s.value::text::int from settings s
        where s.key = 'fiscalYearStartsIn' and s.value::text ~ '^([1-9]|1[0-2])$'), 4) - 1 else 0 end as first_month,
      case $4 when 'month' then 1 when 'quarter' then 3 when 'fiscal_quarter' then 3 when 'half_year' then 6
        when 'fiscal_half_year' then 6 when 'year' then 12 when 'fiscal_year' then 12 end as months
  ),
  counted as (
    select *, (extract(year from local_from) * 12 + extract(month from local_from))::int - 1 as month from units
  ),
  bounds as (
    select local_to,
      case when months is null then date_trunc($4, local_from)
        else timestamp '2000-01-01' + make_interval(months => month - mod(month - first_month, months) - 2000 * 12)
      end as first_start,
      case when months is not null then make_interval(months => months) when $4 = 'day' then interval '1 day'
        when $4 = 'week' then interval '7 days' end as step
    from counted
  ),
  marks as (
    select start at time zone $3 as starts_at, (start + step) at time zone $3 as ends_at
    from bounds, generate_series(first_start, local_to, step) as start
    where (start + step) at time zone $3 > $1 and start at time zone $3 < $2
    union all
    select $1, $2 where $4 is null
  )
  select case when lag(starts_at) over by_start is null then $1 else starts_at end as "from",
    coalesce(lead(starts_at) over by_start, $2) as "to", starts_at < $1 or ends_at > $2 as partial
  from marks
  window by_start as (order by starts_at)
  order by starts_at`;

const BucketRow = z.object({ from: rowInstant, to: rowInstant, partial: z.boolean() });

/** One period of a range, half-open; `partial`: the range cuts it. */
export type CalendarBucket = z.output<typeof BucketRow>;

/**
 * The periods of a range in order, the empty ones too; one for the whole range without `bucket`. The fiscal ones begin
 * where the settings say unless `fiscalYearStartsIn` does.
 */
export function cutRange(
  db: Queryable,
  range: { from: Date; to: Date; timeZone: string },
  bucket: string | undefined,
  fiscalYearStartsIn: number | undefined,
): Promise<CalendarBucket[]> {
  return select(db, BucketRow, BUCKETS_SQL, [
    range.from,
    range.to,
    range.timeZone,
    bucket ?? null,
    fiscalYearStartsIn ?? null,
  ]);
}

/** Index of the period that an instant falls in; −1 before the first. */
export function bucketIndexOf(buckets: readonly CalendarBucket[], at: string): number {
  const ms = Date.parse(at);
  return buckets.findLastIndex((bucket) => Date.parse(bucket.from) <= ms);
}
