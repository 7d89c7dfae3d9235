import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../database/select.js';
import { LiveService } from '../live/live.service.js';
import { EpisodeRepository } from './episode.repository.js';

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
    await db.query(
      `delete from episode_duration_histograms where alert_rule_id = any ($2::bigint[]) and month = $1::date`,
      [month, ruleIds],
    );
    for (const topic of ['episodes', 'alert-rules']) await this.live.publish(db, topic);
  }
}
