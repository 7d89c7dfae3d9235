import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { rowCount, rowId, select, selectOne } from '../../database/select.js';
import { packDays } from './episode-days.rollup.js';

const PackedRow = z.object({
  alertRuleId: rowId,
  severity: z.string().nullable(),
  /** days since 1970, and how many bytes of `packed` each has */
  days: z.array(z.number()),
  lengths: z.array(z.number()),
  packed: z.instanceof(Buffer),
});

/** Packed entries of one rule and severity, day by day (migration CountEpisodeDays says what an entry is). */
export type PackedDays = z.output<typeof PackedRow>;

/** Episodes of some rules in [from, to). */
export interface EpisodeSpan {
  ruleIds: readonly string[];
  from: Date;
  to: Date;
}

/** Days of the rules: those that are counted as they are kept, the others from their episodes. $1 rules, $2 and $3 the range. */
const DAYS = `uncounted as materialized (
    select alert_rule_id, day from uncounted_episode_days
    where alert_rule_id = any ($1::bigint[]) and day >= ($2::timestamptz at time zone 'UTC')::date
      and day <= ($3::timestamptz at time zone 'UTC')::date
  ),
  ${packDays('uncounted')},
  part as (
    select alert_rule_id, day, severity, starts, acknowledged, chattering
    from counted_episode_days c
    where alert_rule_id = any ($1::bigint[]) and day >= ($2::timestamptz at time zone 'UTC')::date
      and day <= ($3::timestamptz at time zone 'UTC')::date
      and not exists (select from uncounted u where u.alert_rule_id = c.alert_rule_id and u.day = c.day)
    union all
    select alert_rule_id, day, severity, starts, acknowledged, chattering from packed
  )`;

/** Episodes by the day and packed: for whoever needs the starts of very many, and none of their words. */
@Injectable()
export class EpisodeDaysReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** All starts of the days that the range touches: for `unpackStarts`, which leaves out what lies outside of it. */
  starts(span: EpisodeSpan): Promise<PackedDays[]> {
    return this.packed('starts', span);
  }

  /** All acknowledged pages of the days that the range touches: for `unpackAcknowledged`. */
  acknowledged(span: EpisodeSpan): Promise<PackedDays[]> {
    return this.packed('acknowledged', span);
  }

  /** Episodes of the range that chattered (METRICS.md section 6), and how many alerts (rule and label set) they are of. */
  async chattering({ ruleIds, from, to }: EpisodeSpan): Promise<{ episodes: number; alerts: number }> {
    const row = await selectOne(
      this.dataSource.manager,
      z.object({ episodes: rowCount, alerts: rowCount }),
      `with ${DAYS}
       select coalesce(sum(n), 0) as episodes, count(distinct (alert_rule_id, fingerprint)) as alerts
       from (
         select alert_rule_id, alert.key as fingerprint,
           case when midnight >= $2 and midnight + interval '1 day' <= $3 then jsonb_array_length(alert.value)
             else (
               select count(*) from jsonb_array_elements(alert.value) ms
               where midnight + ms::int * interval '1 millisecond' >= $2
                 and midnight + ms::int * interval '1 millisecond' < $3
             ) end as n
         from part
         cross join lateral (select day::timestamp at time zone 'UTC' as midnight) begins
         cross join lateral jsonb_each(chattering) alert
       ) by_day
       where n > 0`,
      [ruleIds, from, to],
    );
    return row as { episodes: number; alerts: number };
  }

  private packed(
    column: 'starts' | 'acknowledged',
    { ruleIds, from, to }: EpisodeSpan,
  ): Promise<PackedDays[]> {
    return select(
      this.dataSource.manager,
      PackedRow,
      `with ${DAYS}
       select alert_rule_id as "alertRuleId", severity, array_agg(day - date '1970-01-01' order by day) as days,
         array_agg(octet_length(${column}) order by day) as lengths, string_agg(${column}, '' order by day) as packed
       from part
       group by alert_rule_id, severity
       order by alert_rule_id, severity`,
      [ruleIds, from, to],
    );
  }
}
