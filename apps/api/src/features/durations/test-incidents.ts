import { findInstantProblems } from '@tenken/shared/find-instant-problems';
import { InstantField, type Provenance } from '@tenken/shared/incidents.contract';
import type { DataSource } from 'typeorm';
import { toDate } from '../../database/to-date.js';

/** An incident of a test: instants as ISO text; everything else may be left out. */
export interface TestIncident {
  title?: string;
  kind?: 'incident' | 'drill' | 'test' | 'maintenance';
  severity?: 'SEV1' | 'SEV2' | 'SEV3' | 'SEV4';
  /** the same as `severity` unless said */
  firstSeverity?: 'SEV1' | 'SEV2' | 'SEV3' | 'SEV4';
  startedAt?: string | undefined;
  detectedAt?: string | undefined;
  acknowledgedAt?: string | undefined;
  declaredAt?: string | undefined;
  mitigatedAt?: string | undefined;
  resolvedAt?: string | undefined;
  closedAt?: string | undefined;
  provenance?: { [Field in InstantField]?: Provenance };
  cause?: string;
  trigger?: string;
  tags?: string[];
  detectionSource?: string;
  source?: string;
  duplicateOfId?: string;
  deleted?: boolean;
  teamId?: string;
  services?: string[];
  reopened?: number;
}

let made = 0;

/** Inserts a valid incident, and its services by name, and returns its id. */
export async function insertIncident(db: DataSource, incident: TestIncident): Promise<string> {
  made += 1;
  const problems = findInstantProblems(
    Object.fromEntries(InstantField.options.map((field) => [field, incident[field] ?? null])),
    new Date(),
  );
  const [row] = await db.query(
    `insert into incidents (source, external_id, title, kind, severity, first_severity, started_at, detected_at,
       acknowledged_at, declared_at, mitigated_at, resolved_at, closed_at, provenance, problems, cause_category,
       detection_source, duplicate_of_id, team_id, reopened_count, deleted_at, trigger_category, tags)
     values ($1, $2, $3, $4, $5, coalesce($21, $5), $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
       case when $20 then now() end, $22, $23)
     returning id`,
    [
      incident.source ?? 'test',
      `t-${made}`,
      incident.title ?? `incident ${made}`,
      incident.kind ?? 'incident',
      incident.severity ?? null,
      ...InstantField.options.map((field) => toDate(incident[field] ?? null)),
      incident.provenance ?? {},
      JSON.stringify(problems),
      incident.cause ?? null,
      incident.detectionSource ?? 'unknown',
      incident.duplicateOfId ?? null,
      incident.teamId ?? null,
      incident.reopened ?? 0,
      incident.deleted ?? false,
      incident.firstSeverity ?? null,
      incident.trigger ?? null,
      incident.tags ?? [],
    ],
  );
  for (const name of incident.services ?? []) await insertService(db, name, row.id);
  return row.id;
}

async function insertService(db: DataSource, name: string, incidentId: string): Promise<void> {
  await db.query(`insert into services (key, name) values ($1, $1) on conflict (key) do nothing`, [name]);
  await db.query(
    `insert into incident_services (incident_id, service_id) select $1, id from services where key = $2`,
    [incidentId, name],
  );
}

/** Takes every incident and action item away, for a test that starts from none. */
export async function removeIncidents(db: DataSource): Promise<void> {
  await db.query(`truncate incidents, services, teams, action_items restart identity cascade`);
}
