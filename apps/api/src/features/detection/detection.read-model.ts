import { Injectable } from '@nestjs/common';
import type { DetectionOutcome } from '@tenken/shared/detection.contract';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { type Queryable, rowCount, rowId, rowInstant, select } from '../../database/select.js';
import { LINK_EXPRESSIONS } from './episode-link-candidates.js';
import { judgeDetection } from './judge-detection.js';

const CaughtRow = z.object({ alertRuleId: rowId, confirmed: rowCount, proposed: rowCount });
const LinkedRow = z.object({
  incidentId: rowId,
  title: z.string(),
  severity: z.string().nullable(),
  detectedAt: rowInstant.nullable(),
  detectionSource: z.string(),
  links: z.array(
    z.object({
      alertRuleId: z.string(),
      fingerprint: z.string(),
      startMs: z.number(),
      isConfirmed: z.boolean(),
    }),
  ),
});
const ProofRow = z.object({ alertRuleId: rowId, incidentId: rowId, title: z.string(), at: rowInstant });

/** What other features ask about incidents and the alerts that told of them. */
@Injectable()
export class DetectionReadModel {
  constructor(private readonly clock: Clock) {}

  /**
   * Incidents that each rule told in time (an episode that started by `detected_at` + 1 minute), by links whose episode
   * started in [from, to): those that a person confirmed, and those that are only proposed. Drills, tests, maintenance
   * and duplicates do not count.
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
      `with incident as (
         select * from incidents
         where deleted_at is null and duplicate_of_id is null and kind = 'incident' and detected_at is not null
           and detected_at >= $3::timestamptz - interval '1 minute'
           and coalesce(started_at, detected_at) < $4::timestamptz + interval '1 day'
       ), ${LINK_EXPRESSIONS}
       select alert_rule_id as "alertRuleId", count(*) filter (where confirmed) as confirmed,
         count(*) filter (where not confirmed) as proposed
       from (
         select l.alert_rule_id, l.incident_id, bool_or(l.status = 'confirmed') as confirmed
         from link l
         join incident i on i.id = l.incident_id
         where l.alert_rule_id = any ($2::bigint[]) and l.starts_at >= $3 and l.starts_at < $4
           and l.status <> 'rejected' and l.starts_at <= i.detected_at + interval '1 minute'
         group by l.alert_rule_id, l.incident_id
       ) caught
       group by alert_rule_id`,
      [this.clock.now(), ruleIds, from, to],
    );
    return new Map(rows.map(({ alertRuleId, ...caught }) => [alertRuleId, caught]));
  }

  /** For each rule the newest incident that it told in time by a confirmed link, ever, under whatever name. */
  async proofs(db: Queryable, ruleIds: readonly string[]): Promise<Map<string, z.output<typeof ProofRow>>> {
    const rows = await select(
      db,
      ProofRow,
      `select distinct on (r.current_id) r.current_id as "alertRuleId", i.id as "incidentId", i.title,
         l.starts_at as at
       from alert_rules r
       join episode_incident_links l on l.alert_rule_id = r.id
       join incidents i on i.id = l.incident_id
       where r.current_id = any ($1::bigint[]) and l.status = 'confirmed'
         and l.starts_at <= i.detected_at + interval '1 minute'
         and i.deleted_at is null and i.duplicate_of_id is null and i.kind = 'incident'
       order by r.current_id, l.starts_at desc`,
      [ruleIds],
    );
    return new Map(rows.map((row) => [row.alertRuleId, row]));
  }

  /**
   * Incidents that an episode of these rules with its start in [from, to) is linked to (confirmed or proposed), each
   * with all its links that nobody rejected, those of other rules and times too; the newest first. `serviceIds` are
   * the services of the episodes and rules: proposals come from nowhere else.
   */
  linkedIncidents(
    db: Queryable,
    ruleIds: readonly string[],
    serviceIds: readonly string[],
    from: Date,
    to: Date,
  ): Promise<z.output<typeof LinkedRow>[]> {
    return select(
      db,
      LinkedRow,
      `with near as (
         select distinct l.incident_id as id from episode_incident_links l
         where l.alert_rule_id = any ($2::bigint[]) and l.starts_at >= $4 and l.starts_at < $5
           and l.status <> 'rejected'
         union
         select x.incident_id
         from services s
         join incident_services x on x.service_id = s.id or x.service_id = s.parent_id
         join incidents i on i.id = x.incident_id
         where s.id = any ($3::bigint[]) and i.started_at < $5::timestamptz + interval '15 minutes'
           and coalesce(i.resolved_at, $1::timestamptz) >= $4
       ), incident as (
         select i.* from near n join incidents i on i.id = n.id
         where i.deleted_at is null and i.duplicate_of_id is null and i.kind = 'incident'
       ), ${LINK_EXPRESSIONS}
       select i.id as "incidentId", i.title, i.severity, i.detected_at as "detectedAt",
         i.detection_source as "detectionSource",
         json_agg(json_build_object('alertRuleId', l.alert_rule_id::text, 'fingerprint', l.fingerprint,
           'startMs', extract(epoch from l.starts_at) * 1000, 'isConfirmed', l.status = 'confirmed')
           order by l.starts_at, l.alert_rule_id, l.fingerprint) as links
       from link l
       join incident i on i.id = l.incident_id
       where l.status <> 'rejected'
       group by i.id, i.title, i.severity, i.detected_at, i.detection_source, i.started_at, i.declared_at
       having bool_or(l.alert_rule_id = any ($2::bigint[]) and l.starts_at >= $4 and l.starts_at < $5)
       order by coalesce(i.started_at, i.detected_at, i.declared_at) desc, i.id desc`,
      [this.clock.now(), ruleIds, serviceIds, from, to],
    );
  }

  /** METRICS.md section 6 for an incident whose first alert starts then; null: no alert tells of it. */
  outcomeOf(firstAlertAt: Date | null, detectedAt: Date | null): DetectionOutcome {
    return judgeDetection({ firstAlertAt, detectedAt, toldByAlert: false, hasAlertHistory: true });
  }
}
