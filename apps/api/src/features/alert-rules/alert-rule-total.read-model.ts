import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Queryable, rowCount, selectOne } from '../../database/select.js';
import { type CountWindow, nearestWeeks, windowParameters } from './split-window.js';

const TotalRow = z.object({ fired: rowCount });

/** How many episodes there are, without telling rules apart. */
@Injectable()
export class AlertRuleTotalReadModel {
  /**
   * Episodes of the window, of the given rules or of all that there are. Where the whole days alone have `enough` of
   * them, nobody counts the edges: then it is what those days have.
   */
  async total(
    db: Queryable,
    ruleIds: readonly string[] | null,
    window: CountWindow,
    enough: number,
  ): Promise<number> {
    const [dayFrom, dayTo, ...edges] = windowParameters(window);
    const days = await selectOne(
      db,
      TotalRow,
      `select coalesce(sum(fired), 0) as fired
       from (
         select alert_rule_id, fired from episode_weekly_rollups where week >= $4::date and week < $5::date
         union all
         select alert_rule_id, fired from episode_daily_rollups
         where day >= $2::date and day < $4::date or day >= $5::date and day < $3::date
         union all
         select alert_rule_id, -fired from episode_daily_rollups
         where day >= $4::date and day < $2::date or day >= $3::date and day < $5::date
       ) part
       where ($1::bigint[] is null or alert_rule_id = any ($1)) and alert_rule_id in (select id from alert_rules)`,
      [ruleIds, dayFrom, dayTo, ...nearestWeeks(window)],
    );
    if (days!.fired >= enough) return days!.fired;
    const rest = await selectOne(
      db,
      TotalRow,
      `select count(*) as fired
       from (
         select alert_rule_id from episodes where starts_at >= $2 and starts_at < $3
         union all
         select alert_rule_id from episodes where starts_at >= $4 and starts_at < $5
       ) edge
       where ($1::bigint[] is null or alert_rule_id = any ($1)) and alert_rule_id in (select id from alert_rules)`,
      [ruleIds, ...edges],
    );
    return days!.fired + rest!.fired;
  }
}
