// Jest's globalSetup of the integration project: one PostgreSQL for the whole run. With TEST_DATABASE_URL that server
// is used (it must allow `create database`), otherwise a throw-away one is started. Jest does not transform what a
// globalSetup imports, so the sources are read through our own loader.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import '../../scripts/typescript.mjs';

const quiet = () => undefined;

export default async function startDatabase() {
  if (process.env.TEST_DATABASE_URL) return;
  const { startEmbeddedPostgres } = await import('../../apps/api/src/database/embedded-postgres.ts');
  const dataDir = await mkdtemp(join(tmpdir(), 'tenken-test-'));
  const server = await startEmbeddedPostgres({
    dataDir,
    log: { debug: quiet, info: quiet, warn: console.warn, error: console.error },
    // The files are thrown away, so nothing has to survive a power cut.
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' },
  });
  process.env.TEST_DATABASE_URL = server.url;
  globalThis.tenkenTestServer = { server, dataDir };
}
