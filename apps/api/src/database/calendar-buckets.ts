import { z } from 'zod';
import { type Queryable, rowInstant, select } from './select.js';

/**
 * The periods of a range: CTE `buckets (index, starts_at, ends_at, partial)`. Parameters: $1 from, $2 to, $3 IANA zone,
 * $4 day | week | month | quarter | fiscal_quarter | year or null for the whole range, $5 first month of the fiscal
 * year. Weeks begin on Monday.
 *
 * Periods are cut in the local time of the zone, so that a day of 23 hours is a day; each begins where the one before
 * ends, and the first and last are cut by the range itself (`partial`): nothing falls between two.
 */
export const BUCKETS_CTE = `bounds as (
    select date_trunc(unit, ($1::timestamptz at time zone $3::text) - shift) + shift as first_start,
      $2::timestamptz at time zone $3::text as local_to, step
    from (
      select case when $4::text = 'fiscal_quarter' then 'quarter' else $4 end as unit,
        make_interval(months => case when $4 = 'fiscal_quarter' then ($5::int - 1) % 3 else 0 end) as shift,
        case $4 when 'day' then interval '1 day' when 'week' then interval '7 days' when 'month' then interval '1 month'
          when 'year' then interval '1 year' else interval '3 months' end as step
    ) kind
  ),
  marks as (
    select start at time zone $3 as starts_at, (start + step) at time zone $3 as ends_at
    from bounds, generate_series(first_start, local_to, step) as start
    where (start + step) at time zone $3 > $1 and start at time zone $3 < $2
    union all
    select $1, $2 where $4 is null
  ),
  buckets as (
    select (row_number() over by_start - 1)::int as index,
      case when lag(starts_at) over by_start is null then $1 else starts_at end as starts_at,
      coalesce(lead(starts_at) over by_start, $2) as ends_at,
      starts_at < $1 or ends_at > $2 as partial
    from marks
    window by_start as (order by starts_at)
  )`;

const BucketRow = z.object({ from: rowInstant, to: rowInstant, partial: z.boolean() });

/** One period of a range, half-open; `partial`: the range cuts it. */
export type CalendarBucket = z.output<typeof BucketRow>;

/** The periods of a range in order; one for the whole range without `bucket`. */
export function cutRange(
  db: Queryable,
  range: { from: Date; to: Date; timeZone: string },
  bucket: string | undefined,
  fiscalYearStartsIn: number,
): Promise<CalendarBucket[]> {
  return select(
    db,
    BucketRow,
    `with ${BUCKETS_CTE}
     select starts_at as "from", ends_at as "to", partial from buckets order by index`,
    [range.from, range.to, range.timeZone, bucket ?? null, fiscalYearStartsIn],
  );
}

/** Index of the period that an instant falls in; −1 before the first. */
export function bucketIndexOf(buckets: readonly CalendarBucket[], at: string): number {
  const ms = Date.parse(at);
  return buckets.findLastIndex((bucket) => Date.parse(bucket.from) <= ms);
}
