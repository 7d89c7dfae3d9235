import { Injectable } from '@nestjs/common';
import { InstantField } from '@tenken/shared/incidents.contract';
import { z } from 'zod';
import { type Queryable, rowId, select } from '../../database/select.js';
import type { InstantValue, NewIncident } from './incidents.repository.js';

const KnownRow = z.object({ source: z.string(), externalId: z.string(), digest: z.string().nullable() });
const MadeRow = z.object({ id: rowId, source: z.string(), externalId: z.string() });

/** A record by what identifies it, and the digest of what it said last. */
export interface RecordDigest {
  source: string;
  externalId: string;
  digest: string;
}

/** Writes many incidents at once, each kind of row in one statement. */
@Injectable()
export class IncidentBatchRepository {
  /** Which of the records are known, with the digest of what each said last. */
  findKnown(db: Queryable, records: readonly RecordDigest[]): Promise<z.output<typeof KnownRow>[]> {
    return select(
      db,
      KnownRow,
      `select i.source, i.external_id as "externalId", i.import_digest as digest
       from unnest($1::text[], $2::text[]) as t (source, external_id)
       join incidents i on i.source = t.source and i.external_id = t.external_id`,
      [records.map(({ source }) => source), records.map(({ externalId }) => externalId)],
    );
  }

  /** Makes incidents in the order of their keys; those whose key is taken meanwhile are not among the answer. */
  insertMany(
    db: Queryable,
    incidents: readonly (NewIncident & { digest: string })[],
    createdById: string | null,
  ): Promise<z.output<typeof MadeRow>[]> {
    return select(
      db,
      MadeRow,
      `with said as (
         select * from jsonb_to_recordset($1::jsonb) as t (source text, "externalId" text, title text, kind text,
           severity text, "firstSeverity" text, "startedAt" timestamptz, "detectedAt" timestamptz,
           "acknowledgedAt" timestamptz, "declaredAt" timestamptz, "mitigatedAt" timestamptz, "resolvedAt" timestamptz,
           "closedAt" timestamptz, provenance jsonb, problems jsonb, "reopenedCount" integer, "detectionSource" text,
           "causeCategory" text, "triggerCategory" text, summary text, impact text, url text, tags text[],
           "teamId" bigint, "humanFields" text[], "importRefs" jsonb, "isSample" boolean, digest text)
       ), made as (
         insert into incidents (source, external_id, title, kind, severity, first_severity, started_at, detected_at,
           acknowledged_at, declared_at, mitigated_at, resolved_at, closed_at, provenance, problems, reopened_count,
           detection_source, cause_category, trigger_category, summary, impact, url, tags, team_id, human_fields,
           import_refs, is_sample, import_digest, created_by_id)
         select source, "externalId", title, kind, severity, "firstSeverity", "startedAt", "detectedAt",
           "acknowledgedAt", "declaredAt", "mitigatedAt", "resolvedAt", "closedAt", provenance, problems,
           "reopenedCount", "detectionSource", "causeCategory", "triggerCategory", summary, impact, url, tags,
           "teamId", "humanFields", "importRefs", "isSample", digest, $2::bigint
         from said order by source, "externalId"
         on conflict (source, external_id) do nothing
         returning id, source, external_id
       ) select id, source, external_id as "externalId" from made`,
      [toJson(incidents), createdById],
    );
  }

  async addInstants(
    db: Queryable,
    values: readonly (InstantValue & { incidentId: string })[],
    recordedById: string | null,
  ): Promise<void> {
    await db.query(
      `insert into incident_instants (incident_id, field, at, provenance, recorded_by_id)
       select "incidentId", field, at, provenance, $2::bigint
       from jsonb_to_recordset($1::jsonb) as t ("incidentId" bigint, field text, at timestamptz, provenance text)`,
      [toJson(values), recordedById],
    );
  }

  async addSeverities(
    db: Queryable,
    values: readonly { incidentId: string; severity: string; at: string }[],
    changedById: string | null,
  ): Promise<void> {
    await db.query(
      `insert into incident_severity_changes (incident_id, severity, at, changed_by_id)
       select "incidentId", severity, at, $2::bigint
       from jsonb_to_recordset($1::jsonb) as t ("incidentId" bigint, severity text, at timestamptz)`,
      [toJson(values), changedById],
    );
  }

  async addServices(
    db: Queryable,
    pairs: readonly { incidentId: string; serviceId: string }[],
  ): Promise<void> {
    await db.query(
      `insert into incident_services (incident_id, service_id)
       select * from unnest($1::bigint[], $2::bigint[]) on conflict do nothing`,
      [pairs.map(({ incidentId }) => incidentId), pairs.map(({ serviceId }) => serviceId)],
    );
  }

  /** Not of incidents that a person removed: of those nothing was taken in, and they may be brought back. */
  async rememberDigests(db: Queryable, records: readonly RecordDigest[]): Promise<void> {
    await db.query(
      `update incidents i set import_digest = t.digest
       from unnest($1::text[], $2::text[], $3::text[]) as t (source, external_id, digest)
       where i.source = t.source and i.external_id = t.external_id and i.import_digest is distinct from t.digest
         and i.deleted_at is null`,
      [
        records.map(({ source }) => source),
        records.map(({ externalId }) => externalId),
        records.map(({ digest }) => digest),
      ],
    );
  }
}

const INSTANTS: ReadonlySet<string> = new Set([...InstantField.options, 'at']);

/** Rows with their instants as PostgreSQL reads them: years past 9999 without a sign, those before 1 as BC. */
function toJson(rows: readonly object[]): string {
  return JSON.stringify(rows, (name, part: unknown) =>
    INSTANTS.has(name) && typeof part === 'string' ? postgresInstant(part) : part,
  );
}

function postgresInstant(iso: string): string {
  const [, sign, year, rest] = /^([+-]?)(\d+)(-.*)$/.exec(iso) ?? [];
  if (year === undefined || rest === undefined || (sign === '' && year !== '0000')) return iso;
  if (sign === '+') return `${year.replace(/^0+/, '')}${rest}`;
  return `${String(Number(year) + 1).padStart(4, '0')}${rest} BC`;
}
