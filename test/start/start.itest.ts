import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { eventually } from '@tenken/api/clock/test-until';
import { type DebianPostgres, startDebianPostgres15 } from '../set-up/debian-postgres.js';
import {
  embeddedServer,
  endProduct,
  freePort,
  isAlive,
  type ProductOptions,
  type RunningProduct,
  runToEnd,
  startProduct,
  takePort,
} from './run-product.js';
import { missingDeliveries, pendingDeliveries, sendWebhooks } from './send-webhooks.js';

jest.setTimeout(480_000);

const root = resolve(import.meta.dirname, '../..');
const isRoot = process.getuid?.() === 0;
const NOBODY = { uid: 65_534, gid: 65_534 };
const debian = '/usr/lib/postgresql/15/bin/initdb';
/** A clone below /root can be used by root only. */
const othersCanRead =
  isRoot && spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', root], { ...NOBODY, cwd: '/' }).status === 0;

let dataDir: string;
let running: RunningProduct[] = [];

async function start(options: ProductOptions = {}): Promise<RunningProduct> {
  const env = { PORT: '0', DATA_DIR: dataDir, ...options.env };
  const product = await startProduct({ ...options, env });
  running.push(product);
  return product;
}

async function ready(url: string): Promise<void> {
  const answer = await fetch(`${url}/api/health/ready`, { signal: AbortSignal.timeout(20_000) });
  if (answer.status !== 200) throw new Error(`not ready: ${answer.status} ${await answer.text()}`);
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
  dataDir = mkdtempSync(join(tmpdir(), 'tenken-start-'));
}, 600_000);

afterEach(async () => {
  await Promise.all(running.map(endProduct));
  running = [];
}, 240_000);

afterAll(() => {
  if (dataDir) rmSync(dataDir, { recursive: true, force: true });
});

describe('npm start', () => {
  it('starts on nothing, serves the API and the web, and starts faster the second time', async () => {
    const first = await start();
    await ready(first.url);
    expect(first.output()).toMatch(/https?:\/\/\S+/);
    const page = await fetch(`${first.url}/`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<div id="root">');
    first.child.kill('SIGINT');
    expect(await first.ended).toBe(0);

    const second = await start();
    await ready(second.url);
    process.stdout.write(
      `first start on an empty directory ${first.secondsToReady.toFixed(1)} s, second ${second.secondsToReady.toFixed(1)} s\n`,
    );
    expect(second.secondsToReady).toBeLessThan(60);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('stops itself and the database on %s', async (signal) => {
    const product = await start();
    const { pid } = embeddedServer(dataDir);
    product.child.kill(signal);
    product.child.kill(signal);
    expect(await product.ended).toBe(0);
    expect(isAlive(pid)).toBe(false);
    expect(existsSync(join(dataDir, 'tenken.lock'))).toBe(false);
    expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
  });

  it('stops the same way when npm started it', async () => {
    const product = await start({ command: ['npm', 'start', '--silent'] });
    const { pid } = embeddedServer(dataDir);
    product.child.kill('SIGINT');
    await product.ended;
    await eventually(async () => expect(isAlive(pid)).toBe(false));
    expect(existsSync(join(dataDir, 'tenken.lock'))).toBe(false);
  });

  it('says which port is taken and how to choose another', async () => {
    const other = await takePort();
    const { code, output } = await runToEnd({ env: { PORT: String(other.port), DATA_DIR: dataDir } });
    await other.close();
    expect(code).toBe(1);
    expect(output).toContain(`Port ${other.port} on 127.0.0.1 is taken by another program`);
    expect(output).toContain('PORT=');
    expect(output).not.toMatch(/\n\s+at /);
  });

  it('says that DATA_DIR is in use', async () => {
    const first = await start();
    const { code, output } = await runToEnd({ env: { PORT: '0', DATA_DIR: dataDir } });
    expect(code).toBe(1);
    expect(output).toContain(`DATA_DIR ${dataDir} is in use by another Tenken`);
    expect(output).not.toMatch(/\n\s+at /);
    await ready(first.url);
  });

  it('names a setting that is wrong', async () => {
    const { code, output } = await runToEnd({ env: { PORT: 'eighty', BOOTSTRAP_TOKEN: 'short' } });
    expect(code).toBe(1);
    expect(output).toContain('PORT: expected a whole number');
    expect(output).toContain('BOOTSTRAP_TOKEN: expected at least 32 characters');
  });

  it('says that the server of DATABASE_URL cannot be reached', async () => {
    const port = await freePort();
    const { code, output } = await runToEnd({
      env: { PORT: '0', DATABASE_URL: `postgres://tenken:secret@127.0.0.1:${port}/tenken` },
    });
    expect(code).toBe(1);
    expect(output).toContain(`DATABASE_URL (127.0.0.1:${port}/tenken) cannot be reached`);
    expect(output).not.toContain('secret');
  });
});

describe('after kill -9', () => {
  it('of the application, the next start has everything that was answered', async () => {
    const product = await start();
    const sender = sendWebhooks(product.url);
    await eventually(async () => expect(sender.accepted.length).toBeGreaterThan(50));
    product.child.kill('SIGKILL');
    await product.ended;
    const accepted = await sender.stop();

    const again = await start();
    await ready(again.url);
    expect(accepted.length).toBeGreaterThan(50);
    const { url } = embeddedServer(dataDir);
    expect(await missingDeliveries(url, accepted)).toEqual([]);
    await eventually(async () => expect(await pendingDeliveries(url)).toBe(0));
  });

  it('of PostgreSQL, the running application comes back by itself with everything that was answered', async () => {
    const product = await start();
    const sender = sendWebhooks(product.url);
    await eventually(async () => expect(sender.accepted.length).toBeGreaterThan(50));
    const before = embeddedServer(dataDir).pid;
    process.kill(before, 'SIGKILL');
    const killedAt = performance.now();
    const count = sender.accepted.length;
    await eventually(async () => expect(sender.accepted.length).toBeGreaterThan(count + 50));
    process.stdout.write(
      `answers again ${((performance.now() - killedAt) / 1000).toFixed(1)} s after kill -9 of PostgreSQL\n`,
    );
    const accepted = await sender.stop();
    await eventually(() => ready(product.url));

    const server = embeddedServer(dataDir);
    expect(server.pid).not.toBe(before);
    expect(await missingDeliveries(server.url, accepted)).toEqual([]);
    await eventually(async () => expect(await pendingDeliveries(server.url)).toBe(0));
    expect(product.child.exitCode).toBeNull();
  });

  it('of the application, PostgreSQL does not stay behind', async () => {
    const product = await start();
    const { pid } = embeddedServer(dataDir);
    product.child.kill('SIGKILL');
    await product.ended;
    await eventually(async () => expect(isAlive(pid)).toBe(false));
  });
});

(existsSync(debian) ? describe : describe.skip)('with DATABASE_URL and PostgreSQL 15', () => {
  let server: DebianPostgres | null;
  beforeAll(async () => {
    server = await startDebianPostgres15();
  });
  afterAll(() => server?.stop());

  it('uses that server, starts none, and is ready again after a restart', async () => {
    const { url, drop } = await server!.createDatabase();
    const unused = join(dataDir, 'unused');
    for (const _time of ['first', 'second']) {
      const product = await start({ env: { DATABASE_URL: url, DATA_DIR: unused } });
      await ready(product.url);
      product.child.kill('SIGINT');
      expect(await product.ended).toBe(0);
    }
    expect(existsSync(join(unused, 'postgres'))).toBe(false);
    await drop();
  });
});

(othersCanRead ? describe : describe.skip)('as an ordinary user', () => {
  it('starts and stops the same way', async () => {
    const theirs = mkdtempSync(join(tmpdir(), 'tenken-user-'));
    chownSync(theirs, NOBODY.uid, NOBODY.gid);
    const product = await start({ user: NOBODY, env: { DATA_DIR: theirs, HOME: theirs } });
    await ready(product.url);
    product.child.kill('SIGINT');
    expect(await product.ended).toBe(0);
    rmSync(theirs, { recursive: true, force: true });
  });
});
