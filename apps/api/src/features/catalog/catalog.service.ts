import { Injectable } from '@nestjs/common';
import type { CatalogImportRecord } from '@tenken/shared/imports.contract';
import { z } from 'zod';
import { type Queryable, rowId, select } from '../../database/select.js';

const ServiceNameRow = z.object({ id: rowId, name: z.string() });

const Upserted = z.object({ created: z.boolean() });

const UPSERT_TEAM = `
  insert into teams as t (key, name, time_zone, calendar)
  values ($1, $2, coalesce($3, 'UTC'), coalesce($4, 'JP'))
  on conflict (key) do update set name = $2, time_zone = coalesce($3, t.time_zone), calendar = coalesce($4, t.calendar)
  where (t.name, t.time_zone, t.calendar) is distinct from ($2, coalesce($3, t.time_zone), coalesce($4, t.calendar))
  returning xmax = 0 as created`;

const ENSURE_TEAM = `
  insert into teams (key, name)
  select $1, $2 where not exists (select from teams where key = $1 or lower(name) = lower($2))
  on conflict (key) do nothing`;

const UPSERT_SERVICE = `
  insert into services as s (key, name, team_id, parent_id, description, runbook_url, aliases)
  values ($1, $2, (select id from teams where key = $3 or lower(name) = lower($4) order by (key = $3) desc limit 1),
    $5, $6, $7, coalesce($8::text[], '{}'))
  on conflict (key) do update set name = excluded.name, team_id = coalesce(excluded.team_id, s.team_id),
    parent_id = coalesce(excluded.parent_id, s.parent_id), description = coalesce(excluded.description, s.description),
    runbook_url = coalesce(excluded.runbook_url, s.runbook_url), aliases = coalesce($8::text[], s.aliases)
  where (s.name, s.team_id, s.parent_id, s.description, s.runbook_url, s.aliases) is distinct from (excluded.name,
    coalesce(excluded.team_id, s.team_id), coalesce(excluded.parent_id, s.parent_id),
    coalesce(excluded.description, s.description), coalesce(excluded.runbook_url, s.runbook_url),
    coalesce($8::text[], s.aliases))
  returning xmax = 0 as created`;

function outcomeOf(rows: readonly { created: boolean }[]): 'created' | 'updated' | 'unchanged' {
  const [row] = rows;
  if (row === undefined) return 'unchanged';
  return row.created ? 'created' : 'updated';
}

/** Services and teams as other features need them: found by any of their names, made when nobody knows them yet. */
@Injectable()
export class CatalogService {
  /**
   * Ids of services by the names that a source uses for them (key, name or alias, compared without case and width).
   * Unknown names become services without a team, so that nothing that came in is homeless. Order-independent and
   * safe under concurrency: names are inserted in sorted order.
   */
  async resolveServiceIds(db: Queryable, names: readonly string[]): Promise<Map<string, string>> {
    const wanted = [...new Set(names.map((name) => name.trim()).filter((name) => name !== ''))].sort();
    if (wanted.length === 0) return new Map();
    const found = await this.findServices(db, wanted);
    const missing = wanted.filter((name) => !found.has(name));
    if (missing.length > 0) {
      await db.query(
        `insert into services (key, name)
         select distinct on (key) key, name from unnest($1::text[], $2::text[]) as t (key, name) order by key
         on conflict (key) do nothing`,
        [missing.map(serviceKey), missing],
      );
      for (const [name, id] of await this.findServices(db, missing)) found.set(name, id);
    }
    return found;
  }

  /** Takes in a team or service of an import; what the record does not say stays as it is. */
  async importRecord(
    db: Queryable,
    record: z.output<typeof CatalogImportRecord>,
  ): Promise<'created' | 'updated' | 'unchanged'> {
    const key = record.key ? serviceKey(record.key) : serviceKey(record.name);
    if (record.kind === 'team') {
      return outcomeOf(
        await select(db, Upserted, UPSERT_TEAM, [
          key,
          record.name,
          record.timeZone ?? null,
          record.calendar ?? null,
        ]),
      );
    }
    const parents = record.parent ? await this.resolveServiceIds(db, [record.parent]) : null;
    const parentId = record.parent ? (parents?.get(record.parent) ?? null) : null;
    if (record.team) await db.query(ENSURE_TEAM, [serviceKey(record.team), record.team]);
    return outcomeOf(
      await select(db, Upserted, UPSERT_SERVICE, [
        key,
        record.name,
        record.team ? serviceKey(record.team) : null,
        record.team ?? null,
        parentId,
        record.description ?? null,
        record.runbookUrl ?? null,
        record.aliases ?? null,
      ]),
    );
  }

  private async findServices(db: Queryable, names: readonly string[]): Promise<Map<string, string>> {
    const rows = await select(
      db,
      ServiceNameRow,
      `select distinct on (t.name) s.id, t.name
       from unnest($1::text[], $2::text[]) as t (name, key)
       join services s on s.key = t.key or lower(s.name) = lower(t.name) or t.name = any (s.aliases)
       order by t.name, (s.key = t.key) desc, s.id`,
      [names, names.map(serviceKey)],
    );
    return new Map(rows.map((row) => [row.name, row.id]));
  }
}

/** `Checkout API` → `checkout-api`; letters of every script stay. At most 100 characters. */
export function serviceKey(name: string): string {
  const key = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 100);
  return key === '' ? 'unnamed' : key;
}
