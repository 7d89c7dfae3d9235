import { Injectable } from '@nestjs/common';
import {
  type SchemaDriftResponse,
  type SchemaFinding,
  SchemaFindingKind,
  type SourceSchemaResponse,
} from '@tenken/shared/schema-drift.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { rowCount, rowId, rowInstant, select } from '../../database/select.js';

const SHOWN = 500;

const SchemaRow = z.object({
  adapter: z.string(),
  sampled: rowCount,
  firstSampledAt: rowInstant,
  lastSampledAt: rowInstant,
  baselineAt: rowInstant.nullable(),
  fields: rowCount,
});
const FindingRow = z.object({
  adapter: z.string(),
  path: z.string(),
  kind: SchemaFindingKind,
  since: rowInstant,
  lastSeenAt: rowInstant,
  lastAbsentAt: rowInstant.nullable(),
  types: z.array(z.string()),
  retypedTo: z.string().nullable(),
  example: z.string().nullable(),
  seen: rowCount,
  absent: rowCount,
});
const CountRow = z.object({ sourceId: rowId, findings: rowCount, since: rowInstant });

/** How the shapes of sources have changed. */
@Injectable()
export class SchemaDriftReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** Sources with findings that nobody has called expected. */
  async list(): Promise<SchemaDriftResponse> {
    const items = await select(
      this.dataSource.manager,
      CountRow,
      `select source_id as "sourceId",
         sum((new_since is not null)::int + (missing_since is not null)::int + (retyped_since is not null)::int) as findings,
         min(least(new_since, missing_since, retyped_since)) as since
       from source_schema_paths
       where new_since is not null or missing_since is not null or retyped_since is not null
       group by source_id order by source_id`,
    );
    return { items };
  }

  async ofSource(sourceId: string): Promise<SourceSchemaResponse> {
    const schemas = await select(
      this.dataSource.manager,
      SchemaRow,
      `select s.adapter, s.sampled, s.first_sampled_at as "firstSampledAt", s.last_sampled_at as "lastSampledAt",
         s.baseline_at as "baselineAt", count(p.path) as fields
       from source_schemas s left join source_schema_paths p on p.source_id = s.source_id and p.adapter = s.adapter
       where s.source_id = $1 group by s.source_id, s.adapter order by s.adapter`,
      [sourceId],
    );
    return { schemas, findings: await this.findings(sourceId) };
  }

  private findings(sourceId: string): Promise<SchemaFinding[]> {
    return select(
      this.dataSource.manager,
      FindingRow,
      `select p.adapter, p.path, f.kind, f.since, p.last_seen_at as "lastSeenAt",
         p.last_absent_at as "lastAbsentAt", p.types, p.retyped_to as "retypedTo", p.example, p.seen, p.absent
       from source_schema_paths p
       cross join lateral (values ('missing', p.missing_since), ('retyped', p.retyped_since), ('new', p.new_since))
         as f (kind, since)
       where p.source_id = $1 and f.since is not null
       order by f.since desc, p.path, f.kind limit ${SHOWN}`,
      [sourceId],
    );
  }
}
