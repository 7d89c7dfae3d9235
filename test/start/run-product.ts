import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { pause } from '@tenken/api/clock/test-until';

const root = resolve(import.meta.dirname, '../..');
export const TOKEN = 'start-test-token-0123456789abcdef0123456789';
/** Generous: the machine may be busy with other tests. What is measured is printed, not asserted. */
const PATIENCE_MS = 150_000;

export interface RunningProduct {
  child: ChildProcess;
  url: string;
  secondsToReady: number;
  output(): string;
  /** Resolves with the exit code, or the signal that ended it. */
  ended: Promise<number | string>;
}

export interface ProductOptions {
  env?: Record<string, string>;
  /** The program and its arguments; `node scripts/start.mjs` when left out. */
  command?: [string, ...string[]];
  user?: { uid: number; gid: number };
}

/** Starts the product as `npm start` does, and gives it back at once. */
function spawnProduct({
  env = {},
  command,
  user,
}: ProductOptions): Omit<RunningProduct, 'url' | 'secondsToReady'> {
  const [file, ...args] = command ?? [process.execPath, join(root, 'scripts/start.mjs')];
  const child = spawn(file, args, {
    cwd: root,
    ...user,
    // Nothing of the test run's own environment, such as Jest's NODE_OPTIONS or a developer's DATABASE_URL.
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      BOOTSTRAP_TOKEN: TOKEN,
      LOG_LEVEL: 'info',
      DATABASE_URL: '',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  child.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    output += chunk;
  });
  const ended = new Promise<number | string>((done) => {
    child.once('close', (code, signal) => done(signal ?? code ?? 0));
  });
  return { child, output: () => output, ended };
}

/** Starts the product and waits for the line with its address. */
export async function startProduct(options: ProductOptions): Promise<RunningProduct> {
  const startedAt = performance.now();
  const run = spawnProduct(options);
  let over = false;
  void run.ended.then(() => {
    over = true;
  });
  for (;;) {
    const url = /Tenken is ready: (\S+)/.exec(run.output())?.[1];
    if (url) return { ...run, url, secondsToReady: (performance.now() - startedAt) / 1000 };
    if (over || performance.now() - startedAt > PATIENCE_MS) {
      if (run.child.pid && !over) process.kill(-run.child.pid, 'SIGKILL');
      throw new Error(`The product did not become ready:\n${run.output()}`);
    }
    await pause(25);
  }
}

/** Ends what a test started, also when it does not listen. */
export async function endProduct({ child, ended }: RunningProduct): Promise<void> {
  child.kill('SIGINT');
  const gone = await Promise.race([ended.then(() => true), patience(60_000)]);
  // The whole group: npm's child would stay behind and hold our pipes open.
  if (!gone && child.pid) process.kill(-child.pid, 'SIGKILL');
}

/** For starts that are meant to fail. */
export async function runToEnd(options: ProductOptions): Promise<{ code: number | string; output: string }> {
  const run = spawnProduct(options);
  const timer = setTimeout(() => run.child.kill('SIGKILL'), PATIENCE_MS);
  const code = await run.ended;
  clearTimeout(timer);
  return { code, output: run.output() };
}

/** Resolves with false after a while; does not keep the process alive. */
function patience(ms: number): Promise<false> {
  return new Promise((done) => setTimeout(() => done(false), ms).unref());
}

/** Process id and address of the embedded server of a data directory. */
export function embeddedServer(dataDir: string): { pid: number; url: string } {
  const lines = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
  const password = readFileSync(join(dataDir, 'postgres.password'), 'utf8').trim();
  return {
    pid: Number(lines[0]),
    url: `postgres://tenken:${password}@127.0.0.1:${lines[3]}/tenken?sslmode=disable`,
  };
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    // A zombie has ended; only its parent has not looked yet.
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return process.platform !== 'linux';
  }
}

/** Holds a port until `close`. */
export async function takePort(): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer();
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return {
    port: address.port,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
      }),
  };
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const { port, close } = await takePort();
  await close();
  return port;
}
