import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmbeddedPostgres } from '@tenken/api/database/embedded-postgres';
import pg from 'pg';

export const TOKEN = 'bench-token-0123456789-0123456789-0123456789';
/** Two benchmarks beside each other want two. */
const PORT = Number(process.env.BENCH_PORT ?? 3499);

export interface BenchProduct {
  url: string;
  databaseUrl: string;
  /** a connection of the benchmark's own */
  database: pg.Client;
  /** process ids of the product and of its PostgreSQL (whose children do the work) */
  pid: number;
  postgresPid: number;
  /** Until so many episodes are counted by the rollups, which are written together with the episodes. */
  untilVisible(episodes: number): Promise<void>;
  /** Until no delivery waits any more. */
  untilWorkedOff(): Promise<void>;
  stop(): Promise<void>;
}

interface BenchOptions {
  /** server settings of PostgreSQL */
  settings?: Record<string, string>;
  /** hears what PostgreSQL says */
  onServerLine?: (line: string) => void;
  /** the product's sources as they are instead of its build */
  sources?: boolean;
  /** a data directory that stays; without it a temporary one */
  keep?: string | undefined;
}

/** The built product on a PostgreSQL of its own in a temporary directory, with fsync as it comes (on). */
export async function startBenchProduct(options: BenchOptions = {}): Promise<BenchProduct> {
  const { settings = {}, onServerLine = () => undefined, sources = false, keep } = options;
  const dataDir = keep ?? (await mkdtemp(join(tmpdir(), 'tenken-bench-')));
  const log = { debug: onServerLine, info: onServerLine, warn: console.warn, error: console.error };
  const postgres = await startEmbeddedPostgres({ dataDir, log, settings });
  const program = sources
    ? ['--import', './scripts/typescript.mjs', 'apps/api/src/main.ts']
    : ['apps/api/dist/main.js'];
  const child = spawn(process.execPath, program, {
    cwd: join(import.meta.dirname, '..'),
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: postgres.url,
      DATA_DIR: dataDir,
      PORT: String(PORT),
      BOOTSTRAP_TOKEN: TOKEN,
      LOG_LEVEL: 'warn',
    },
  });
  const database = new pg.Client({ connectionString: postgres.url });
  const stop = async () => {
    await database.end().catch(() => undefined);
    await end(child);
    await postgres.stop();
    if (keep === undefined) await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await untilReady(child);
    await database.connect();
  } catch (error) {
    await stop();
    throw error;
  }
  const until = async (sql: string, isEnough: (n: number) => boolean, what: string) => {
    const giveUpMs = Date.now() + 600_000;
    while (Date.now() < giveUpMs) {
      const { rows } = await database.query(sql);
      if (isEnough(rows[0].n)) return;
      await sleep(10);
    }
    throw new Error(what);
  };
  return {
    url: `http://127.0.0.1:${PORT}`,
    databaseUrl: postgres.url,
    database,
    pid: child.pid!,
    postgresPid: Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]),
    untilVisible: (episodes) =>
      until(
        'select coalesce(sum(fired), 0)::integer as n from episode_daily_rollups',
        (n) => n >= episodes,
        `${episodes} episodes did not become visible`,
      ),
    untilWorkedOff: () =>
      until(
        `select count(*)::integer as n from (select from deliveries where state = 'pending' limit 1) as found`,
        (n) => n === 0,
        'the backlog was not worked off',
      ),
    stop,
  };
}

async function untilReady(product: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 1200; attempt += 1) {
    if (product.exitCode !== null) throw new Error(`The product ended with ${product.exitCode}`);
    const answer = await fetch(`http://127.0.0.1:${PORT}/api/health/ready`).catch(() => null);
    if (answer?.ok) return;
    await sleep(100);
  }
  throw new Error('The product did not become ready');
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}
