import { Injectable } from '@nestjs/common';
import { formatEpisodeId } from '@tenken/shared/episode-id';
import { metricDefinition } from '@tenken/shared/metric-definitions';
import type {
  RuleIncident,
  RuleIncidentOutcome,
  RuleIncidentsResponse,
} from '@tenken/shared/rule-evidence.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import type { ResolvedRange } from '../../clock/resolve-range.js';
import { rowId, rowInstant, select } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';
import { LINK_EXPRESSIONS } from './episode-link-candidates.js';
import { judgeDetection } from './judge-detection.js';

const SHOWN = 500;

const FirstRow = z.object({
  alertRuleId: z.string(),
  fingerprint: z.string(),
  startsAt: z.coerce.date(),
  isConfirmed: z.boolean(),
});
const IncidentRow = z.object({
  incidentId: rowId,
  title: z.string(),
  severity: z.string().nullable(),
  at: rowInstant,
  detectedAt: z.date().nullable(),
  detectionSource: z.string(),
  hasAlertHistory: z.boolean(),
  mine: FirstRow.nullable(),
  isToldByOthers: z.boolean(),
});

/** What a rule was to the incidents of its service (METRICS.md section 6: recall, late, missed). */
@Injectable()
export class RuleIncidentsReadModel {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * Incidents that started in the range and are of a service of the rule (or of one that its alerts named, or of a
   * parent of these), or linked to one of its alerts; of the rule under its former names too. An incident that people
   * linked to the rule is judged by those links alone, otherwise by what is proposed. Throws `not_found`.
   */
  async incidents(ruleId: string, range: ResolvedRange): Promise<RuleIncidentsResponse> {
    const db = this.dataSource.manager;
    const found = await select(
      db,
      z.object({ id: rowId }),
      `select id from alert_rules where id = $1 or current_id = $1`,
      [ruleId],
    );
    const members = found.map((rule) => rule.id);
    if (!members.includes(ruleId)) throw DomainError.notFound('alert_rule', ruleId);
    const rows = await select(
      db,
      IncidentRow,
      `with service as materialized (
         select service_id as id from alert_rules where id = any ($2::bigint[]) and service_id is not null
         union
         select e.service_id from episodes e
         where e.alert_rule_id = any ($2::bigint[]) and e.starts_at >= $3 and e.starts_at < $4
           and e.service_id is not null
       ), own as materialized (
         select id from service
         union
         select s.parent_id from services s join service on service.id = s.id where s.parent_id is not null
       ), incident as (
         select i.* from incidents i
         where i.deleted_at is null and i.duplicate_of_id is null and i.kind = 'incident'
           and coalesce(i.started_at, i.detected_at, i.declared_at) >= $3
           and coalesce(i.started_at, i.detected_at, i.declared_at) < $4
           and (exists (select from incident_services x join own on own.id = x.service_id where x.incident_id = i.id)
             or exists (select from episode_incident_links l
               where l.incident_id = i.id and l.alert_rule_id = any ($2::bigint[]) and l.status <> 'rejected'))
         order by coalesce(i.started_at, i.detected_at, i.declared_at) desc, i.id desc limit $5
       ), ${LINK_EXPRESSIONS}, told as (
         select l.incident_id,
           (array_agg(json_build_object('alertRuleId', l.alert_rule_id::text, 'fingerprint', l.fingerprint,
               'startsAt', l.starts_at, 'isConfirmed', l.status = 'confirmed')
             order by l.status <> 'confirmed', l.starts_at) filter (where l.alert_rule_id = any ($2::bigint[])))[1]
             as mine,
           bool_or(l.alert_rule_id <> all ($2::bigint[])) as by_others
         from link l where l.status <> 'rejected' group by l.incident_id
       ), history as (
         select starts_at from episodes order by starts_at limit 1
       )
       select i.id as "incidentId", i.title, i.severity,
         coalesce(i.started_at, i.detected_at, i.declared_at) as at, i.detected_at as "detectedAt",
         i.detection_source as "detectionSource",
         coalesce(i.started_at, i.detected_at, i.declared_at) >= (select starts_at from history) is true
           as "hasAlertHistory",
         t.mine, coalesce(t.by_others, false) as "isToldByOthers"
       from incident i left join told t on t.incident_id = i.id
       order by at desc, i.id desc`,
      [this.clock.now(), members, range.from, range.to, SHOWN + 1],
    );
    const items = rows.slice(0, SHOWN).map(toIncident);
    const count = (outcome: RuleIncidentOutcome) => items.filter((item) => item.outcome === outcome).length;
    const confirmed = items.filter((item) => item.isConfirmed);
    return {
      from: range.from.toISOString(),
      to: range.to.toISOString(),
      timeZone: range.timeZone,
      definition: metricDefinition('rule_incidents'),
      counts: {
        caught: count('caught'),
        late: count('late'),
        by_others: count('by_others'),
        missed: count('missed'),
        unknown: count('unknown'),
      },
      confirmed: {
        caught: confirmed.filter((item) => item.outcome === 'caught').length,
        late: confirmed.filter((item) => item.outcome === 'late').length,
      },
      items,
      isCut: rows.length > SHOWN,
    };
  }
}

function toIncident(row: z.output<typeof IncidentRow>): RuleIncident {
  const { mine, detectedAt } = row;
  const outcome = judgeDetection({
    firstAlertAt: mine?.startsAt ?? null,
    detectedAt,
    toldByAlert: row.detectionSource === 'alert',
    hasAlertHistory: row.hasAlertHistory,
  });
  return {
    incidentId: row.incidentId,
    title: row.title,
    severity: row.severity,
    at: row.at,
    detectedAt: detectedAt?.toISOString() ?? null,
    outcome: mine === null && row.isToldByOthers ? 'by_others' : outcome,
    isConfirmed: mine?.isConfirmed ?? false,
    episodeId: mine && formatEpisodeId(mine),
    afterDetectionSeconds:
      mine && detectedAt ? (mine.startsAt.getTime() - detectedAt.getTime()) / 1000 : null,
  };
}
