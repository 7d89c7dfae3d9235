import { Injectable } from '@nestjs/common';
import type { Interruptions } from '@tenken/shared/alert-rules.contract';
import { z } from 'zod';
import { bandSql, type TeamClock } from '../../clock/team-clock.js';
import { type Queryable, rowCount, rowId, select } from '../../database/select.js';
import {
  type CountWindow,
  hasWholeHours,
  hourParameters,
  nearestWeeks,
  windowParameters,
} from './split-window.js';

const CountsRow = z.object({
  id: rowId,
  fired: rowCount,
  pages: rowCount,
  ended: rowCount,
  acknowledged: rowCount,
  selfResolved: rowCount,
  fleeting: rowCount,
});
export type AlertRuleCounts = z.output<typeof CountsRow>;

const FiredOnRow = z.object({ id: rowId, day: z.string(), fired: rowCount });
const BandRow = z.object({ id: rowId, bands: z.string().regex(/^[wos-]+$/), pages: z.array(z.number()) });
const HourRow = z.object({ day: z.string(), hour: rowCount, fired: rowCount });

/** Episodes in the two edges of a window; parameters $4–$7. */
const EDGES = `((e.starts_at >= $4 and e.starts_at < $5) or (e.starts_at >= $6 and e.starts_at < $7))`;

/** One edge by itself: of both together the planner reads the table instead of `episodes_counted_idx`. */
const edge = (from: string, to: string) => `union all
         select e.alert_rule_id, 1, (e.notified_at is not null)::int, (e.ends_at is not null)::int,
           (e.acknowledged_at is not null)::int, (e.ends_at is not null and e.acknowledged_at is null)::int,
           (e.ends_at is not null and e.ends_at - e.starts_at <= interval '300 seconds')::int
         from episodes e
         where e.alert_rule_id = any ($1::bigint[]) and e.starts_at >= ${from} and e.starts_at < ${to}`;

/** Days of which hours are counted; parameters $2 and $3. */
const HOURLY_DAYS = `r.day >= ($2::timestamptz at time zone 'UTC')::date
           and r.day <= (($3::timestamptz - interval '1 hour') at time zone 'UTC')::date`;

/** First letters of the bands, as the SQL below writes them, one for each hour of a UTC day; `-` outside the window. */
const BANDS = { w: 'working', o: 'off', s: 'sleep' } as const;
/** The pages of each of the 24 hours: days that have the same bands are added up before anything leaves the database. */
const HOURLY_PAGES = Array.from({ length: 24 }, (_, hour) => `sum(by_hour[${hour + 1}])`).join(', ');

/** Firings of the hours of a day that are of one local day: adding up a part of the array costs three times as much. */
const FIRED_OF_SPAN = Array.from(
  { length: 24 },
  (_, hour) =>
    `case when ${hour + 1} between span.first_hour and span.last_hour then by_hour[${hour + 1}] else 0 end`,
).join(' + ');

/** A clock as a row of the SQL below. */
const CLOCK = {
  calendar: 'c.calendar',
  workingDays: 'c."workingDays"',
  workingFrom: 'c."workingFrom"',
  workingTo: 'c."workingTo"',
  sleepFrom: 'c."sleepFrom"',
  sleepTo: 'c."sleepTo"',
};

/** Rules whose pages are told apart by one clock. */
interface RulesOfClock {
  clock: TeamClock;
  ids: readonly string[];
}

/** Counts of rules in a window: UTC weeks, days and hours from the rollups, the edges from episodes (see split-window.ts). */
@Injectable()
export class AlertRuleCountsReadModel {
  /** One row per rule that has episodes in the window. */
  counts(db: Queryable, ruleIds: readonly string[], window: CountWindow): Promise<AlertRuleCounts[]> {
    return select(
      db,
      CountsRow,
      `select alert_rule_id as id, sum(fired) as fired, sum(pages) as pages, sum(ended) as ended,
         sum(acknowledged) as acknowledged, sum(self_resolved) as "selfResolved", sum(fleeting) as fleeting
       from (
         select alert_rule_id, fired, pages, ended, acknowledged, self_resolved, fleeting
         from episode_weekly_rollups
         where alert_rule_id = any ($1::bigint[]) and week >= $8::date and week < $9::date
         union all
         select alert_rule_id, fired, pages, ended, acknowledged, self_resolved, fleeting
         from episode_daily_rollups
         where alert_rule_id = any ($1::bigint[])
           and (day >= $2::date and day < $8::date or day >= $9::date and day < $3::date)
         union all
         -- days of the weeks that are not of the window
         select alert_rule_id, -fired, -pages, -ended, -acknowledged, -self_resolved, -fleeting
         from episode_daily_rollups
         where alert_rule_id = any ($1::bigint[])
           and (day >= $8::date and day < $2::date or day >= $3::date and day < $9::date)
         ${edge('$4', '$5')}
         ${edge('$6', '$7')}
       ) part
       group by alert_rule_id
       having sum(fired) > 0`,
      [ruleIds, ...windowParameters(window), ...nearestWeeks(window)],
    );
  }

  /** Episodes per rule and local day; days without any are left out. */
  firedOn(
    db: Queryable,
    ruleIds: readonly string[],
    from: Date,
    to: Date,
    timeZone: string,
  ): Promise<z.output<typeof FiredOnRow>[]> {
    return select(
      db,
      FiredOnRow,
      `with span as materialized (
         select (h at time zone 'UTC')::date as day, (h at time zone $8)::date as local_day,
           min(extract(hour from h at time zone 'UTC'))::int + 1 as first_hour,
           max(extract(hour from h at time zone 'UTC'))::int + 1 as last_hour
         from generate_series($2::timestamptz, $3::timestamptz - interval '1 hour', interval '1 hour') h
         group by 1, 2
       )
       select alert_rule_id as id, local_day::text as day, sum(fired) as fired
       from (
         select r.alert_rule_id, span.local_day,
           ${FIRED_OF_SPAN} as fired
         from (
           select r.* from unnest($1::bigint[]) as rule (id)
           cross join lateral (
             select r.alert_rule_id, r.day, r.fired_by_hour || '{}'::int[] as by_hour from episode_daily_rollups r
             where r.alert_rule_id = rule.id and ${HOURLY_DAYS}
             offset 0
           ) r
           offset 0
         ) r
         join span on span.day = r.day
         union all
         select e.alert_rule_id, (e.starts_at at time zone $8)::date, 1
         from episodes e
         where e.alert_rule_id = any ($1::bigint[]) and ${EDGES}
       ) part
       group by alert_rule_id, local_day
       having sum(fired) > 0`,
      [ruleIds, ...hourParameters(from, to, hasWholeHours(timeZone, from, to)), timeZone],
    );
  }

  /** Pages of rules by the clocks of their teams: sleep hours first, then working hours of working days. */
  async interruptions(
    db: Queryable,
    groups: readonly RulesOfClock[],
    from: Date,
    to: Date,
  ): Promise<Map<string, Interruptions>> {
    const isByHour = ({ clock }: RulesOfClock) =>
      hasWholeClock(clock) && hasWholeHours(clock.timeZone, from, to);
    const rows = [
      ...(await this.bands(db, groups.filter(isByHour), hourParameters(from, to, true))),
      ...(await this.bands(
        db,
        groups.filter((group) => !isByHour(group)),
        hourParameters(from, to, false),
      )),
    ];
    const byRule = new Map<string, Interruptions>();
    for (const { id, bands, pages } of rows) {
      const entry = byRule.get(id) ?? { working: 0, off: 0, sleep: 0 };
      for (const [hour, count] of pages.entries())
        if (bands[hour] !== '-') entry[BANDS[bands[hour] as keyof typeof BANDS]] += count;
      byRule.set(id, entry);
    }
    return byRule;
  }

  /** All clocks in one statement. Days are looked up rule by rule: by their index they would be all days of all rules. */
  private bands(
    db: Queryable,
    groups: readonly RulesOfClock[],
    hours: readonly Date[],
  ): Promise<z.output<typeof BandRow>[]> | [] {
    if (groups.length === 0) return [];
    return select(
      db,
      BandRow,
      `with clock as materialized (
         select * from jsonb_to_recordset($8::jsonb) as c (number int, "timeZone" text, calendar text,
           "workingDays" int[], "workingFrom" time, "workingTo" time, "sleepFrom" time, "sleepTo" time)
       ), rule as materialized (
         select * from unnest($1::bigint[], $9::int[]) as rule (id, clock)
       ), by_day as materialized (
         select number, day,
           string_agg(case when h >= $2 and h < $3 then left(band, 1) else '-' end, '' order by h) as bands
         from (
           select c.number, h, (h at time zone 'UTC')::date as day,
             ${bandSql('local', CLOCK)} as band
           from clock c
           cross join generate_series(date_trunc('day', $2::timestamptz, 'UTC'),
             date_trunc('day', $3::timestamptz - interval '1 hour', 'UTC') + interval '23 hours', interval '1 hour') h
           -- once for each hour, not for each part of the clock
           cross join lateral (select h at time zone c."timeZone" as local offset 0) told
         ) hour
         group by number, day
       )
       -- added up rule by rule: all days of all rules together would be sorted on disk
       select rule.id, paged.bands, paged.pages
       from rule
       join (
         select number, min(day) as first, array_agg(bands order by day) as bands from by_day group by number
       ) c on c.number = rule.clock
       cross join lateral (
         select c.bands[r.day - c.first + 1] as bands, array[${HOURLY_PAGES}]::int[] as pages
         from (
           -- an array as it is stored is unpacked for each of its elements, one that was made here is not
           select r.day, r.pages_by_hour || '{}'::int[] as by_hour from episode_daily_rollups r
           where r.alert_rule_id = rule.id and ${HOURLY_DAYS} and r.pages > 0
           offset 0
         ) r
         group by 1
       ) paged
       union all
       select id, left(band, 1), array[count(*)]::int[]
       from (
         select rule.id, ${bandSql('(e.starts_at at time zone c."timeZone")', CLOCK)} as band
         from episodes e
         join rule on rule.id = e.alert_rule_id
         join clock c on c.number = rule.clock
         where e.alert_rule_id = any ($1::bigint[]) and e.notified_at is not null and ${EDGES}
       ) edge
       group by id, band`,
      [
        groups.flatMap(({ ids }) => ids),
        ...hours,
        JSON.stringify(groups.map(({ clock }, number) => ({ number, ...clock }))),
        groups.flatMap(({ ids }, number) => ids.map(() => number)),
      ],
    );
  }

  /** Episodes of the rules together per local day and hour; empty hours are left out. */
  firedAt(
    db: Queryable,
    ruleIds: readonly string[],
    from: Date,
    to: Date,
    timeZone: string,
  ): Promise<z.output<typeof HourRow>[]> {
    return select(
      db,
      HourRow,
      `select local::date::text as day, extract(hour from local)::int as hour, sum(fired) as fired
       from (
         select hour.at at time zone $8 as local, hour.fired
         from episode_daily_rollups r
         cross join lateral (
           select (r.day::timestamp + (number - 1) * interval '1 hour') at time zone 'UTC' as at, fired
           from unnest(r.fired_by_hour) with ordinality as entry (fired, number)
         ) hour
         where r.alert_rule_id = any ($1::bigint[]) and ${HOURLY_DAYS}
           and hour.fired > 0 and hour.at >= $2 and hour.at < $3
         union all
         select e.starts_at at time zone $8, 1
         from episodes e
         where e.alert_rule_id = any ($1::bigint[]) and ${EDGES}
       ) part
       group by 1, 2
       order by 1, 2`,
      [ruleIds, ...hourParameters(from, to, hasWholeHours(timeZone, from, to)), timeZone],
    );
  }
}

function hasWholeClock(clock: TeamClock): boolean {
  return [clock.workingFrom, clock.workingTo, clock.sleepFrom, clock.sleepTo].every((time) =>
    /^\d\d:00(:00)?$/.test(time),
  );
}
