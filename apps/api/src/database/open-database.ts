import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { Env } from '../config/env.js';
import { StartError } from '../config/start-error.js';
import { startEmbeddedPostgres } from './embedded-postgres.js';
import { ACCOUNT } from './postgres-cluster.js';
import type { ServerLog } from './postgres-process.js';
import { isPostgresOf } from './running-process.js';

/**
 * The database that Tenken uses, for command-line tools: that of DATABASE_URL, else the embedded one, which is used as
 * it runs when Tenken is running, and started for as long as it is needed when not.
 * @throws {StartError} when DATA_DIR holds no database.
 */
export async function openDatabase(
  env: Pick<Env, 'DATABASE_URL' | 'DATA_DIR'>,
  log: ServerLog,
): Promise<{ url: string; close(): Promise<void> }> {
  const nothing = async () => undefined;
  if (env.DATABASE_URL !== undefined) return { url: env.DATABASE_URL, close: nothing };
  if (!existsSync(join(env.DATA_DIR, 'postgres', 'PG_VERSION'))) {
    throw new StartError(
      `DATA_DIR ${env.DATA_DIR} holds no database. Set DATA_DIR (or DATABASE_URL) to that of the Tenken that you mean.`,
    );
  }
  const url = runningUrl(env.DATA_DIR);
  if (url !== null) return { url, close: nothing };
  const server = await startEmbeddedPostgres({ dataDir: env.DATA_DIR, log });
  return { url: server.url, close: () => server.stop() };
}

/** Address of the embedded server that runs on a data directory; null when none does. */
function runningUrl(dataDir: string): string | null {
  const directory = realpathSync(join(dataDir, 'postgres'));
  const file = join(directory, 'postmaster.pid');
  if (!existsSync(file)) return null;
  // Lines of postmaster.pid: pid, directory, start time, port.
  const [pid, , , port] = readFileSync(file, 'utf8').split('\n');
  if (!isPostgresOf(Number(pid), directory) || !/^\d+$/.test(port ?? '')) return null;
  const password = readFileSync(join(dataDir, 'postgres.password'), 'utf8').trim();
  return `postgres://${ACCOUNT}:${password}@127.0.0.1:${port}/tenken?sslmode=disable`;
}
