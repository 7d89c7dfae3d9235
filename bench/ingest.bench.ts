/*
 * Alerts a second through the HTTP webhook, against raw multi-row upserts of the same rows on the same server in the
 * same run: batches of 100 alerts, 4 connections, fsync on. Two ends of the way are measured: the answer (the body is
 * durable), and the episodes with their rollups being visible to everybody.
 *
 *   npm run bench -- ingest
 *   node --import ./scripts/typescript.mjs bench/ingest.bench.ts --url=https://…/api/v1/ingest/alertmanager --token=…
 *
 * With --url only the sending is measured, at any server.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startEmbeddedPostgres } from '@tenken/api/database/embedded-postgres';
import pg from 'pg';
import { makeAlertmanagerBody } from './make-alerts.js';
import { measureRawUpserts } from './raw-upserts.js';
import { type SendResult, sendBodies } from './send-bodies.js';

const BATCH_SIZE = 100;
const CONNECTIONS = 4;
const TOKEN = 'bench-token-0123456789-0123456789-0123456789';
const PORT = 3499;

const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    token: { type: 'string', default: TOKEN },
    batches: { type: 'string', default: '600' },
    size: { type: 'string', default: String(BATCH_SIZE) },
    connections: { type: 'string', default: String(CONNECTIONS) },
  },
});
const batches = Number(values.batches);
const size = Number(values.size);
const connections = Number(values.connections);
/** A server takes a hundred connections by default; senders may be more, they share the product's. */
const rawConnections = Math.min(connections, 16);
const startMs = Date.now() - 3_600_000;

const bodiesFrom = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) => makeAlertmanagerBody(first + index, size, startMs));
const percentile = (sorted: number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
const line = (name: string, value: string) =>
  process.stdout.write(`  ${name.padEnd(58)}${value.padStart(14)}\n`);
const whole = (value: number) => Math.round(value).toLocaleString('en');
const ms = (value: number) => `${value.toFixed(1)} ms`;

if (values.url !== undefined) {
  report(await send(values.url, values.token, bodiesFrom(0, batches), null));
} else await measureProduct();

async function measureProduct(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tenken-bench-'));
  const quiet = () => undefined;
  const log = { debug: quiet, info: quiet, warn: console.warn, error: console.error };
  const postgres = await startEmbeddedPostgres({ dataDir, log });
  const product = spawn(process.execPath, ['apps/api/dist/main.js'], {
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
  try {
    await untilReady(product);
    await database.connect();
    const url = `http://127.0.0.1:${PORT}/api/v1/ingest/alertmanager`;
    // Warm: rules are discovered, code is compiled, connections are open.
    await send(url, TOKEN, bodiesFrom(1_000_000, 100), null);
    await untilVisible(database, 100 * size);

    const raw = await measureRawUpserts(postgres.url, {
      batches,
      batchSize: size,
      connections: rawConnections,
      startMs,
    });
    const bodies = bodiesFrom(0, batches);
    const sentMs = performance.now();
    const full = await send(url, TOKEN, bodies, null);
    await untilVisible(database, (100 + batches) * size);
    const visible = (batches * size) / ((performance.now() - sentMs) / 1000);
    const durable = (batches * size) / full.seconds;
    // Half of what it can work off, not of what it can take in: a rate that it can keep up for ever.
    const half = await send(url, TOKEN, bodiesFrom(2_000_000, Math.ceil(batches / 2)), visible / size / 2);
    const rawAfter = await measureRawUpserts(postgres.url, {
      batches,
      batchSize: size,
      connections: rawConnections,
      startMs,
    });
    const rawMean = (raw + rawAfter) / 2;

    process.stdout.write(
      `\n  ${batches} batches of ${size} alerts, ${connections} connections, fsync on\n\n`,
    );
    line('raw PostgreSQL, multi-row upserts, rows/s', whole(rawMean));
    line('webhook, durable, alerts/s', whole(durable));
    line('webhook, visible as episodes with rollups, alerts/s', whole(visible));
    line('ratio durable : raw', (durable / rawMean).toFixed(2));
    line('ratio visible : raw', (visible / rawMean).toFixed(2));
    line(
      'answer at full rate, p50 / p99',
      `${ms(percentile(full.latenciesMs, 0.5))} / ${ms(percentile(full.latenciesMs, 0.99))}`,
    );
    line(
      'answer at half rate, p50 / p99',
      `${ms(percentile(half.latenciesMs, 0.5))} / ${ms(percentile(half.latenciesMs, 0.99))}`,
    );
    if (full.failures + half.failures > 0) {
      line('answers that were not 2xx', String(full.failures + half.failures));
      process.exitCode = 1;
    }
  } finally {
    await database.end().catch(() => undefined);
    await stop(product);
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

function send(url: string, token: string, bodies: Buffer[], rate: number | null): Promise<SendResult> {
  return sendBodies({ url, token, bodies, connections, rate });
}

function report(result: SendResult): void {
  line('durable, alerts/s', whole((batches * size) / result.seconds));
  line('answer p50', ms(percentile(result.latenciesMs, 0.5)));
  line('answer p99', ms(percentile(result.latenciesMs, 0.99)));
  line('answers that were not 2xx', String(result.failures));
}

async function untilReady(product: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (product.exitCode !== null) throw new Error(`The product ended with ${product.exitCode}`);
    const answer = await fetch(`http://127.0.0.1:${PORT}/api/health/ready`).catch(() => null);
    if (answer?.ok) return;
    await sleep(100);
  }
  throw new Error('The product did not become ready');
}

/** Until so many episodes are counted by the rollups, which are written in the same transaction as the episodes. */
async function untilVisible(database: pg.Client, episodes: number): Promise<void> {
  for (let attempt = 0; attempt < 12_000; attempt += 1) {
    const { rows } = await database.query(
      'select coalesce(sum(fired), 0)::integer as n from episode_daily_rollups',
    );
    if (rows[0].n >= episodes) return;
    await sleep(10);
  }
  throw new Error(`${episodes} episodes did not become visible`);
}

async function stop(product: ChildProcess): Promise<void> {
  if (product.exitCode !== null) return;
  const ended = new Promise((resolve) => product.once('exit', resolve));
  product.kill('SIGTERM');
  await ended;
}
