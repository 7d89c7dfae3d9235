import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { bandSql, type TeamClock } from '../../clock/team-clock.js';
import { rowCount, rowId, select, selectOne } from '../../database/select.js';
import { EpisodeDaysReadModel } from '../episodes/episode-days.read-model.js';
import { countLoad, type LoadCounts, type PageBin, pageBinMs, type StartCount } from './count-load.js';
import type { RuleCount } from './describe-scorecard.js';
import { LONG, STALE_DAYS } from './load-sql.js';
import type { LoadSpan } from './rotations.read-model.js';

const RuleRow = z.object({
  id: rowId,
  severity: z.string().nullable(),
  currentId: rowId,
  currentName: z.string(),
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

/** Counts of one rotation's alerts, from days that are counted already as far as they are (EpisodeDaysReadModel). */
@Injectable()
export class LoadCountsReadModel {
  constructor(
    private readonly dataSource: DataSource,
    private readonly days: EpisodeDaysReadModel,
  ) {}

  /** Alerts by windows, rules and pages. */
  async count({ rotation, from, to }: LoadSpan): Promise<LoadCounts> {
    const { workingFrom, workingTo, sleepFrom, sleepTo } = rotation.clock;
    const starts = await this.days.starts({ ruleIds: rotation.ruleIds, from, to });
    return countLoad(starts, from, to, pageBinMs([workingFrom, workingTo, sleepFrom, sleepTo]));
  }

  /** What was counted by rule and severity; a renamed rule is one with what it was. */
  async byRule(counts: readonly StartCount[]): Promise<RuleCount[]> {
    const rows = await select(
      this.dataSource.manager,
      RuleRow,
      `select r.id, r.severity, current.id as "currentId", current.name as "currentName"
       from alert_rules r
       join alert_rules current on current.id = r.current_id
       where r.id = any ($1::bigint[])`,
      [[...new Set(counts.map(({ alertRuleId }) => alertRuleId))]],
    );
    const rules = new Map(rows.map((row) => [row.id, row]));
    const byRule = new Map<string, RuleCount>();
    for (const { alertRuleId, fired, ended, fleeting, ...count } of counts) {
      const rule = rules.get(alertRuleId);
      if (rule === undefined) continue;
      const severity = count.severity ?? rule.severity;
      const key = JSON.stringify([rule.currentId, severity]);
      const entry = byRule.get(key) ?? {
        id: rule.currentId,
        name: rule.currentName,
        severity,
        fired: 0,
        ended: 0,
        fleeting: 0,
      };
      entry.fired += fired;
      entry.ended += ended;
      entry.fleeting += fleeting;
      byRule.set(key, entry);
    }
    return [...byRule.values()];
  }

  /** Episodes that chattered, and how many alerts (rule and label set) they are of. */
  chattering({ rotation, from, to }: LoadSpan): Promise<{ episodes: number; alerts: number }> {
    return this.days.chattering({ ruleIds: rotation.ruleIds, from, to });
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
  shifts({ rotation, from, to }: LoadSpan, pages: readonly PageBin[]): Promise<z.output<typeof ShiftRow>[]> {
    const { clock } = rotation;
    return select(
      this.dataSource.manager,
      ShiftRow,
      `with page as (
         select to_timestamp(ms / 1000) at time zone $4 as wall, pages
         from unnest($1::float8[], $11::int[]) as bin (ms, pages)
       ), banded as (
         select date_bin('12 hours', wall, timestamp '2000-01-01' + $7::time) as shift,
           ${bandSql('wall', CLOCK)} as band, sum(pages) as n
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
      [
        pages.map(({ ms }) => ms),
        from,
        to,
        clock.timeZone,
        ...clockParameters(clock),
        pages.map((bin) => bin.pages),
      ],
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
