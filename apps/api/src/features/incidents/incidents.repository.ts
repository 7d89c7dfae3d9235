import { Injectable } from '@nestjs/common';
import {
  DetectionSource,
  IncidentKind,
  InstantField,
  InstantProblem,
  Provenance,
  Severity,
} from '@tenken/shared/incidents.contract';
import { z } from 'zod';
import { type Queryable, rowId, rowInstant, select, selectOne } from '../../database/select.js';
import { toDate } from '../../database/to-date.js';

const instant = rowInstant.nullable();

const IncidentRecord = z.object({
  id: rowId,
  source: z.string(),
  externalId: z.string().nullable(),
  title: z.string(),
  kind: IncidentKind,
  severity: Severity.nullable(),
  firstSeverity: Severity.nullable(),
  startedAt: instant,
  detectedAt: instant,
  acknowledgedAt: instant,
  declaredAt: instant,
  mitigatedAt: instant,
  resolvedAt: instant,
  closedAt: instant,
  provenance: z.partialRecord(InstantField, Provenance),
  problems: z.array(InstantProblem),
  reopenedCount: z.number().int(),
  detectionSource: DetectionSource,
  causeCategory: z.string().nullable(),
  triggerCategory: z.string().nullable(),
  summary: z.string().nullable(),
  impact: z.string().nullable(),
  url: z.string().nullable(),
  tags: z.array(z.string()),
  duplicateOfId: rowId.nullable(),
  teamId: rowId.nullable(),
  humanFields: z.array(z.string()),
  importRefs: z.object({ duplicateOf: z.string().optional(), recurrenceOf: z.string().optional() }),
  rowVersion: z.number().int(),
  isSample: z.boolean(),
  deletedAt: instant,
});
/** A whole row of `incidents`; instants are ISO strings. */
export type IncidentRecord = z.infer<typeof IncidentRecord>;
export type NewIncident = Omit<IncidentRecord, 'id' | 'rowVersion' | 'deletedAt'>;

const COLUMNS = `id, source, external_id as "externalId", title, kind, severity,
  first_severity as "firstSeverity", started_at as "startedAt", detected_at as "detectedAt",
  acknowledged_at as "acknowledgedAt", declared_at as "declaredAt", mitigated_at as "mitigatedAt",
  resolved_at as "resolvedAt", closed_at as "closedAt", provenance, problems,
  reopened_count as "reopenedCount", detection_source as "detectionSource",
  cause_category as "causeCategory", trigger_category as "triggerCategory", summary, impact, url, tags,
  duplicate_of_id as "duplicateOfId", team_id as "teamId", human_fields as "humanFields",
  import_refs as "importRefs", row_version as "rowVersion", is_sample as "isSample",
  deleted_at as "deletedAt"`;

const InstantValue = z.object({ field: InstantField, at: instant, provenance: Provenance });
export type InstantValue = z.infer<typeof InstantValue>;

/** Writes the aggregate "incident": its row, instants with provenance, severity history and services. */
@Injectable()
export class IncidentRepository {
  findForUpdate(db: Queryable, id: string): Promise<IncidentRecord | null> {
    return selectOne(
      db,
      IncidentRecord,
      `select ${COLUMNS} from incidents where id = $1::bigint for update`,
      [id],
    );
  }

  findByExternalIdForUpdate(
    db: Queryable,
    source: string,
    externalId: string,
  ): Promise<IncidentRecord | null> {
    return selectOne(
      db,
      IncidentRecord,
      `select ${COLUMNS} from incidents where source = $1 and external_id = $2 for update`,
      [source, externalId],
    );
  }

  /** Incidents with an instant that lay in the future when it was written; rows that others hold are left to them. */
  findInFutureForUpdate(db: Queryable): Promise<IncidentRecord[]> {
    return select(
      db,
      IncidentRecord,
      `select ${COLUMNS} from incidents
       where problems @> '[{"code": "in_future"}]' and deleted_at is null
       order by id limit 1000 for update skip locked`,
    );
  }

  /** Returns null when (source, external id) is taken. */
  insert(db: Queryable, incident: NewIncident, createdById: string | null): Promise<IncidentRecord | null> {
    return selectOne(
      db,
      IncidentRecord,
      `insert into incidents (source, external_id, title, kind, severity, first_severity, started_at,
         detected_at, acknowledged_at, declared_at, mitigated_at, resolved_at, closed_at, provenance, problems,
         reopened_count, detection_source, cause_category, trigger_category, summary, impact, url, tags,
         duplicate_of_id, team_id, human_fields, import_refs, is_sample, created_by_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
         $22, $23, $24, $25, $26, $27, $28, $29)
       on conflict (source, external_id) do nothing
       returning ${COLUMNS}`,
      [...values(incident), createdById],
    );
  }

  async save(db: Queryable, incident: IncidentRecord): Promise<void> {
    await db.query(
      `update incidents set source = $1, external_id = $2, title = $3, kind = $4, severity = $5,
         first_severity = $6, started_at = $7, detected_at = $8, acknowledged_at = $9, declared_at = $10,
         mitigated_at = $11, resolved_at = $12, closed_at = $13, provenance = $14, problems = $15,
         reopened_count = $16, detection_source = $17, cause_category = $18, trigger_category = $19,
         summary = $20, impact = $21, url = $22, tags = $23, duplicate_of_id = $24, team_id = $25,
         human_fields = $26, import_refs = $27, is_sample = $28, deleted_at = $29,
         row_version = row_version + 1, updated_at = now()
       where id = $30::bigint`,
      [...values(incident), incident.deletedAt, incident.id],
    );
  }

  /** What a file said last of an incident is not what it says now: the next record of that file is looked at again. */
  async forgetDigest(db: Queryable, id: string): Promise<void> {
    await db.query(
      'update incidents set import_digest = null where id = $1::bigint and import_digest is not null',
      [id],
    );
  }

  async addInstant(
    db: Queryable,
    incidentId: string,
    value: InstantValue & { note?: string | null; recordedById: string | null },
  ): Promise<void> {
    await db.query(
      `insert into incident_instants (incident_id, field, at, provenance, note, recorded_by_id)
       values ($1, $2, $3, $4, $5, $6)`,
      [incidentId, value.field, toDate(value.at), value.provenance, value.note ?? null, value.recordedById],
    );
  }

  /** The newest value that a machine or an import told, per instant; people's corrections are not among them. */
  findToldInstants(db: Queryable, incidentId: string): Promise<InstantValue[]> {
    return select(
      db,
      InstantValue,
      `select distinct on (field) field, at, provenance from incident_instants
       where incident_id = $1::bigint and provenance <> 'human' order by field, id desc`,
      [incidentId],
    );
  }

  /** What counts for one instant: the newest word of a person that was not taken back, else what was told last. */
  findCountingInstant(db: Queryable, incidentId: string, field: InstantField): Promise<InstantValue | null> {
    return selectOne(
      db,
      InstantValue,
      `select field, at, provenance from incident_instants
       where incident_id = $1::bigint and field = $2 and retracted_at is null
       order by (provenance = 'human') desc, id desc limit 1`,
      [incidentId, field],
    );
  }

  /** Takes back the newest word of a person on an instant, with all that was set in the same transaction. */
  retractNewestHuman(
    db: Queryable,
    incidentId: string,
    field: InstantField,
  ): Promise<{ field: InstantField; at: string | null }[]> {
    return select(
      db,
      InstantValue.pick({ field: true, at: true }),
      `with newest as (
         select recorded_at from incident_instants
         where incident_id = $1::bigint and field = $2 and provenance = 'human' and retracted_at is null
         order by id desc limit 1
       ), retracted as (
         update incident_instants h set retracted_at = now() from newest
         where h.incident_id = $1::bigint and h.provenance = 'human' and h.retracted_at is null
           and h.recorded_at = newest.recorded_at
         returning h.field, h.at
       ) select field, at from retracted`,
      [incidentId, field],
    );
  }

  async addSeverityChange(
    db: Queryable,
    incidentId: string,
    change: { severity: Severity; at: string; reason: string | null; changedById: string | null },
  ): Promise<void> {
    await db.query(
      `insert into incident_severity_changes (incident_id, severity, at, reason, changed_by_id)
       values ($1, $2, $3, $4, $5)`,
      [incidentId, change.severity, toDate(change.at), change.reason, change.changedById],
    );
  }

  async findServiceIds(db: Queryable, incidentId: string): Promise<string[]> {
    const rows = await select(
      db,
      z.object({ id: rowId }),
      `select service_id as id from incident_services where incident_id = $1::bigint order by service_id`,
      [incidentId],
    );
    return rows.map((row) => row.id);
  }

  async setServices(db: Queryable, incidentId: string, serviceIds: readonly string[]): Promise<void> {
    await db.query(
      `delete from incident_services where incident_id = $1::bigint and not service_id = any ($2::bigint[])`,
      [incidentId, serviceIds],
    );
    await db.query(
      `insert into incident_services (incident_id, service_id)
       select $1::bigint, id from unnest($2::bigint[]) as t (id) on conflict do nothing`,
      [incidentId, serviceIds],
    );
  }

  /**
   * Resolves what imports said of other incidents by their external ids: the own references of these incidents, and those
   * of incidents that came before them. A recurrence that its source states is confirmed; a person's word stays.
   */
  async resolveImportRefs(db: Queryable, source: string, ids: readonly string[]): Promise<void> {
    await db.query(
      `update incidents i set duplicate_of_id = o.id
       from incidents o
       where i.source = $1 and o.source = $1 and i.import_refs <> '{}' and (i.id = any($2::bigint[]) or o.id = any($2::bigint[]))
         and o.external_id = i.import_refs ->> 'duplicateOf' and o.id <> i.id
         and i.duplicate_of_id is distinct from o.id and not 'duplicateOfId' = any (i.human_fields)`,
      [source, ids],
    );
    await db.query(
      `insert into incident_recurrences (incident_id, earlier_incident_id, status, reasons)
       select i.id, o.id, 'confirmed', '[{"code": "imported", "detail": null}]'
       from incidents i
       join incidents o on o.source = i.source and o.external_id = i.import_refs ->> 'recurrenceOf'
       where i.source = $1 and i.import_refs <> '{}' and (i.id = any($2::bigint[]) or o.id = any($2::bigint[])) and o.id <> i.id
       on conflict (incident_id, earlier_incident_id) do update set status = 'confirmed', reasons = excluded.reasons
       where incident_recurrences.status = 'suggested'`,
      [source, ids],
    );
  }

  /** Takes back what imports said of other incidents and say no more; what a person decided stays. */
  async dropStaleImportRefs(db: Queryable, id: string): Promise<void> {
    await db.query(
      `update incidents i set duplicate_of_id = null
       from incidents o
       where i.id = $1::bigint and o.id = i.duplicate_of_id and not 'duplicateOfId' = any (i.human_fields)
         and o.external_id is distinct from i.import_refs ->> 'duplicateOf'`,
      [id],
    );
    await db.query(
      `delete from incident_recurrences r
       using incidents i, incidents o
       where i.id = $1::bigint and r.incident_id = i.id and o.id = r.earlier_incident_id and r.decided_at is null
         and r.reasons @> '[{"code": "imported"}]' and o.external_id is distinct from i.import_refs ->> 'recurrenceOf'`,
      [id],
    );
  }

  async findTeamId(db: Queryable, nameOrKey: string): Promise<string | null> {
    const row = await selectOne(
      db,
      z.object({ id: rowId }),
      `select id from teams where key = lower($1) or lower(name) = lower($1) order by id limit 1`,
      [nameOrKey],
    );
    return row?.id ?? null;
  }
}

function values(incident: NewIncident): unknown[] {
  return [
    incident.source,
    incident.externalId,
    incident.title,
    incident.kind,
    incident.severity,
    incident.firstSeverity,
    toDate(incident.startedAt),
    toDate(incident.detectedAt),
    toDate(incident.acknowledgedAt),
    toDate(incident.declaredAt),
    toDate(incident.mitigatedAt),
    toDate(incident.resolvedAt),
    toDate(incident.closedAt),
    JSON.stringify(incident.provenance),
    JSON.stringify(incident.problems),
    incident.reopenedCount,
    incident.detectionSource,
    incident.causeCategory,
    incident.triggerCategory,
    incident.summary,
    incident.impact,
    incident.url,
    incident.tags,
    incident.duplicateOfId,
    incident.teamId,
    incident.humanFields,
    JSON.stringify(incident.importRefs),
    incident.isSample,
  ];
}
