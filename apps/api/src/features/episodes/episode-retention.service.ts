import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../database/select.js';
import { LiveService } from '../live/live.service.js';
import { EpisodeRepository } from './episode.repository.js';

/** The weeks that lie in the month or reach into it, counted again from the days that are left. */
const FORGET_WEEKS = `
  with left_over as (
    select alert_rule_id, date_trunc('week', day::timestamp)::date as week, sum(fired) as fired, sum(pages) as pages,
      sum(ended) as ended, sum(acknowledged) as acknowledged, sum(self_resolved) as self_resolved,
      sum(fleeting) as fleeting
    from episode_daily_rollups
    where alert_rule_id = any ($2::bigint[]) and day >= date_trunc('week', $1::timestamp)::date
      and day < (date_trunc('week', $1::timestamp + interval '1 month' - interval '1 day') + interval '1 week')::date
    group by 1, 2
  ), gone as (
    delete from episode_weekly_rollups w
    where alert_rule_id = any ($2::bigint[]) and week >= date_trunc('week', $1::timestamp)::date
      and week < $1::timestamp + interval '1 month'
      and not exists (select from left_over o where o.alert_rule_id = w.alert_rule_id and o.week = w.week)
  )
  update episode_weekly_rollups w
  set fired = o.fired, pages = o.pages, ended = o.ended, acknowledged = o.acknowledged,
    self_resolved = o.self_resolved, fleeting = o.fleeting
  from left_over o where o.alert_rule_id = w.alert_rule_id and o.week = w.week`;

/** What is left of episodes whose rows were dropped by the month. */
@Injectable()
export class EpisodeRetentionService {
  constructor(
    private readonly episodes: EpisodeRepository,
    private readonly live: LiveService,
  ) {}

  /** Up to `limit` rules that have rollups in the month of a first day (`2026-11-01`), by id. */
  async rulesWithRollups(db: Queryable, month: string, limit: number): Promise<string[]> {
    const rows: { id: string }[] = await db.query(
      `select alert_rule_id::text as id from (
         select alert_rule_id from episode_daily_rollups
         where day >= $1::date and day < ($1::date + interval '1 month')::date
         union
         select alert_rule_id from episode_duration_histograms where month = $1::date
       ) r order by alert_rule_id limit $2`,
      [month, limit],
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Takes a month out of the rollups of rules, in the caller's transaction: their rows of that month are no longer in
   * `episodes`, and figures count what is there. The rules are locked as writers lock them, so that a writer who was at
   * it is through.
   */
  async forgetMonth(db: Queryable, month: string, ruleIds: readonly string[]): Promise<void> {
    await this.episodes.lockRules(db, ruleIds);
    await db.query(
      `delete from episode_daily_rollups where alert_rule_id = any ($2::bigint[])
         and day >= $1::date and day < ($1::date + interval '1 month')::date`,
      [month, ruleIds],
    );
    for (const table of ['counted_episode_days', 'uncounted_episode_days'])
      await db.query(
        `delete from ${table} where alert_rule_id = any ($2::bigint[])
           and day >= $1::date and day < ($1::date + interval '1 month')::date`,
        [month, ruleIds],
      );
    // What fired at the ends of the month may have chattered with what fired beside it.
    await db.query(
      `insert into uncounted_episode_days (alert_rule_id, day)
       select distinct c.alert_rule_id, c.day from counted_episode_days c
       where c.alert_rule_id = any ($2::bigint[])
         and c.day in ($1::date - 1, ($1::date + interval '1 month')::date)
       order by 1, 2 on conflict do nothing`,
      [month, ruleIds],
    );
    await db.query('delete from service_month_durations where month = $1::date', [month]);
    await db.query(FORGET_WEEKS, [month, ruleIds]);
    await db.query(
      `delete from episode_duration_histograms where alert_rule_id = any ($2::bigint[]) and month = $1::date`,
      [month, ruleIds],
    );
    for (const topic of ['episodes', 'alert-rules']) await this.live.publish(db, topic);
  }
}
