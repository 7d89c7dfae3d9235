import { Injectable } from '@nestjs/common';
import type { RuleBehaviourResponse } from '@tenken/shared/rule-evidence.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import type { ResolvedRange } from '../../clock/resolve-range.js';
import { type Queryable, rowCount, selectOne } from '../../database/select.js';
import { AlertRuleDirectoryReadModel } from './alert-rule-directory.read-model.js';

const DAY_MS = 86_400_000;

const BehaviourRow = z.object({ fired: rowCount, chattering: rowCount, stale: rowCount });

/** Alerts of a rule that chatter or are stale (METRICS.md section 6), counted as the list of episodes finds them. */
@Injectable()
export class AlertRuleBehaviourReadModel {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly directory: AlertRuleDirectoryReadModel,
  ) {}

  /** One pass over the rule's episodes of the range and of the hour on both sides. */
  async behaviour(id: string, range: ResolvedRange): Promise<RuleBehaviourResponse> {
    const db = this.dataSource.manager;
    const staleBefore = new Date(this.clock.now().getTime() - DAY_MS);
    const sum = { fired: 0, chattering: 0, stale: 0 };
    for (const member of await this.directory.members(db, id)) {
      const row = await this.count(db, member, range, staleBefore);
      for (const key of ['fired', 'chattering', 'stale'] as const) sum[key] += row[key];
    }
    return {
      from: range.from.toISOString(),
      to: range.to.toISOString(),
      timeZone: range.timeZone,
      ...sum,
    };
  }

  /**
   * Of one rule, because the primary key then has its alerts in the order of the lives: nothing is sorted, and no row is
   * read but those that `episodes_long_idx` has.
   */
  private async count(db: Queryable, ruleId: string, range: ResolvedRange, staleBefore: Date) {
    const row = await selectOne(
      db,
      BehaviourRow,
      `select count(*) as fired, count(*) filter (where is_chattering) as chattering,
         (select count(*) from episodes e
          where e.alert_rule_id = $1 and e.starts_at >= $2 and e.starts_at < $3
            and (e.ends_at is null or e.duration_seconds >= 86400)
            and coalesce(e.duration_seconds >= 86400, e.starts_at <= $4)) as stale
       from (
         select e.starts_at, e.starts_at <= lag(e.starts_at, 2) over life + interval '1 hour'
           or lead(e.starts_at, 2) over life <= e.starts_at + interval '1 hour'
           or lead(e.starts_at) over life <= lag(e.starts_at) over life + interval '1 hour' as is_chattering
         from episodes e
         where e.alert_rule_id = $1 and e.starts_at >= $2::timestamptz - interval '1 hour'
           and e.starts_at < $3::timestamptz + interval '1 hour'
         window life as (partition by e.fingerprint order by e.starts_at)
       ) firing
       where starts_at >= $2 and starts_at < $3`,
      [ruleId, range.from, range.to, staleBefore],
    );
    return row!;
  }
}
