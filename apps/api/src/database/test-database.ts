import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from './data-source.js';
import { migrate } from './migrate.js';

/** Any number: it only has to be the same in all test workers. */
const TEMPLATE_LOCK = 91_422_107;

/** A migrated database of one test file. */
export interface TestDatabase {
  url: string;
  dataSource: DataSource;
  /** Closes the data source and removes the database. */
  drop(): Promise<void>;
}

/**
 * Gives a test file its own migrated database in a few milliseconds, by cloning a template. The template is made by
 * the first worker that needs it and is named after the content of the migrations, so that it is never stale on a
 * server that outlives the run (TEST_DATABASE_URL).
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const serverUrl = process.env.TEST_DATABASE_URL;
  if (!serverUrl) throw new Error('Run this with the jest project "integration": it starts the server');
  const template = templateName();
  const name = `tenken_test_${randomUUID().replaceAll('-', '')}`;
  await onServer(serverUrl, async (admin) => {
    await admin.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    await makeTemplate(serverUrl, admin, template);
    await admin.query(`create database ${name} template ${template}`);
  });
  const url = withDatabase(serverUrl, name);
  const dataSource = new DataSource(dataSourceOptions(url, 5));
  await dataSource.initialize();
  return {
    url,
    dataSource,
    async drop() {
      if (dataSource.isInitialized) await dataSource.destroy();
      await onServer(serverUrl, (admin) => admin.query(`drop database if exists ${name} with (force)`));
    },
  };
}

/** An empty database without our schema, for tests of the migrations themselves. */
export async function createEmptyDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const serverUrl = process.env.TEST_DATABASE_URL;
  if (!serverUrl) throw new Error('Run this with the jest project "integration": it starts the server');
  const name = `tenken_empty_${randomUUID().replaceAll('-', '')}`;
  await onServer(serverUrl, (admin) => admin.query(`create database ${name}`));
  return {
    url: withDatabase(serverUrl, name),
    async drop() {
      await onServer(serverUrl, (admin) => admin.query(`drop database if exists ${name} with (force)`));
    },
  };
}

function templateName(): string {
  const directory = resolve(import.meta.dirname, '../../../../migrations');
  const hash = createHash('sha256');
  for (const file of readdirSync(directory).sort()) {
    if (file.endsWith('.ts')) hash.update(file).update(readFileSync(join(directory, file)));
  }
  return `tenken_template_${hash.digest('hex').slice(0, 16)}`;
}

async function makeTemplate(serverUrl: string, admin: pg.Client, template: string): Promise<void> {
  const found = await admin.query('select 1 from pg_database where datname = $1', [template]);
  if (found.rowCount) return;
  // Made under another name first: a run that is cut short must not leave half a template.
  const draft = `${template}_draft`;
  await admin.query(`drop database if exists ${draft} with (force)`);
  await admin.query(`create database ${draft}`);
  const dataSource = new DataSource(dataSourceOptions(withDatabase(serverUrl, draft), 2));
  await dataSource.initialize();
  try {
    await migrate(dataSource);
  } finally {
    await dataSource.destroy();
  }
  await admin.query(`alter database ${draft} rename to ${template}`);
}

async function onServer<T>(url: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
