import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createEmptyDatabase } from '../set-up/test-database.js';
import {
  embeddedServer,
  endProduct,
  eventually,
  freePort,
  isAlive,
  pause,
  type RunningProduct,
  startProduct,
  TOKEN,
} from '../start/run-product.js';
import { type Applied, countApplied } from './count-applied.js';
import { startDatabaseProxy } from './database-proxy.js';
import { ALERTS_PER_MESSAGE, type RetryingSender, startRetryingSender } from './retrying-sender.js';

jest.setTimeout(240_000);

const root = resolve(import.meta.dirname, '../..');
const MIB = 1_048_576;
/** How long the database is away; a minute was tried by hand: FAULT_SECONDS=60. */
const awaySeconds = Number(process.env.FAULT_SECONDS ?? 6);

let running: RunningProduct[] = [];
let cleanUps: (() => Promise<unknown> | unknown)[] = [];

async function start(env: Record<string, string>): Promise<RunningProduct> {
  const product = await startProduct({ env: { PORT: '0', LOG_LEVEL: 'warn', ...env } });
  running.push(product);
  return product;
}

function startSender(urls: string[], lanes?: number): RetryingSender {
  const sender = startRetryingSender(urls, lanes);
  cleanUps.push(() => sender.abandon());
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
  }, 60_000);
}

/** Sent and acknowledged = stored, and applied exactly once. */
function expectExactlyOnce(applied: Applied, accepted: number[]): void {
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
}, 180_000);

afterEach(async () => {
  await Promise.all(running.map(endProduct));
  running = [];
  for (const cleanUp of cleanUps.reverse()) await cleanUp();
  cleanUps = [];
}, 60_000);

describe('nothing that was acknowledged is lost or doubled', () => {
  it('after kill -9 of the only process in mid-load', async () => {
    const env = { DATA_DIR: temporaryDirectory(), PORT: String(await freePort()) };
    const product = await start(env);
    const sender = startSender([product.url]);
    await untilAccepted(sender, 100);
    product.child.kill('SIGKILL');
    await product.ended;
    await start(env);
    await untilAccepted(sender, 100);
    const accepted = await sender.stop();
    expectExactlyOnce(await countApplied(embeddedServer(env.DATA_DIR).url), accepted);
    expect(sender.refusals.get(0)).toBeGreaterThan(0);
  });

  it('after kill -9 of PostgreSQL in mid-load, twice', async () => {
    const dataDir = temporaryDirectory();
    const product = await start({ DATA_DIR: dataDir });
    const sender = startSender([product.url]);
    for (let time = 1; time <= 2; time += 1) {
      await untilAccepted(sender, 60);
      process.kill(embeddedServer(dataDir).pid, 'SIGKILL');
    }
    await untilAccepted(sender, 60);
    const accepted = await sender.stop();
    expectExactlyOnce(await countApplied(embeddedServer(dataDir).url), accepted);
    expect(product.child.exitCode).toBeNull();
  });

  it('when three processes share one database, one of them is killed, and all of them tell of the same rules', async () => {
    const database = await createEmptyDatabase();
    cleanUps.push(() => database.drop());
    const env = { DATABASE_URL: database.url, DATA_DIR: temporaryDirectory(), DATABASE_POOL_SIZE: '5' };
    const first = await start(env);
    const [second, third] = [await start(env), await start(env)];
    const sender = startSender(
      [first, second, third].map(({ url }) => url),
      12,
    );
    await untilAccepted(sender, 300);
    third.child.kill('SIGKILL');
    await untilAccepted(sender, 300);
    const accepted = await sender.stop();
    const applied = await countApplied(database.url);
    expectExactlyOnce(applied, accepted);
    const shares = await Promise.all(
      [first, second].map(({ url }) => metric(url, 'tenken_deliveries_processed_total')),
    );
    // Both took a share, and no delivery was worked off by two.
    for (const share of shares) expect(share).toBeGreaterThan(0);
    expect(shares[0]! + shares[1]!).toBeLessThanOrEqual(applied.deliveries);
    for (const { output } of [first, second]) expect(output()).not.toMatch(/deadlock/i);
    process.stdout.write(`shares of the two that lived: ${shares.join(' and ')} of ${applied.deliveries}\n`);
  });

  it(`when the database is away for ${awaySeconds} seconds`, async () => {
    const database = await createEmptyDatabase();
    cleanUps.push(() => database.drop());
    const proxy = await startDatabaseProxy(database.url);
    cleanUps.push(() => proxy.close());
    const product = await start({ DATABASE_URL: proxy.url, DATA_DIR: temporaryDirectory() });
    const sender = startSender([product.url]);
    await untilAccepted(sender, 100);
    proxy.cut();
    await pause(awaySeconds * 1000);
    const during = await fetch(`${product.url}/api/v1/ingest/alertmanager`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}` },
      body: '{}',
    });
    expect([during.status, during.headers.get('retry-after')]).toEqual([503, '5']);
    const live = await fetch(`${product.url}/api/health/live`);
    expect(live.status).toBe(200);
    proxy.restore();
    await untilAccepted(sender, 100);
    const accepted = await sender.stop();
    expectExactlyOnce(await countApplied(database.url), accepted);
    expect(product.child.exitCode).toBeNull();
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

const canMount = (() => {
  const disk = smallDisk(8);
  for (const cleanUp of cleanUps) void cleanUp();
  cleanUps = [];
  if (disk === null)
    process.stdout.write('Skipped: a small disk cannot be mounted here (needs root on Linux)\n');
  return disk !== null;
})();

(canMount ? describe : describe.skip)('a disk that is full', () => {
  it('stops PostgreSQL and loses nothing that was acknowledged', async () => {
    const disk = smallDisk(400)!;
    const product = await start({ DATA_DIR: join(disk, 'data'), MIN_FREE_DISK_BYTES: '0' });
    const sender = startSender([product.url]);
    await untilAccepted(sender, 50);
    const ballast = fillDisk(disk, 0);
    await eventually(async () => expect(sender.refusals.get(503) ?? 0).toBeGreaterThan(10), 60_000);
    rmSync(ballast);
    await untilAccepted(sender, 50);
    const accepted = await sender.stop();
    expectExactlyOnce(await countApplied(embeddedServer(join(disk, 'data')).url), accepted);
  });

  it('is not let come to that: senders are told to come back while there is room for what is in hand', async () => {
    const disk = smallDisk(400)!;
    const product = await start({ DATA_DIR: join(disk, 'data'), MIN_FREE_DISK_BYTES: String(100 * MIB) });
    const { pid } = embeddedServer(join(disk, 'data'));
    const sender = startSender([product.url]);
    await untilAccepted(sender, 50);
    const ballast = fillDisk(disk, 90 * MIB);
    await eventually(async () => expect(sender.refusals.get(503) ?? 0).toBeGreaterThan(10));
    expect(await metric(product.url, 'tenken_intake_refusing{reason="disk"}')).toBe(1);
    rmSync(ballast);
    await untilAccepted(sender, 50);
    const accepted = await sender.stop();
    expectExactlyOnce(await countApplied(embeddedServer(join(disk, 'data')).url), accepted);
    expect(embeddedServer(join(disk, 'data')).pid).toBe(pid);
    expect(isAlive(pid)).toBe(true);
  });
});

afterAll(() => {
  for (const cleanUp of cleanUps) void cleanUp();
});
