import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dataSourceOptions } from '@tenken/api/database/data-source';
import { describeSchema } from '@tenken/api/database/describe-schema';
import { createEmptyDatabase } from '@tenken/api/database/test-database';
import { migrations } from '@tenken/migrations/migration-list';
import { DataSource } from 'typeorm';
import { startDebianPostgres15 } from '../set-up/debian-postgres.js';
import { ONE_ROW_EACH } from './one-row-each.js';

const SCHEMA_FILE = join(import.meta.dirname, '../../migrations/schema.sql');

async function tableNames(db: DataSource): Promise<string[]> {
  const rows: { name: string }[] = await db.query(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
       and c.relname not in ('migrations', 'typeorm_metadata') order by 1`,
  );
  return rows.map((row) => row.name);
}

async function emptyTables(db: DataSource): Promise<string[]> {
  const empty: string[] = [];
  for (const name of await tableNames(db)) {
    const [row]: { any: boolean }[] = await db.query(`select exists (select from "${name}") as any`);
    if (row?.any !== true) empty.push(name);
  }
  return empty;
}

const debian = await startDebianPostgres15();
const servers = [
  { server: 'PostgreSQL of the test run', open: createEmptyDatabase },
  ...(debian === null ? [] : [{ server: 'PostgreSQL 15 of Debian', open: debian.createDatabase }]),
];

afterAll(() => debian?.stop());

describe.each(servers)('migrations on $server', ({ open }) => {
  let database: { url: string; drop(): Promise<void> };
  let db: DataSource;

  beforeAll(async () => {
    database = await open();
    db = await new DataSource(dataSourceOptions(database.url, 2)).initialize();
  });
  afterAll(async () => {
    await db.destroy();
    await database.drop();
  });

  it('go up, take a row in every table, go down with the rows there, and up again', async () => {
    await db.runMigrations();
    await db.query(ONE_ROW_EACH);
    // whoever adds a table adds a row to one-row-each.ts
    expect(await emptyTables(db)).toEqual([]);
    for (const _ of migrations) await db.undoLastMigration();
    expect(await tableNames(db)).toEqual([]);
    const functions = await db.query(`select proname from pg_proc where pronamespace = 'public'::regnamespace
      and not exists (select from pg_depend d where d.objid = pg_proc.oid and d.deptype = 'e')`);
    expect(functions).toEqual([]);
    await db.runMigrations();
    await db.query(ONE_ROW_EACH);
  });

  it('give the schema that migrations/schema.sql shows (npm run schema writes it)', async () => {
    expect(await describeSchema(db)).toEqual(readFileSync(SCHEMA_FILE, 'utf8'));
  });
});

if (debian === null)
  it.skip('migrations on PostgreSQL 15: /usr/lib/postgresql/15/bin is not on this machine', () => undefined);
