import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { eventually } from '@tenken/api/clock/test-until';
import { ImportJobResponse } from '@tenken/shared/imports.contract';
import pg from 'pg';
import { createEmptyDatabase } from '../set-up/test-database.js';
import { endProduct, type RunningProduct, startProduct, TOKEN } from '../start/run-product.js';

jest.setTimeout(480_000);

const root = resolve(import.meta.dirname, '../..');
const ROWS = 40_000;
const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'text/csv' };

let dataDir: string;
let dropDatabase: () => Promise<void>;
let databaseUrl: string;
let database: pg.Client;
const running: RunningProduct[] = [];

async function start(): Promise<RunningProduct> {
  const env = { PORT: '0', LOG_LEVEL: 'warn', DATA_DIR: dataDir, DATABASE_URL: databaseUrl };
  const product = await startProduct({ env });
  running.push(product);
  return product;
}

beforeAll(async () => {
  const built = spawnSync(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      "process.exit((await (await import('./scripts/build-product.mjs')).buildProduct()) ? 0 : 1)",
    ],
    { cwd: root, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } },
  );
  if (built.status !== 0) throw new Error(`The product does not build:\n${built.stderr}`);
  dataDir = mkdtempSync(join(tmpdir(), 'tenken-import-'));
  const made = await createEmptyDatabase();
  databaseUrl = made.url;
  dropDatabase = made.drop;
  database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
}, 600_000);

afterAll(async () => {
  await Promise.all(running.map(endProduct));
  await database?.end();
  await dropDatabase?.();
  if (dataDir) rmSync(dataDir, { recursive: true, force: true });
}, 240_000);

async function look(url: string, id: string): Promise<ImportJobResponse> {
  const answer = await fetch(`${url}/api/v1/import-jobs/${id}`, { headers });
  return ImportJobResponse.parse(await answer.json());
}

describe('an import whose process is killed', () => {
  it('is found again as it stood, and goes on in the next process at the first row that is not in', async () => {
    const first = await start();
    const day = 86_400_000;
    const lines = Array.from({ length: ROWS }, (_, index) => {
      const startsAt = new Date(Date.UTC(2026, 9, 1) + ((index * day) / ROWS) * 30).toISOString();
      return `rule ${index % 50},${startsAt},10m,host-${index}`;
    });
    const body = ['rule,startsAt,duration,labels.host', ...lines].join('\n');
    const sent = await fetch(`${first.url}/api/v1/import/episodes?fileName=alerts.csv`, {
      method: 'POST',
      headers,
      body,
    });
    const { id } = (await sent.json()) as { id: string };
    await eventually(async () => {
      const job = await look(first.url, id);
      if (job.counts.created === 0) throw new Error(`nothing is in yet: ${JSON.stringify(job)}`);
    }, 240_000);
    first.child.kill('SIGKILL');
    await first.ended;

    // half a minute of silence means that a process is gone: the test does not wait for it
    await database.query(
      `update import_jobs set heartbeat_at = heartbeat_at - interval '1 minute' where id = $1 and stage = 'running'`,
      [id],
    );
    const { rows: left } = await database.query(
      'select read_count, (select count(*)::integer from episodes) as there from import_jobs where id = $1',
      [id],
    );
    expect(left[0].read_count).toBeGreaterThan(0);
    expect(left[0].read_count).toBeLessThan(ROWS);
    expect(left[0].there).toBe(left[0].read_count);

    const second = await start();
    const job = await eventually(async () => {
      const found = await look(second.url, id);
      if (found.stage !== 'done') throw new Error(`${found.stage}: ${JSON.stringify(found.counts)}`);
      return found;
    }, 240_000);
    expect(job.counts).toEqual({ read: ROWS, created: ROWS, updated: 0, unchanged: 0, rejected: 0 });
    const { rows } = await database.query(
      `select (select count(*)::integer from episodes) as episodes,
         (select sum(fired)::integer from episode_daily_rollups) as fired,
         (select sum(episodes)::integer from episode_duration_histograms) as ended`,
    );
    expect(rows[0]).toEqual({ episodes: ROWS, fired: ROWS, ended: ROWS });
  });
});
