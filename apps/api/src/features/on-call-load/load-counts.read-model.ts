import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { bandSql, type TeamClock } from '../../clock/team-clock.js';
import { rowCount, rowId, select, selectOne } from '../../database/select.js';
import { WINDOW_SECONDS, type WindowCount } from './find-floods.js';
import { CHATTERING, LONG, STALE_DAYS } from './load-sql.js';
import type { LoadSpan } from './rotations.read-model.js';

const Windows = z.object({
  indexes: z.array(z.number()).nullable(),
  fired: z.array(rowCount).nullable(),
  pages: z.array(rowCount).nullable(),
});
const RuleRow = z.object({
  id: rowId,
  name: z.string(),
  severity: z.string().nullable(),
  fired: rowCount,
  ended: rowCount,
  fleeting: rowCount,
});
const ShiftRow = z.object({
  from: z.date(),
  to: z.date(),
  isWhole: z.boolean(),
  working: rowCount,
  off: rowCount,
  sleep: rowCount,
});

const CLOCK = {
  calendar: '$5',
  workingDays: '$6::int[]',
  workingFrom: '$7::time',
  workingTo: '$8::time',
  sleepFrom: '$9::time',
  sleepTo: '$10::time',
};

/** Counts of one rotation's alerts. Each reads the rotation's rules by their index, in the range and no further. */
@Injectable()
export class LoadCountsReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** Alerts per window of 10 minutes, in order; as three arrays in one row, for a year has 52,000 windows. */
  async windows({ rotation, from, to }: LoadSpan): Promise<WindowCount[]> {
    const row = await selectOne(
      this.dataSource.manager,
      Windows,
      `select array_agg(index order by index) as indexes, array_agg(fired order by index) as fired,
         array_agg(pages order by index) as pages
       from (
         -- in bins of time, whose numbers are worked out for the bins: a division of numerics costs more than the rest
         select (extract(epoch from bin) / ${WINDOW_SECONDS})::int as index, fired, pages
         from (
           select date_bin('10 minutes', starts_at, timestamptz 'epoch') as bin, count(*)::int as fired,
             count(notified_at)::int as pages
           from episodes
           where alert_rule_id = any ($1::bigint[]) and starts_at >= $2 and starts_at < $3
           group by 1
         ) binned
       ) counted`,
      [rotation.ruleIds, from, to],
    );
    return (row?.indexes ?? []).map((index, at) => ({
      index,
      fired: row?.fired?.[at] as number,
      pages: row?.pages?.[at] as number,
    }));
  }

  /** Alerts per rule and severity; a renamed rule is one with what it was. */
  byRule({ rotation, from, to }: LoadSpan): Promise<z.output<typeof RuleRow>[]> {
    return select(
      this.dataSource.manager,
      RuleRow,
      `select current.id, current.name, c.severity, sum(c.fired) as fired, sum(c.ended) as ended,
         sum(c.fleeting) as fleeting
       from (
         select e.alert_rule_id, coalesce(e.severity, r.severity) as severity, count(*) as fired,
           count(e.ends_at) as ended, count(*) filter (where e.ends_at is not null and e.duration_seconds <= 300) as fleeting
         from episodes e
         join alert_rules r on r.id = e.alert_rule_id
         where e.alert_rule_id = any ($1::bigint[]) and e.starts_at >= $2 and e.starts_at < $3
         group by 1, 2
       ) c
       join alert_rules r on r.id = c.alert_rule_id
       join alert_rules current on current.id = r.current_id
       group by current.id, c.severity`,
      [rotation.ruleIds, from, to],
    );
  }

  /** Episodes that chattered, and how many alerts (rule and label set) they are of. */
  async chattering({ rotation, from, to }: LoadSpan): Promise<{ episodes: number; alerts: number }> {
    const row = await selectOne(
      this.dataSource.manager,
      z.object({ episodes: rowCount, alerts: rowCount }),
      `with ${CHATTERING}
       select coalesce(sum(n), 0) as episodes, count(*) as alerts
       from (select count(*) as n from chattering group by alert_rule_id, fingerprint) by_alert`,
      [rotation.ruleIds, from, to],
    );
    return row as { episodes: number; alerts: number };
  }

  /** The day (of the rotation's calendar) on which most alerts were stale, the newest of several; null without any. */
  stalest({ rotation, from, to }: LoadSpan): Promise<{ day: string; episodes: number } | null> {
    return selectOne(
      this.dataSource.manager,
      z.object({ day: z.string(), episodes: rowCount }),
      `with stale as (select ${STALE_DAYS} from episodes e where ${LONG}),
       change as (
         select first_day as day, count(*) as n from stale group by 1
         union all
         select last_day + 1, -count(*) from stale group by 1
       ), level as (
         select day, sum(sum(n)) over (order by day) as episodes from change group by day
       )
       select day::text, episodes from level where episodes > 0 order by episodes desc, day desc limit 1`,
      [rotation.ruleIds, from, to, rotation.clock.timeZone],
    );
  }

  /**
   * Pages per shift of 12 hours by the rotation's clock, and by working, off and sleep hours, in order. Shifts begin
   * with the working hours and 12 hours after; `isWhole`: the range holds all of it.
   */
  shifts({ rotation, from, to }: LoadSpan): Promise<z.output<typeof ShiftRow>[]> {
    const { clock } = rotation;
    return select(
      this.dataSource.manager,
      ShiftRow,
      `with page as (
         select e.starts_at, e.starts_at at time zone $4 as wall
         from episodes e
         where e.alert_rule_id = any ($1::bigint[]) and e.starts_at >= $2 and e.starts_at < $3
           and e.notified_at is not null
       ), banded as (
         select date_bin('12 hours', wall, timestamp '2000-01-01' + $7::time) as shift,
           ${bandSql('wall', CLOCK)} as band, count(*) as n
         from page group by 1, 2
       ), shift as (
         select begins as wall from generate_series(
           date_bin('12 hours', $2::timestamptz at time zone $4, timestamp '2000-01-01' + $7::time),
           $3::timestamptz at time zone $4, interval '12 hours') begins
       )
       select s.wall at time zone $4 as "from", (s.wall + interval '12 hours') at time zone $4 as "to",
         s.wall at time zone $4 >= $2 and (s.wall + interval '12 hours') at time zone $4 <= $3 as "isWhole",
         coalesce(sum(n) filter (where band = 'working'), 0) as working,
         coalesce(sum(n) filter (where band = 'off'), 0) as off,
         coalesce(sum(n) filter (where band = 'sleep'), 0) as sleep
       from shift s left join banded b on b.shift = s.wall
       group by s.wall
       order by s.wall`,
      [rotation.ruleIds, from, to, clock.timeZone, ...clockParameters(clock)],
    );
  }
}

function clockParameters(clock: TeamClock): unknown[] {
  return [
    clock.calendar,
    clock.workingDays,
    clock.workingFrom,
    clock.workingTo,
    clock.sleepFrom,
    clock.sleepTo,
  ];
}
