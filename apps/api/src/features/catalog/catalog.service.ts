import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Queryable, rowId, select } from '../../database/select.js';

const ServiceNameRow = z.object({ id: rowId, name: z.string() });

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
