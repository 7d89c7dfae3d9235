import { Injectable } from '@nestjs/common';
import type { SchemaFindingKind } from '@tenken/shared/schema-drift.contract';
import { z } from 'zod';
import { type Queryable, rowCount, rowInstant, select, selectOne } from '../../database/select.js';
import type { PathState, SchemaState } from './fold-shapes.js';

const SchemaRow = z.object({
  sampled: rowCount,
  firstSampledAt: z.date(),
  lastSampledAt: z.date(),
  baselineAt: z.date().nullable(),
});

const PathRow = z.object({
  path: z.string(),
  types: z.array(z.string()),
  seen: rowCount,
  absent: rowCount,
  firstSeenAt: z.date(),
  lastSeenAt: z.date(),
  lastAbsentAt: z.date().nullable(),
  example: z.string().nullable(),
  newSince: z.date().nullable(),
  missingSince: z.date().nullable(),
  retypedSince: z.date().nullable(),
  retypedTo: z.string().nullable(),
});

const KeyRow = z.object({ adapter: z.string(), path: z.string(), since: rowInstant });

/** One kind of finding of one source, with the instants to put back. */
export interface FindingKeys {
  kind: SchemaFindingKind;
  adapters: string[];
  paths: string[];
}

/** What the deliveries of sources look like. */
@Injectable()
export class SchemaDriftRepository {
  /**
   * The schema of a source, locked, so that samples of several processes follow one another; made when there is none.
   * Null: there is no such source (any more).
   */
  async lock(db: Queryable, sourceId: string, adapter: string, at: Date): Promise<SchemaState | null> {
    await db.query(
      `insert into source_schemas (source_id, adapter, first_sampled_at, last_sampled_at)
       select id, $2, $3, $3 from sources where id = $1 on conflict do nothing`,
      [sourceId, adapter, at],
    );
    return selectOne(
      db,
      SchemaRow,
      `select sampled, first_sampled_at as "firstSampledAt", last_sampled_at as "lastSampledAt",
         baseline_at as "baselineAt"
       from source_schemas where source_id = $1 and adapter = $2 for update`,
      [sourceId, adapter],
    );
  }

  findPaths(db: Queryable, sourceId: string, adapter: string): Promise<PathState[]> {
    return select(
      db,
      PathRow,
      `select path, types, seen, absent, first_seen_at as "firstSeenAt", last_seen_at as "lastSeenAt",
         last_absent_at as "lastAbsentAt", example, new_since as "newSince", missing_since as "missingSince",
         retyped_since as "retypedSince", retyped_to as "retypedTo"
       from source_schema_paths where source_id = $1 and adapter = $2`,
      [sourceId, adapter],
    );
  }

  async save(
    db: Queryable,
    sourceId: string,
    adapter: string,
    schema: SchemaState,
    paths: readonly PathState[],
  ): Promise<void> {
    await db.query(
      `update source_schemas set sampled = $3, first_sampled_at = $4, last_sampled_at = $5, baseline_at = $6
       where source_id = $1 and adapter = $2`,
      [sourceId, adapter, schema.sampled, schema.firstSampledAt, schema.lastSampledAt, schema.baselineAt],
    );
    await db.query(
      `insert into source_schema_paths as p (source_id, adapter, path, types, seen, absent, first_seen_at, last_seen_at,
         last_absent_at, example, new_since, missing_since, retyped_since, retyped_to)
       select $1, $2, path, array(select jsonb_array_elements_text(types)), seen, absent, "firstSeenAt", "lastSeenAt",
         "lastAbsentAt", example, "newSince", "missingSince", "retypedSince", "retypedTo"
       from jsonb_to_recordset($3::jsonb) as i (path text, types jsonb, seen bigint, absent bigint,
         "firstSeenAt" timestamptz, "lastSeenAt" timestamptz, "lastAbsentAt" timestamptz, example text,
         "newSince" timestamptz, "missingSince" timestamptz, "retypedSince" timestamptz, "retypedTo" text)
       on conflict (source_id, adapter, path) do update set types = excluded.types, seen = excluded.seen,
         absent = excluded.absent, last_seen_at = excluded.last_seen_at, last_absent_at = excluded.last_absent_at,
         example = excluded.example, new_since = excluded.new_since, missing_since = excluded.missing_since,
         retyped_since = excluded.retyped_since, retyped_to = excluded.retyped_to`,
      [sourceId, adapter, JSON.stringify(paths)],
    );
  }

  /** Ends the learning of a source now. Returns the adapters whose shape counts as learned from here on. */
  async endLearning(db: Queryable, sourceId: string, now: Date): Promise<string[]> {
    const rows = await select(
      db,
      z.object({ adapter: z.string() }),
      `with learned as (
         update source_schemas set baseline_at = $2 where source_id = $1 and baseline_at is null returning adapter
       )
       select adapter from learned order by adapter`,
      [sourceId, now],
    );
    return rows.map(({ adapter }) => adapter);
  }

  /** Findings that are expected from now on; a type that came instead becomes one of the known. */
  acknowledge(
    db: Queryable,
    sourceId: string,
    { kind, adapters, paths }: FindingKeys,
  ): Promise<z.output<typeof KeyRow>[]> {
    return select(
      db,
      KeyRow,
      `with old as (
         select p.adapter, p.path, case $2 when 'new' then new_since when 'missing' then missing_since
           else retyped_since end as since
         from source_schema_paths p join unnest($3::text[], $4::text[]) as k (adapter, path)
           on k.adapter = p.adapter and k.path = p.path
         where p.source_id = $1
         order by p.adapter, p.path for update of p
       ), changed as (
         update source_schema_paths p set
           new_since = case when $2 = 'new' then null else new_since end,
           missing_since = case when $2 = 'missing' then null else missing_since end,
           retyped_since = case when $2 = 'retyped' then null else retyped_since end,
           types = case when $2 = 'retyped' then array_append(array_remove(types, retyped_to), retyped_to) else types end
         from old where p.source_id = $1 and p.adapter = old.adapter and p.path = old.path and old.since is not null
         returning p.adapter, p.path, old.since
       )
       select adapter, path, since from changed order by adapter, path`,
      [sourceId, kind, adapters, paths],
    );
  }

  /** Takes an acknowledgement back. */
  async restore(
    db: Queryable,
    sourceId: string,
    { kind, adapters, paths, since }: FindingKeys & { since: string[] },
  ): Promise<void> {
    await db.query(
      `update source_schema_paths p set
         new_since = case when $2 = 'new' then k.since else new_since end,
         missing_since = case when $2 = 'missing' then k.since else missing_since end,
         retyped_since = case when $2 = 'retyped' then k.since else retyped_since end,
         types = case when $2 = 'retyped' then array_remove(types, retyped_to) else types end
       from unnest($3::text[], $4::text[], $5::timestamptz[]) as k (adapter, path, since)
       where p.source_id = $1 and p.adapter = k.adapter and p.path = k.path`,
      [sourceId, kind, adapters, paths, since.map((at) => new Date(at))],
    );
  }
}
