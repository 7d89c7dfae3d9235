import { Injectable } from '@nestjs/common';
import type { ReportIncidentRow } from '@tenken/shared/report-rows.contract';
import { z } from 'zod';
import { type Queryable, rowCount, rowId, rowInstant, select, selectOne } from '../../database/select.js';

const instant = rowInstant.nullable();
const Named = z.object({ id: z.string(), name: z.string() });
const IncidentRow = z.object({
  id: rowId,
  title: z.string(),
  kind: z.string(),
  severity: z.string().nullable(),
  firstSeverity: z.string().nullable(),
  cohortAt: rowInstant,
  startedAt: instant,
  detectedAt: instant,
  acknowledgedAt: instant,
  declaredAt: instant,
  mitigatedAt: instant,
  resolvedAt: instant,
  closedAt: instant,
  detectionSource: z.string(),
  cause: z.string().nullable(),
  trigger: z.string().nullable(),
  duplicateOfId: rowId.nullable(),
  team: Named.nullable(),
  services: z.array(Named),
  isConfirmed: z.boolean(),
});
const MarkRow = z.object({
  incidents: rowCount,
  items: rowCount,
  recurrences: rowCount,
  at: rowInstant.nullable(),
});
const GoneRow = z.object({ id: rowId, deleted: z.boolean(), cohortAt: rowInstant.nullable() });

/** What is stored of each row beside the states that the figures give it. */
export type FrozenIncident = Omit<ReportIncidentRow, 'states' | 'recurrence'> & { isConfirmed: boolean };

/** Rows as reports keep them. */
@Injectable()
export class ReportRowsReadModel {
  /** The fields of incidents that figures use, oldest first. */
  incidents(db: Queryable, ids: readonly string[]): Promise<FrozenIncident[]> {
    return select(
      db,
      IncidentRow,
      `with named_services as (
         -- once for all: looked up for each incident it takes longer than everything else
         select x.incident_id,
           jsonb_agg(jsonb_build_object('id', s.id::text, 'name', s.name) order by s.name, s.id) as services
         from incident_services x join services s on s.id = x.service_id
         where x.incident_id = any ($1::bigint[])
         group by x.incident_id
       )
       select i.id, i.title, i.kind, i.severity, i.first_severity as "firstSeverity",
         coalesce(i.started_at, i.detected_at, i.declared_at) as "cohortAt", i.started_at as "startedAt",
         i.detected_at as "detectedAt", i.acknowledged_at as "acknowledgedAt", i.declared_at as "declaredAt",
         i.mitigated_at as "mitigatedAt", i.resolved_at as "resolvedAt", i.closed_at as "closedAt",
         i.detection_source as "detectionSource", i.cause_category as cause, i.trigger_category as trigger,
         i.duplicate_of_id as "duplicateOfId",
         case when t.id is not null then jsonb_build_object('id', t.id::text, 'name', t.name) end as team,
         coalesce(v.services, '[]') as services,
         exists (
           select from incident_recurrences r join incidents e on e.id = r.earlier_incident_id
           where r.incident_id = i.id and r.status = 'confirmed' and e.deleted_at is null
         ) as "isConfirmed"
       from incidents i
       left join teams t on t.id = i.team_id
       left join named_services v on v.incident_id = i.id
       where i.id = any ($1::bigint[])
       order by "cohortAt", i.id`,
      [ids],
    );
  }

  /** Changes whenever an incident, an action item or a link between incidents does: two equal ones had still data between. */
  async mark(db: Queryable): Promise<string> {
    const row = await selectOne(
      db,
      MarkRow,
      `select (select count(*) from incidents) as incidents, (select count(*) from action_items) as items,
         (select count(*) from incident_recurrences) as recurrences,
         greatest((select max(updated_at) from incidents), (select max(updated_at) from action_items),
           (select max(decided_at) from incident_recurrences), (select max(updated_at) from postmortems)) as at`,
    );
    return JSON.stringify(row);
  }

  /** Where incidents are that a reading does not show any more. */
  async whereabouts(
    db: Queryable,
    ids: readonly string[],
  ): Promise<Map<string, { deleted: boolean; cohortAt: string | null }>> {
    const rows = await select(
      db,
      GoneRow,
      `select id, deleted_at is not null as deleted, coalesce(started_at, detected_at, declared_at) as "cohortAt"
       from incidents where id = any ($1::bigint[])`,
      [ids],
    );
    return new Map(rows.map(({ id, ...row }) => [id, row]));
  }
}
