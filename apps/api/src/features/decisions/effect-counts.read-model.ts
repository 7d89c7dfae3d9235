import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Queryable, rowCount, select } from '../../database/select.js';

/** Two windows of `seconds` on both sides of an instant, of one rule. `key` comes back with the counts. */
export interface EffectWindow {
  key: number;
  alertRuleId: string;
  effectiveAt: Date;
  seconds: number;
}

export interface EffectCounts {
  firedBefore: number;
  firedAfter: number;
  pagesBefore: number;
  pagesAfter: number;
}

const CountRow = z.object({
  key: z.coerce.number(),
  isAfter: z.boolean(),
  fired: rowCount,
  pages: rowCount,
});
const DayRow = z.object({ offset: rowCount, fired: rowCount, pages: rowCount });

/**
 * How often a rule fired and paged around an instant, exact to the episode. Whole UTC days come from the daily rollups,
 * the edges from the episodes themselves. Episodes that a rule had under earlier names are its own.
 */
@Injectable()
export class EffectCountsReadModel {
  /** The counts of each window, by key. */
  async count(db: Queryable, windows: readonly EffectWindow[]): Promise<Map<number, EffectCounts>> {
    const counts = new Map<number, EffectCounts>(
      windows.map(({ key }) => [key, { firedBefore: 0, firedAfter: 0, pagesBefore: 0, pagesAfter: 0 }]),
    );
    if (windows.length === 0) return counts;
    const rows = await select(
      db,
      CountRow,
      `with subject as (
         select * from unnest($1::int[], $2::bigint[], $3::timestamptz[], $4::float8[])
           as s (key, rule_id, at, seconds)
       ), member as (
         select s.key, m.id as rule_id
         from subject s join alert_rules r on r.id = s.rule_id join alert_rules m on m.current_id = r.current_id
       ), side as (
         select key, false as is_after, at - make_interval(secs => seconds) as lo, at as hi from subject
         union all
         select key, true, at, at + make_interval(secs => seconds) from subject
       ), split as (
         select *, (date_trunc('day', (lo - interval '1 microsecond') at time zone 'UTC') + interval '1 day')::date
             as day_from,
           (hi at time zone 'UTC')::date as day_to
         from side
       ), edge as (
         select key, is_after, lo, least(hi, day_from::timestamp at time zone 'UTC') as hi from split
         union all
         select key, is_after, day_to::timestamp at time zone 'UTC', hi from split where day_to >= day_from
       )
       select key, is_after as "isAfter", sum(fired) as fired, sum(pages) as pages
       from (
         select s.key, s.is_after, r.fired, r.pages
         from split s
         join member m on m.key = s.key
         join episode_daily_rollups r on r.alert_rule_id = m.rule_id and r.day >= s.day_from and r.day < s.day_to
         union all
         select g.key, g.is_after, c.fired, c.pages
         from edge g
         join member m on m.key = g.key
         cross join lateral (
           select count(*) as fired, count(e.notified_at) as pages from episodes e
           where e.alert_rule_id = m.rule_id and e.starts_at >= g.lo and e.starts_at < g.hi
         ) c
         where g.lo < g.hi
       ) part
       group by key, is_after`,
      [
        windows.map((window) => window.key),
        windows.map((window) => window.alertRuleId),
        windows.map((window) => window.effectiveAt),
        windows.map((window) => window.seconds),
      ],
    );
    for (const row of rows) {
      const of = counts.get(row.key)!;
      if (row.isAfter) Object.assign(of, { firedAfter: row.fired, pagesAfter: row.pages });
      else Object.assign(of, { firedBefore: row.fired, pagesBefore: row.pages });
    }
    return counts;
  }

  /**
   * Firings and pages by 24 hours counted from `at`, from `days` before it to `days` after; those without any are left
   * out. Whole UTC hours come from the rollups; only the hours that a boundary cuts are read from the episodes.
   */
  byDay(
    db: Queryable,
    alertRuleId: string,
    at: Date,
    days: number,
  ): Promise<{ offset: number; fired: number; pages: number }[]> {
    return select(
      db,
      DayRow,
      `with member as (
         select m.id as rule_id
         from alert_rules r join alert_rules m on m.current_id = r.current_id where r.id = $1
       ), span as (
         select $2::timestamptz as at, date_trunc('hour', $2::timestamptz) as cut,
           $2::timestamptz - $3 * interval '24 hours' as lo, $2::timestamptz + $3 * interval '24 hours' as hi
       ), hourly as (
         select (r.day::timestamp at time zone 'UTC') + (h - 1) * interval '1 hour' as hour,
           r.fired_by_hour[h] as fired, r.pages_by_hour[h] as pages
         from span
         cross join member m
         join episode_daily_rollups r on r.alert_rule_id = m.rule_id
           and r.day >= (lo at time zone 'UTC')::date and r.day <= (hi at time zone 'UTC')::date
         cross join generate_series(1, 24) h
         where r.fired_by_hour[h] <> 0
       ), part as (
         select extract(epoch from hour - at) as seconds, fired, pages
         from hourly cross join span
         where hour >= lo and hour + interval '1 hour' <= hi
           and not (at > cut and extract(epoch from hour - cut) % 86400 = 0)
         union all
         select extract(epoch from e.starts_at - at), 1, (e.notified_at is not null)::int
         from span
         cross join generate_series(-$3::int, $3::int) k
         cross join member m
         join episodes e on e.alert_rule_id = m.rule_id
           and e.starts_at >= greatest(lo, cut + k * interval '24 hours')
           and e.starts_at < least(hi, cut + k * interval '24 hours' + interval '1 hour')
         where at > cut
       )
       select floor(seconds / 86400) as offset, sum(fired) as fired, sum(pages) as pages
       from part group by 1 order by 1`,
      [alertRuleId, at, days],
    );
  }
}
