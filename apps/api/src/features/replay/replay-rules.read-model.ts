import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { TeamClock } from '../../clock/team-clock.js';
import { type Queryable, rowCount, rowId, select, selectOne } from '../../database/select.js';

const Clock = z.object({
  timeZone: z.string(),
  calendar: z.string(),
  workingDays: z.array(z.number()),
  workingFrom: z.string(),
  workingTo: z.string(),
  sleepFrom: z.string(),
  sleepTo: z.string(),
});
const RuleRow = z.object({
  id: rowId,
  name: z.string(),
  serviceName: z.string().nullable(),
  memberIds: z.array(z.string()),
  serviceIds: z.array(z.string()),
  sourceKind: z.string(),
  clock: Clock.nullable(),
  waits: z.boolean(),
  isChanged: z.boolean(),
  cutMessages: rowCount,
});
const HolidayRow = z.object({ calendar: z.string(), day: z.string() });

/** A rule of a replay. */
export interface ReplayedRule extends Omit<z.output<typeof RuleRow>, 'clock'> {
  /** ids of the rule and of those that it was under other names: their episodes are its own */
  memberIds: string[];
  /** its service and that one's parent */
  serviceIds: string[];
  /** null: of no team */
  clock: TeamClock | null;
  /** its definition has a `for` or `keep_firing_for` */
  waits: boolean;
  /** its definition changed in the window */
  isChanged: boolean;
}

/** Which rules a replay is about, and what must be known of them. */
@Injectable()
export class ReplayRuleReadModel {
  /** The rules of these ids (or what they are called now), or those of these services and their components; by id. */
  rules(
    db: Queryable,
    selection: { ruleIds: readonly string[] | null; serviceIds: readonly string[] | null },
    from: Date,
    to: Date,
  ): Promise<ReplayedRule[]> {
    return select(
      db,
      RuleRow,
      `with chosen as (
         select distinct r.current_id as id from alert_rules r
         left join services s on s.id = r.service_id
         where r.id = any ($1::bigint[]) or s.id = any ($2::bigint[]) or s.parent_id = any ($2::bigint[])
       )
       select r.id, r.name, s.name as "serviceName", source.kind as "sourceKind",
         array(select m.id::text from alert_rules m where m.current_id = r.id order by m.id) as "memberIds",
         array_remove(array[s.id::text, s.parent_id::text], null) as "serviceIds",
         case when t.id is not null then json_build_object('timeZone', t.time_zone, 'calendar', t.calendar,
           'workingDays', t.working_days, 'workingFrom', t.working_from, 'workingTo', t.working_to,
           'sleepFrom', t.sleep_from, 'sleepTo', t.sleep_to) end as clock,
         coalesce(now_is.for_seconds, 0) > 0 or coalesce(now_is.keep_firing_for_seconds, 0) > 0 as waits,
         coalesce(r.definition_changed_at >= $3 and r.definition_changed_at < $4, false) as "isChanged",
         (select count(*) from truncations cut
           where cut.source_id = r.source_id and cut.received_at >= $3 and cut.received_at < $4) as "cutMessages"
       from chosen c
       join alert_rules r on r.id = c.id
       join sources source on source.id = r.source_id
       left join services s on s.id = r.service_id
       left join services parent on parent.id = s.parent_id
       left join teams t on t.id = coalesce(s.team_id, parent.team_id)
       left join lateral (
         select v.for_seconds, v.keep_firing_for_seconds from alert_rule_versions v
         where v.alert_rule_id = r.id order by v.version desc limit 1
       ) now_is on true
       order by r.id`,
      [selection.ruleIds, selection.serviceIds, from, to],
    );
  }

  /** Holidays of calendars, from a day to a day, as `2026-11-23`. */
  async holidays(
    db: Queryable,
    calendars: readonly string[],
    from: Date,
    to: Date,
  ): Promise<Map<string, Set<string>>> {
    const rows = await select(
      db,
      HolidayRow,
      `select calendar, day::text as day from holidays
       where calendar = any ($1) and day >= $2::date - 2 and day <= $3::date + 2`,
      [calendars, from, to],
    );
    const byCalendar = new Map<string, Set<string>>();
    for (const { calendar, day } of rows)
      byCalendar.set(calendar, (byCalendar.get(calendar) ?? new Set()).add(day));
    return byCalendar;
  }

  /** How many episodes of rules started on the UTC days that lie wholly in [from, to), from the rollups. */
  async countAtLeast(db: Queryable, memberIds: readonly string[], from: Date, to: Date): Promise<number> {
    const row = await selectOne(
      db,
      z.object({ episodes: rowCount }),
      `select coalesce(sum(fired), 0) as episodes from episode_daily_rollups
       where alert_rule_id = any ($1::bigint[]) and day > ($2::timestamptz at time zone 'UTC')::date
         and day < ($3::timestamptz at time zone 'UTC')::date`,
      [memberIds, from, to],
    );
    return row!.episodes;
  }
}
