import { z } from 'zod';
import { type Queryable, rowCount, rowId, select } from '../../database/select.js';

export const DifferenceRow = z.object({
  alertRuleId: rowId,
  table: z.enum(['daily', 'weekly', 'histogram', 'day']),
  /** the UTC day (of `day`, a kept one, and its severity), the Monday of the week; of a histogram the month and the bucket */
  key: z.string(),
  column: z.string(),
  stored: z.string().nullable(),
  expected: z.string().nullable(),
});
export type RollupDifference = z.output<typeof DifferenceRow>;

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const byHour = (what: string) =>
  `array[${HOURS.map((hour) => `count(${what}) filter (where hour = ${hour})`).join(', ')}]::integer[]`;
const zeros = `array_fill(0, array[24])`;

/** Rollups beside what a count over the episodes gives: written apart from what keeps them, so that it can find fault. */
export class RollupDifferenceReadModel {
  /** Up to `limit` rules after one, by id, with their numbers of episodes. */
  rulesAfter(db: Queryable, afterId: string, limit: number): Promise<{ id: string }[]> {
    return select(
      db,
      z.object({ id: rowId }),
      `select id from alert_rules where id > $1::bigint order by id limit $2`,
      [afterId, limit],
    );
  }

  async countRules(db: Queryable): Promise<number> {
    const [row] = await select(db, z.object({ n: rowCount }), 'select count(*) as n from alert_rules');
    return row!.n;
  }

  /** Ids of rules that are no more and still have rollups. */
  async goneRules(db: Queryable): Promise<string[]> {
    const rows = await select(
      db,
      z.object({ id: rowId }),
      `select alert_rule_id as id from episode_daily_rollups
       union select alert_rule_id from episode_weekly_rollups
       union select alert_rule_id from episode_duration_histograms
       union select alert_rule_id from counted_episode_days
       except select id from alert_rules order by 1`,
    );
    return rows.map(({ id }) => id);
  }

  /** Where the stored rollups of the rules differ. A row of zeros is no row. The rules are locked by the caller. */
  async differences(db: Queryable, ruleIds: readonly string[]): Promise<RollupDifference[]> {
    const daily = await select(
      db,
      DifferenceRow,
      `with counted as (
         select alert_rule_id, day, count(*)::integer as fired, count(notified_at)::integer as pages,
           count(ends_at)::integer as ended, count(acknowledged_at)::integer as acknowledged,
           count(*) filter (where ends_at is not null and acknowledged_at is null)::integer as self_resolved,
           count(*) filter (where ends_at is not null and ends_at - starts_at <= interval '5 minutes')::integer as fleeting,
           coalesce(sum(extract(epoch from ends_at - starts_at)), 0)::double precision as duration_seconds,
           ${byHour('*')} as fired_by_hour, ${byHour('notified_at')} as pages_by_hour
         from (
           select *, (starts_at at time zone 'UTC')::date as day,
             extract(hour from starts_at at time zone 'UTC')::integer as hour
           from episodes where alert_rule_id = any ($1::bigint[])
         ) e
         group by 1, 2
       ), stored as (
         select * from episode_daily_rollups where alert_rule_id = any ($1::bigint[])
       )
       select coalesce(s.alert_rule_id, c.alert_rule_id) as "alertRuleId", 'daily' as table,
         coalesce(s.day, c.day)::text as key, v.name as column, v.stored, v.counted as expected
       from stored s full join counted c on c.alert_rule_id = s.alert_rule_id and c.day = s.day
       cross join lateral (values
         ('fired', coalesce(s.fired, 0)::text, coalesce(c.fired, 0)::text),
         ('pages', coalesce(s.pages, 0)::text, coalesce(c.pages, 0)::text),
         ('ended', coalesce(s.ended, 0)::text, coalesce(c.ended, 0)::text),
         ('acknowledged', coalesce(s.acknowledged, 0)::text, coalesce(c.acknowledged, 0)::text),
         ('self_resolved', coalesce(s.self_resolved, 0)::text, coalesce(c.self_resolved, 0)::text),
         ('fleeting', coalesce(s.fleeting, 0)::text, coalesce(c.fleeting, 0)::text),
         -- sums of binary fractions in another order differ in their last digits
         ('duration_seconds', round(coalesce(s.duration_seconds, 0)::numeric, 2)::text,
           case when abs(coalesce(s.duration_seconds, 0) - coalesce(c.duration_seconds, 0))
               <= 0.0005 + 1e-9 * coalesce(c.duration_seconds, 0)
             then round(coalesce(s.duration_seconds, 0)::numeric, 2)
             else round(coalesce(c.duration_seconds, 0)::numeric, 2) end::text),
         ('fired_by_hour', coalesce(s.fired_by_hour, ${zeros})::text, coalesce(c.fired_by_hour, ${zeros})::text),
         ('pages_by_hour', coalesce(s.pages_by_hour, ${zeros})::text, coalesce(c.pages_by_hour, ${zeros})::text)
       ) as v (name, stored, counted)
       where v.stored is distinct from v.counted
       order by 1, 3, 4`,
      [ruleIds],
    );
    const weekly = await select(
      db,
      DifferenceRow,
      `with counted as (
         select alert_rule_id, date_trunc('week', starts_at at time zone 'UTC')::date as week,
           count(*)::integer as fired, count(notified_at)::integer as pages, count(ends_at)::integer as ended,
           count(acknowledged_at)::integer as acknowledged,
           count(*) filter (where ends_at is not null and acknowledged_at is null)::integer as self_resolved,
           count(*) filter (where ends_at - starts_at <= interval '5 minutes')::integer as fleeting
         from episodes where alert_rule_id = any ($1::bigint[])
         group by 1, 2
       ), stored as (
         select * from episode_weekly_rollups where alert_rule_id = any ($1::bigint[])
       )
       select coalesce(s.alert_rule_id, c.alert_rule_id) as "alertRuleId", 'weekly' as table,
         coalesce(s.week, c.week)::text as key, v.name as column, v.stored::text as stored, v.counted::text as expected
       from stored s full join counted c on c.alert_rule_id = s.alert_rule_id and c.week = s.week
       cross join lateral (values
         ('fired', coalesce(s.fired, 0), coalesce(c.fired, 0)),
         ('pages', coalesce(s.pages, 0), coalesce(c.pages, 0)),
         ('ended', coalesce(s.ended, 0), coalesce(c.ended, 0)),
         ('acknowledged', coalesce(s.acknowledged, 0), coalesce(c.acknowledged, 0)),
         ('self_resolved', coalesce(s.self_resolved, 0), coalesce(c.self_resolved, 0)),
         ('fleeting', coalesce(s.fleeting, 0), coalesce(c.fleeting, 0))
       ) as v (name, stored, counted)
       where v.stored <> v.counted
       order by 1, 3, 4`,
      [ruleIds],
    );
    const histogram = await select(
      db,
      DifferenceRow,
      `with counted as (
         select alert_rule_id, date_trunc('month', starts_at at time zone 'UTC')::date as month,
           case when seconds < 1 then -1 else floor(ln(seconds) / ln(1.04::double precision)) end::smallint as bucket,
           count(*)::integer as episodes
         from (
           select alert_rule_id, starts_at, extract(epoch from ends_at - starts_at)::double precision as seconds
           from episodes where alert_rule_id = any ($1::bigint[]) and ends_at is not null
         ) e
         group by 1, 2, 3
       ), stored as (
         select * from episode_duration_histograms where alert_rule_id = any ($1::bigint[])
       )
       select coalesce(s.alert_rule_id, c.alert_rule_id) as "alertRuleId", 'histogram' as table,
         coalesce(s.month, c.month)::text || ' bucket ' || coalesce(s.bucket, c.bucket) as key,
         'episodes' as column, coalesce(s.episodes, 0)::text as stored, coalesce(c.episodes, 0)::text as expected
       from stored s full join counted c on c.alert_rule_id = s.alert_rule_id and c.month = s.month
         and c.bucket = s.bucket
       where coalesce(s.episodes, 0) <> coalesce(c.episodes, 0)
       order by 1, 3`,
      [ruleIds],
    );
    return [...daily, ...weekly, ...histogram];
  }
}
