import { Injectable } from '@nestjs/common';
import type { IncidentEvidence } from '@tenken/shared/review-agenda.contract';
import { z } from 'zod';
import { type Queryable, rowCount, rowId, rowInstant, select } from '../../database/select.js';
import { judgeDetection } from './judge-detection.js';

const IncidentRow = z.object({
  id: rowId,
  title: z.string(),
  severity: z.string().nullable(),
  started_at: rowInstant.nullable(),
  detected_at: rowInstant.nullable(),
  resolved_at: rowInstant.nullable(),
  detection_source: z.string(),
  services: z.array(z.object({ id: z.string(), name: z.string() })),
  first_rule_id: rowId.nullable(),
  first_rule_name: z.string().nullable(),
  first_starts_at: rowInstant.nullable(),
  first_status: z.enum(['suggested', 'confirmed']).nullable(),
  confirmed_links: rowCount,
  suggested_links: rowCount,
});

interface IncidentFilter {
  /** null: all */
  serviceIds: readonly string[] | null;
  from: Date;
  to: Date;
  /** also these, whatever their time */
  ids?: readonly string[];
}

/**
 * Incidents and the first alert that told of them. Links are what people confirmed or the product noted as suggested, and
 * besides, as proposals, episodes of the incident's services that started in [started − 15 min, resolved]; a link that a
 * person rejected counts as none.
 */
@Injectable()
export class ReviewIncidentsReadModel {
  async find(db: Queryable, filter: IncidentFilter): Promise<IncidentEvidence[]> {
    const rows = await select(
      db,
      IncidentRow,
      `with scope as (
         select i.* from incidents i
         where i.deleted_at is null and i.duplicate_of_id is null and i.kind = 'incident'
           and ((coalesce(i.started_at, i.detected_at, i.declared_at) >= $2
               and coalesce(i.started_at, i.detected_at, i.declared_at) < $3
               and ($1::bigint[] is null or exists (select from incident_services x
                 where x.incident_id = i.id and x.service_id = any ($1))))
             or i.id = any ($4::bigint[]))
       ), link as (
         select i.id as incident_id, l.alert_rule_id, l.starts_at, l.status
         from scope i join episode_incident_links l on l.incident_id = i.id and l.status <> 'rejected'
         union all
         select i.id, e.alert_rule_id, e.starts_at, 'suggested'
         from scope i
         join incident_services x on x.incident_id = i.id
         join episodes e on e.service_id = x.service_id and e.starts_at >= i.started_at - interval '15 minutes'
           and e.starts_at <= coalesce(i.resolved_at, i.mitigated_at, i.started_at + interval '1 day')
         where not exists (select from episode_incident_links l where l.incident_id = i.id
           and l.alert_rule_id = e.alert_rule_id and l.fingerprint = e.fingerprint and l.starts_at = e.starts_at)
       ), first as (
         select distinct on (incident_id) * from link order by incident_id, starts_at, status, alert_rule_id
       ), counted as (
         select incident_id, count(*) filter (where status = 'confirmed') as confirmed,
           count(*) filter (where status = 'suggested') as suggested
         from link group by incident_id
       )
       select i.id, i.title, i.severity, i.started_at, i.detected_at, i.resolved_at, i.detection_source,
         coalesce((select jsonb_agg(jsonb_build_object('id', s.id::text, 'name', s.name) order by s.name)
           from incident_services x join services s on s.id = x.service_id where x.incident_id = i.id), '[]')
           as services,
         f.alert_rule_id as first_rule_id, r.name as first_rule_name, f.starts_at as first_starts_at,
         f.status as first_status,
         coalesce(c.confirmed, 0) as confirmed_links, coalesce(c.suggested, 0) as suggested_links
       from scope i
       left join first f on f.incident_id = i.id
       left join alert_rules r on r.id = f.alert_rule_id
       left join counted c on c.incident_id = i.id
       order by i.severity nulls last, coalesce(i.started_at, i.detected_at, i.declared_at) desc, i.id`,
      [filter.serviceIds, filter.from, filter.to, filter.ids ?? []],
    );
    return rows.map(toEvidence);
  }
}

function toEvidence(row: z.output<typeof IncidentRow>): IncidentEvidence {
  return {
    incidentId: row.id,
    title: row.title,
    severity: row.severity,
    startedAt: row.started_at,
    detectedAt: row.detected_at,
    resolvedAt: row.resolved_at,
    detectionSource: row.detection_source,
    services: row.services,
    detection: judgeDetection(row.detected_at, row.first_starts_at),
    firstAlert:
      row.first_rule_id === null || row.first_starts_at === null
        ? null
        : {
            alertRuleId: row.first_rule_id,
            ruleName: row.first_rule_name ?? '',
            startsAt: row.first_starts_at,
            status: row.first_status ?? 'suggested',
            lagSeconds:
              row.started_at === null
                ? null
                : (Date.parse(row.first_starts_at) - Date.parse(row.started_at)) / 1000,
          },
    confirmedLinks: row.confirmed_links,
    suggestedLinks: row.suggested_links,
  };
}
