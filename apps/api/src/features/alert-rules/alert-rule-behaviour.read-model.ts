import { Injectable } from '@nestjs/common';
import type { RuleBehaviourResponse } from '@tenken/shared/rule-evidence.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import type { ResolvedRange } from '../../clock/resolve-range.js';
import { rowCount, selectOne } from '../../database/select.js';
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
    const row = await selectOne(
      db,
      BehaviourRow,
      `select count(*) as fired,
         count(*) filter (where starts_at - second_before <= interval '1 hour'
           or second_after - starts_at <= interval '1 hour' or after - before <= interval '1 hour') as chattering,
         count(*) filter (where coalesce(duration_seconds >= 86400, starts_at <= $4)) as stale
       from (
         select e.starts_at, e.duration_seconds, lag(e.starts_at) over life as before,
           lag(e.starts_at, 2) over life as second_before, lead(e.starts_at) over life as after,
           lead(e.starts_at, 2) over life as second_after
         from episodes e
         where e.alert_rule_id = any ($1::bigint[]) and e.starts_at >= $2::timestamptz - interval '1 hour'
           and e.starts_at < $3::timestamptz + interval '1 hour'
         window life as (partition by e.alert_rule_id, e.fingerprint order by e.starts_at)
       ) firing
       where starts_at >= $2 and starts_at < $3`,
      [
        await this.directory.members(db, id),
        range.from,
        range.to,
        new Date(this.clock.now().getTime() - DAY_MS),
      ],
    );
    return {
      from: range.from.toISOString(),
      to: range.to.toISOString(),
      timeZone: range.timeZone,
      ...row!,
    };
  }
}
