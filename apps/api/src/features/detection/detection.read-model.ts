import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Queryable, rowCount, rowId, select } from '../../database/select.js';

const CaughtRow = z.object({ alertRuleId: rowId, confirmed: rowCount, proposed: rowCount });

/** What other features ask about incidents and the alerts that told of them. */
@Injectable()
export class DetectionReadModel {
  /**
   * Incidents that each rule told in time (an episode that started by `detected_at` + 1 minute), by links whose episode
   * started in [from, to): those that a person confirmed, and those with none but unconfirmed links. Drills, tests,
   * maintenance and duplicates do not count.
   */
  async incidentsCaught(
    db: Queryable,
    ruleIds: readonly string[],
    from: Date,
    to: Date,
  ): Promise<Map<string, { confirmed: number; proposed: number }>> {
    const rows = await select(
      db,
      CaughtRow,
      `select alert_rule_id as "alertRuleId", count(*) filter (where confirmed) as confirmed,
         count(*) filter (where not confirmed) as proposed
       from (
         select l.alert_rule_id, l.incident_id, bool_or(l.status = 'confirmed') as confirmed
         from episode_incident_links l
         join incidents i on i.id = l.incident_id
         where l.alert_rule_id = any ($1::bigint[]) and l.starts_at >= $2 and l.starts_at < $3
           and l.status <> 'rejected' and l.starts_at <= i.detected_at + interval '1 minute'
           and i.deleted_at is null and i.duplicate_of_id is null and i.kind = 'incident'
         group by l.alert_rule_id, l.incident_id
       ) caught
       group by alert_rule_id`,
      [ruleIds, from, to],
    );
    return new Map(rows.map(({ alertRuleId, ...caught }) => [alertRuleId, caught]));
  }
}
