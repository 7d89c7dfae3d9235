import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Queryable, selectOne } from '../../database/select.js';
import { MOVED_MONTHS, measureServiceMonths } from './service-durations.rollup.js';

/** Months of services whose durations are counted once they are over (migration KeepServiceDurations). */
@Injectable()
export class ServiceDurationRepository {
  /** The months of days that were just counted are to be counted again. */
  async forget(db: Queryable, ruleIds: readonly string[], days: readonly string[]): Promise<void> {
    await db.query(
      `insert into service_month_durations as s (service_id, month)
       select distinct coalesce(r.service_id, 0), date_trunc('month', d.day::timestamp)::date
       from unnest($1::bigint[], $2::date[]) as d (alert_rule_id, day)
       join alert_rules r on r.id = d.alert_rule_id
       order by 1, 2
       on conflict (service_id, month) do update set is_counted = false where s.is_counted`,
      [ruleIds, days],
    );
  }

  /** So are those that a rule has left or come to. */
  async forgetMoved(db: Queryable): Promise<void> {
    await db.query(
      `insert into service_month_durations as s (service_id, month)
       select service_id, month from (${MOVED_MONTHS}) moved order by 1, 2
       on conflict (service_id, month) do update set is_counted = false where s.is_counted`,
    );
  }

  /** Counts what is to be counted of the oldest month before one; null when there is none. Returns the month. */
  async countOldest(db: Queryable, before: string): Promise<string | null> {
    const row = await selectOne(
      db,
      z.object({ month: z.string().nullable() }),
      `select min(month)::text as month from service_month_durations where not is_counted and month < $1::date`,
      [before],
    );
    const month = row?.month ?? null;
    if (month === null) return null;
    await db.query(
      `with own as materialized (
         select service_id, month from service_month_durations where not is_counted and month = $1::date
       ),
       ${measureServiceMonths('own')},
       rules as (
         select o.service_id, array_agg(r.id order by r.id) as ids
         from own o
         join alert_rules r on coalesce(r.service_id, 0) = o.service_id
         where exists (
           select from episode_duration_histograms h where h.alert_rule_id = r.id and h.month = o.month and h.episodes > 0)
         group by 1
       )
       update service_month_durations s
       set is_counted = true, rule_ids = coalesce(rules.ids, '{}'), ended = coalesce(m.ended, 0),
         median_bucket = m.median_bucket, p90_bucket = m.p90_bucket
       from own o
       left join measured m on m.service_id = o.service_id
       left join rules on rules.service_id = o.service_id
       where s.service_id = o.service_id and s.month = o.month`,
      [month],
    );
    return month;
  }
}
