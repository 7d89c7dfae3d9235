import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Queryable, rowId, select } from '../../database/select.js';
import { packDays } from './episode-days.rollup.js';

const DayRow = z.object({ alertRuleId: rowId, day: z.string() });
type Day = z.output<typeof DayRow>;

const DAYS = `unnest($1::bigint[], $2::date[]) as day (alert_rule_id, day)`;

/** Days of rules whose episodes are counted once they are over. */
@Injectable()
export class EpisodeDayCountRepository {
  /** Days before one (`2026-11-01`) that are on the list, rule by rule. */
  async findUncounted(db: Queryable, before: string, limit: number): Promise<Day[]> {
    return select(
      db,
      DayRow,
      `select alert_rule_id as "alertRuleId", day::text from uncounted_episode_days
       where day < $1::date order by alert_rule_id, day limit $2`,
      [before, limit],
    );
  }

  /**
   * Counts the days and takes them off the list, in the caller's transaction, and returns those that it did. Of rules that a
   * sender is at nothing is done: he goes first.
   */
  async count(db: Queryable, days: readonly Day[]): Promise<Day[]> {
    const locked = await select(
      db,
      z.object({ id: rowId }),
      `select id from alert_rules where id = any ($1::bigint[]) order by id for no key update skip locked`,
      [[...new Set(days.map(({ alertRuleId }) => alertRuleId))]],
    );
    const gone = await select(
      db,
      z.object({ id: rowId }),
      `select id from unnest($1::bigint[]) as id where not exists (select from alert_rules r where r.id = id)`,
      [[...new Set(days.map(({ alertRuleId }) => alertRuleId))]],
    );
    const free = new Set([...locked, ...gone].map(({ id }) => id));
    const own = days.filter(({ alertRuleId }) => free.has(alertRuleId));
    const parameters = [own.map(({ alertRuleId }) => alertRuleId), own.map(({ day }) => day)];
    await db.query(
      `delete from counted_episode_days c using ${DAYS}
       where c.alert_rule_id = day.alert_rule_id and c.day = day.day`,
      parameters,
    );
    await db.query(
      `with own as materialized (select * from ${DAYS}),
       ${packDays('own')}
       insert into counted_episode_days (alert_rule_id, day, part, severity, starts, acknowledged, chattering)
       select alert_rule_id, day, row_number() over (partition by alert_rule_id, day order by severity), severity,
         starts, acknowledged, chattering
       from packed order by 1, 2, 3`,
      parameters,
    );
    await db.query(
      `delete from uncounted_episode_days u using ${DAYS}
       where u.alert_rule_id = day.alert_rule_id and u.day = day.day`,
      parameters,
    );
    return own;
  }
}
