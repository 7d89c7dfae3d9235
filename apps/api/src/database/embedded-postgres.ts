import { accessSync, constants, mkdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { StartError } from '../config/start-error.js';
import { lockDataDirectory } from './data-directory-lock.js';
import { findPostgresBinaries } from './postgres-binaries.js';
import { ACCOUNT, openCluster, type PostgresCluster, stopLeftOver } from './postgres-cluster.js';
import { type ServerLog, type ServerProcess, startServerProcess } from './postgres-process.js';
import { postgresUser } from './postgres-user.js';

const DATABASE = 'tenken';
const LONGEST_PAUSE_MS = 10_000;

/** A running server of our own. `url` stays the same for its whole life, also after it had to be started again. */
export interface EmbeddedPostgres {
  url: string;
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Absolute path; created when missing. */
  dataDir: string;
  log: ServerLog;
  /** Server settings beside the fixed ones, such as `{ fsync: 'off' }` for tests. */
  settings?: Record<string, string>;
}

/**
 * Starts a real PostgreSQL whose files are in `dataDir/postgres`, and keeps it running: when it dies, it is started
 * again on the same port, with growing pauses, until `stop()`.
 * @throws {StartError} when DATA_DIR is in use or cannot be used, or the server does not start.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataDir, log, settings = {} } = options;
  makeDirectory(dataDir);
  const lock = await lockDataDirectory(dataDir);
  try {
    const user = postgresUser();
    const cluster = openCluster(dataDir, user, findPostgresBinaries(user));
    if (await stopLeftOver(cluster.directory)) {
      log.warn('Stopped the PostgreSQL that an earlier run left behind');
    }
    const server = await startServerProcess({ cluster, log, settings });
    const url = (database: string) =>
      `postgres://${ACCOUNT}:${cluster.password}@127.0.0.1:${server.port}/${database}?sslmode=disable`;
    const keeper = keepRunning(server, cluster, log, settings);
    try {
      await createDatabase(url('postgres'));
    } catch (error) {
      await keeper.stop();
      throw error;
    }
    return {
      url: url(DATABASE),
      async stop() {
        await keeper.stop();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

function makeDirectory(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    accessSync(dataDir, constants.W_OK);
  } catch (error) {
    throw new StartError(
      `DATA_DIR ${dataDir} cannot be written (${(error as NodeJS.ErrnoException).code}). Make it writable, or set another DATA_DIR.`,
    );
  }
}

/** Starts the server again each time it ends without having been told to. */
function keepRunning(
  first: ServerProcess,
  cluster: PostgresCluster,
  log: ServerLog,
  settings: Record<string, string>,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let current: ServerProcess | null = first;

  async function watch(): Promise<void> {
    let pauseMs = 100;
    while (!stopping.signal.aborted) {
      if (current) {
        const startedAt = performance.now();
        const how = await current.ended;
        current = null;
        if (stopping.signal.aborted) return;
        if (performance.now() - startedAt > 60_000) pauseMs = 100;
        log.error(`PostgreSQL ended (${how}); starting it again`);
      }
      try {
        current = await startServerProcess({ cluster, log, settings, port: first.port });
        // The stop came while it was starting: `stop` waits for this loop and ends what it finds.
        if (!stopping.signal.aborted) log.info('PostgreSQL is running again');
      } catch (error) {
        log.error(error instanceof Error ? error.message : String(error));
      }
      await sleep(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    }
  }

  const watching = watch();
  let stopped: Promise<void> | null = null;
  return {
    stop() {
      stopped ??= (async () => {
        stopping.abort();
        await current?.stop();
        await watching;
        // One that was still starting when the stop came.
        await current?.stop();
      })();
      return stopped;
    },
  };
}

async function createDatabase(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}
