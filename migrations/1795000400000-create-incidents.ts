import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Incidents with the seven instants of METRICS.md section 1. The columns on `incidents` hold what counts now;
 * `incident_instants` keeps every value ever told, with where it came from: nothing is overwritten.
 */
export class CreateIncidents1795000400000 implements MigrationInterface {
  name = 'CreateIncidents1795000400000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table incidents (
        id bigint generated always as identity primary key,
        source text not null default 'manual',
        external_id text,
        title text not null,
        kind text not null default 'incident' check (kind in ('incident', 'drill', 'test', 'maintenance')),
        severity text check (severity in ('SEV1', 'SEV2', 'SEV3', 'SEV4')),
        first_severity text check (first_severity in ('SEV1', 'SEV2', 'SEV3', 'SEV4')),
        started_at timestamptz,
        detected_at timestamptz,
        acknowledged_at timestamptz,
        declared_at timestamptz,
        mitigated_at timestamptz,
        resolved_at timestamptz,
        closed_at timestamptz,
        -- field name (startedAt …) to observed | human | imported | defaulted
        provenance jsonb not null default '{}',
        -- broken order and implausible instants: [{code, fields: [..]}]; kept and shown, never repaired
        problems jsonb not null default '[]',
        reopened_count integer not null default 0,
        detection_source text not null default 'unknown'
          check (detection_source in ('alert', 'customer', 'colleague', 'partner', 'chance', 'unknown')),
        cause_category text,
        trigger_category text,
        summary text,
        impact text,
        url text,
        tags text[] not null default '{}',
        duplicate_of_id bigint references incidents (id) on delete set null,
        team_id bigint references teams (id) on delete set null,
        -- fields that a person set: an import does not write over them
        human_fields text[] not null default '{}',
        -- external ids that an import named (duplicateOf, recurrenceOf): the other incident may come later
        import_refs jsonb not null default '{}',
        row_version integer not null default 1,
        is_sample boolean not null default false,
        created_by_id bigint references users (id) on delete set null,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        deleted_at timestamptz,
        unique (source, external_id)
      );
      create index incidents_started_at_idx on incidents (started_at desc nulls last);
      create index incidents_cohort_idx on incidents (coalesce(started_at, detected_at, declared_at) desc);
      create index incidents_duplicate_of_id_idx on incidents (duplicate_of_id);
      create index incidents_import_refs_idx on incidents (source) where import_refs <> '{}';

      create table incident_services (
        incident_id bigint not null references incidents (id) on delete cascade,
        service_id bigint not null references services (id) on delete cascade,
        primary key (incident_id, service_id)
      );
      create index incident_services_service_id_idx on incident_services (service_id);

      create table incident_instants (
        id bigint generated always as identity primary key,
        incident_id bigint not null references incidents (id) on delete cascade,
        field text not null check (field in ('startedAt', 'detectedAt', 'acknowledgedAt', 'declaredAt',
          'mitigatedAt', 'resolvedAt', 'closedAt')),
        -- null: a person said that it is not known
        at timestamptz,
        provenance text not null check (provenance in ('observed', 'human', 'imported', 'defaulted')),
        note text,
        recorded_by_id bigint references users (id) on delete set null,
        recorded_at timestamptz not null default now(),
        -- a person took their correction back: it stays in the history and no longer counts
        retracted_at timestamptz
      );
      create index incident_instants_incident_id_idx on incident_instants (incident_id, field, id);

      create table incident_severity_changes (
        id bigint generated always as identity primary key,
        incident_id bigint not null references incidents (id) on delete cascade,
        severity text not null check (severity in ('SEV1', 'SEV2', 'SEV3', 'SEV4')),
        at timestamptz not null,
        reason text,
        changed_by_id bigint references users (id) on delete set null
      );
      create index incident_severity_changes_incident_id_idx on incident_severity_changes (incident_id, id);

      -- incident_id recurs earlier_incident_id
      create table incident_recurrences (
        id bigint generated always as identity primary key,
        incident_id bigint not null references incidents (id) on delete cascade,
        earlier_incident_id bigint not null references incidents (id) on delete cascade,
        status text not null check (status in ('suggested', 'confirmed', 'rejected')),
        reasons jsonb not null default '[]',
        created_at timestamptz not null default now(),
        decided_by_id bigint references users (id) on delete set null,
        decided_at timestamptz,
        unique (incident_id, earlier_incident_id),
        check (incident_id <> earlier_incident_id)
      );
      create index incident_recurrences_earlier_idx on incident_recurrences (earlier_incident_id);

      -- No foreign key to episodes: their partitions may be dropped, the link stays readable.
      create table episode_incident_links (
        id bigint generated always as identity primary key,
        incident_id bigint not null references incidents (id) on delete cascade,
        alert_rule_id bigint not null references alert_rules (id) on delete cascade,
        fingerprint text not null,
        starts_at timestamptz(3) not null,
        status text not null check (status in ('suggested', 'confirmed', 'rejected')),
        created_at timestamptz not null default now(),
        decided_by_id bigint references users (id) on delete set null,
        decided_at timestamptz,
        unique (incident_id, alert_rule_id, fingerprint, starts_at)
      );
      create index episode_incident_links_episode_idx
        on episode_incident_links (alert_rule_id, starts_at);

      create table postmortems (
        id bigint generated always as identity primary key,
        incident_id bigint not null unique references incidents (id) on delete cascade,
        title text,
        status text not null default 'draft' check (status in ('draft', 'in_review', 'reviewed', 'closed')),
        owner text,
        owner_id bigint references users (id) on delete set null,
        url text,
        body_markdown text,
        -- heading key (summary, timeline, impact, cause, response, prevention, lessons …) to Markdown
        sections jsonb not null default '{}',
        required_by text[] not null default '{}',
        waived_reason text,
        waived_by_id bigint references users (id) on delete set null,
        checklist jsonb not null default '{}',
        drafted_at timestamptz,
        review_meeting_at timestamptz,
        reviewed_at timestamptz,
        closed_at timestamptz,
        human_fields text[] not null default '{}',
        row_version integer not null default 1,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      );
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop table postmortems, episode_incident_links, incident_recurrences, incident_severity_changes,
        incident_instants, incident_services, incidents
    `);
  }
}
