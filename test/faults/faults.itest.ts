import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { eventually, pause } from '@tenken/api/clock/test-until';
import { createEmptyDatabase } from '../set-up/test-database.js';
import {
  embeddedServer,
  endProduct,
  freePort,
  isAlive,
  type RunningProduct,
  startProduct,
  TOKEN,
} from '../start/run-product.js';
import { type Applied, countApplied } from './count-applied.js';
import { type DatabaseProxy, startDatabaseProxy } from './database-proxy.js';
import { ALERTS_PER_MESSAGE, type RetryingSender, startRetryingSender } from './retrying-sender.js';

jest.setTimeout(480_000);

const root = resolve(import.meta.dirname, '../..');
const MIB = 1_048_576;
/** How long the database is away: `FAULT_SECONDS=60` makes it a minute. */
const awaySeconds = Number(process.env.FAULT_SECONDS ?? 5);

let running: RunningProduct[] = [];
let cleanUps: (() => Promise<unknown> | unknown)[] = [];
let senders: RetryingSender[] = [];
/** Messages that were acknowledged by the products of this group of tests, since their database was empty. */
let accepted: number[] = [];
const canMount = canMountDisk();

async function start(env: Record<string, string>): Promise<RunningProduct> {
  const product = await startProduct({ env: { PORT: '0', LOG_LEVEL: 'warn', ...env } });
  running.push(product);
  return product;
}

function startSender(urls: string[], lanes?: number): RetryingSender {
  const sender = startRetryingSender(urls, accepted.length, lanes);
  senders.push(sender);
  return sender;
}

function temporaryDirectory(): string {
  const path = mkdtempSync(join(tmpdir(), 'tenken-faults-'));
  cleanUps.push(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

async function untilAccepted(sender: RetryingSender, more: number): Promise<void> {
  const before = sender.accepted.length;
  await eventually(async () => {
    if (sender.accepted.length < before + more)
      throw new Error(
        `${sender.accepted.length - before} of ${more}; refused ${JSON.stringify([...sender.refusals])}`,
      );
  }, 240_000);
}

/** Sent and acknowledged = stored, and applied exactly once, over all that was ever sent to this database. */
async function expectExactlyOnce(sender: RetryingSender, databaseUrl: string): Promise<Applied> {
  accepted.push(...(await sender.stop()));
  const applied = await countApplied(databaseUrl);
  expect(applied.messages.sort((a, b) => a - b)).toEqual([...accepted].sort((a, b) => a - b));
  const episodes = accepted.length * ALERTS_PER_MESSAGE;
  const { created, fired, ended, inHistogram } = applied;
  expect({ episodes: applied.episodes, created, fired, ended, inHistogram }).toEqual({
    episodes,
    created: episodes,
    fired: episodes,
    ended: episodes,
    inHistogram: episodes,
  });
  expect(applied.deliveries).toBeGreaterThanOrEqual(accepted.length);
  return applied;
}

async function metric(url: string, name: string): Promise<number> {
  const answer = await fetch(`${url}/api/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } });
  const line = (await answer.text()).split('\n').find((text) => text.startsWith(`${name} `));
  return Number(line?.split(' ')[1]);
}

beforeAll(() => {
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
}, 600_000);

afterEach(() => {
  for (const sender of senders) sender.abandon();
  senders = [];
});

/** Ends what a group of tests shares. */
async function endAll(): Promise<void> {
  await Promise.all(running.map(endProduct));
  running = [];
  for (const cleanUp of cleanUps.reverse()) await cleanUp();
  cleanUps = [];
  accepted = [];
}

// One database, one after the other: what a fault left behind must not harm the next.
describe('one process with its own PostgreSQL', () => {
  let dataDir: string;
  let disk: string | null;
  let product: RunningProduct;
  beforeAll(async () => {
    disk = smallDisk(400);
    dataDir = disk === null ? temporaryDirectory() : join(disk, 'data');
    const minFree = disk === null ? 0 : 100 * MIB;
    product = await start({
      DATA_DIR: dataDir,
      PORT: String(await freePort()),
      MIN_FREE_DISK_BYTES: String(minFree),
    });
  });
  afterAll(endAll, 60_000);

  const itOnSmallDisk = canMount ? it : it.skip;

  itOnSmallDisk(
    'refuses while the disk has room for what is in hand only, and PostgreSQL lives on',
    async () => {
      const { pid } = embeddedServer(dataDir);
      const sender = startSender([product.url]);
      await untilAccepted(sender, 50);
      const ballast = fillDisk(disk!, 90 * MIB);
      await eventually(async () => expect(sender.refusals.get(503) ?? 0).toBeGreaterThan(10));
      expect(await metric(product.url, 'tenken_intake_refusing{reason="disk"}')).toBe(1);
      rmSync(ballast);
      await untilAccepted(sender, 50);
      await expectExactlyOnce(sender, embeddedServer(dataDir).url);
      expect(embeddedServer(dataDir).pid).toBe(pid);
      expect(isAlive(pid)).toBe(true);
    },
  );

  it('loses and doubles nothing by kill -9 of the process, API and worker, in mid-load', async () => {
    const sender = startSender([product.url]);
    await untilAccepted(sender, 100);
    product.child.kill('SIGKILL');
    await product.ended;
    const env = { DATA_DIR: dataDir, PORT: new URL(product.url).port, MIN_FREE_DISK_BYTES: '0' };
    product = await start(env);
    await untilAccepted(sender, 100);
    expect(sender.refusals.get(0)).toBeGreaterThan(0);
    await expectExactlyOnce(sender, embeddedServer(dataDir).url);
  });

  it('loses and doubles nothing by kill -9 of PostgreSQL in mid-load, twice', async () => {
    const sender = startSender([product.url]);
    for (let time = 1; time <= 2; time += 1) {
      await untilAccepted(sender, 60);
      process.kill(embeddedServer(dataDir).pid, 'SIGKILL');
    }
    await untilAccepted(sender, 60);
    await expectExactlyOnce(sender, embeddedServer(dataDir).url);
    expect(product.child.exitCode).toBeNull();
  });

  itOnSmallDisk('loses and doubles nothing by a full disk, which stops PostgreSQL', async () => {
    const sender = startSender([product.url]);
    await untilAccepted(sender, 50);
    const ballast = fillDisk(disk!, 0);
    await eventually(async () => expect(sender.refusals.get(503) ?? 0).toBeGreaterThan(10));
    rmSync(ballast);
    await untilAccepted(sender, 50);
    await expectExactlyOnce(sender, embeddedServer(dataDir).url);
  });
});

describe('three processes that share a database', () => {
  let proxy: DatabaseProxy;
  let products: RunningProduct[];
  let databaseUrl: string;
  beforeAll(async () => {
    const database = await createEmptyDatabase();
    cleanUps.push(() => database.drop());
    databaseUrl = database.url;
    proxy = await startDatabaseProxy(databaseUrl);
    cleanUps.push(() => proxy.close());
    const env = { DATABASE_URL: proxy.url, DATA_DIR: temporaryDirectory(), DATABASE_POOL_SIZE: '5' };
    // All at once on an empty database: one of them migrates, the others wait for it.
    products = await Promise.all([start(env), start(env), start(env)]);
  });
  afterAll(endAll, 60_000);

  const urls = () => products.map(({ url }) => url);

  it('share the work, and the death of one loses and doubles nothing', async () => {
    const sender = startSender(urls(), 12);
    await untilAccepted(sender, 300);
    const dead = products.pop()!;
    dead.child.kill('SIGKILL');
    await untilAccepted(sender, 300);
    // Its address has gone with it: whoever sends there goes on to another.
    const applied = await expectExactlyOnce(sender, databaseUrl);
    const shares = await Promise.all(urls().map((url) => metric(url, 'tenken_deliveries_processed_total')));
    // Both took a share, and no delivery was worked off by two.
    for (const share of shares) expect(share).toBeGreaterThan(0);
    expect(shares[0]! + shares[1]!).toBeLessThanOrEqual(applied.deliveries);
    for (const { output } of products) expect(output()).not.toMatch(/deadlock/i);
    process.stdout.write(`shares of the two that lived: ${shares.join(' and ')} of ${applied.deliveries}\n`);
  });

  it(`lose and double nothing when it is away for ${awaySeconds} seconds`, async () => {
    const sender = startSender(urls());
    await untilAccepted(sender, 100);
    proxy.cut();
    await pause(awaySeconds * 1000);
    for (const url of urls()) {
      const during = await fetch(`${url}/api/v1/ingest/alertmanager`, {
        method: 'POST',
        headers: { authorization: `Bearer ${TOKEN}` },
        body: '{}',
      });
      expect([during.status, during.headers.get('retry-after')]).toEqual([503, '5']);
      expect((await fetch(`${url}/api/health/live`)).status).toBe(200);
    }
    proxy.restore();
    await untilAccepted(sender, 100);
    await expectExactlyOnce(sender, databaseUrl);
    for (const { child } of products) expect(child.exitCode).toBeNull();
  });
});

/** A small disk of its own; null where nobody lets us have one. */
function smallDisk(megabytes: number): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
  const path = mkdtempSync(join(tmpdir(), 'tenken-small-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tenken', path]);
  if (mounted.status !== 0) {
    rmSync(path, { recursive: true });
    return null;
  }
  cleanUps.push(() => {
    spawnSync('umount', ['--lazy', path]);
    rmSync(path, { recursive: true, force: true });
  });
  return path;
}

/** Fills a disk up to so many free bytes, with a file that `rmSync` takes away again. */
function fillDisk(path: string, leave: number): string {
  const { bavail, bsize } = statfsSync(path);
  const ballast = join(path, 'ballast');
  try {
    writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - leave)));
  } catch (error) {
    // The database took some of it in between: full is what was wanted.
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
  return ballast;
}

function canMountDisk(): boolean {
  const disk = smallDisk(8);
  for (const cleanUp of cleanUps) void cleanUp();
  cleanUps = [];
  if (disk === null)
    process.stdout.write('Skipped: a small disk cannot be mounted here (needs root on Linux)\n');
  return disk !== null;
}
