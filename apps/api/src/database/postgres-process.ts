import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartError } from '../config/start-error.js';
import type { PostgresCluster } from './postgres-cluster.js';

/** Where the server's own words go; pino's logger is one. */
export interface ServerLog {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** One run of the server. `ended` resolves, never rejects, with how it ended ("exit code 1", "SIGKILL"). */
export interface ServerProcess {
  port: number;
  ended: Promise<string>;
  stop(): Promise<void>;
}

interface ServerOptions {
  cluster: PostgresCluster;
  log: ServerLog;
  settings: Record<string, string>;
  /** A free one is chosen when it is left out. */
  port?: number;
}

const ATTEMPTS = 40;
const PAUSE_MS = 250;

/**
 * Starts the server and waits until it accepts connections; recovery after a crash may take its time.
 *
 * Two failures pass by themselves and are tried again: the port was taken between choosing and binding it, and the
 * last breath of a killed server still holds the lock or the shared memory.
 * @throws {StartError} with the server's last words.
 */
export async function startServerProcess(options: ServerOptions): Promise<ServerProcess> {
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await freePort());
    const run = spawnServer(options, port);
    const outcome = await Promise.race([ready(run, options), run.ended]);
    if (outcome === null) return { port, ended: run.ended, stop: () => stop(run) };
    const words = run.lastLines.join('\n');
    if (!/could not bind|lock file|shared memory block/.test(words) || attempt === ATTEMPTS) {
      throw new StartError(`The embedded PostgreSQL did not start (${outcome}):\n${words}`);
    }
    await sleep(PAUSE_MS);
  }
}

interface Run {
  child: ChildProcess;
  ended: Promise<string>;
  lastLines: string[];
}

function spawnServer({ cluster, log, settings }: ServerOptions, port: number): Run {
  const all = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    lc_messages: 'C',
    logging_collector: 'off',
    log_destination: 'stderr',
    log_line_prefix: '',
    ...settings,
  };
  const child = spawn(
    cluster.binaries.postgres,
    ['-D', cluster.argument, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    // Its own session: Ctrl-C reaches only us, and we end the server after the last request is done.
    { ...cluster.user, cwd: cluster.directory, detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const run: Run = {
    child,
    lastLines: [],
    ended: new Promise((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
    }),
  };
  if (child.stderr) {
    createInterface({ input: child.stderr }).on('line', (line) => {
      run.lastLines.push(line);
      if (run.lastLines.length > 20) run.lastLines.shift();
      log[levelOf(line)](`postgres: ${line}`);
    });
  }
  endWithUs(run, cluster);
  return run;
}

/**
 * A program that is killed (`kill -9`, out of memory) must not leave its server behind: a watcher waits for the pipe
 * from us to close, which the kernel does however we end, and then asks the server to stop.
 */
function endWithUs(run: Run, { user }: PostgresCluster): void {
  const watcher = spawn('/bin/sh', ['-c', 'read -r _; kill -INT "$1"', 'sh', String(run.child.pid)], {
    ...user,
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // Without a shell there is no watcher; the next start then stops the left-over server.
  watcher.once('error', () => undefined);
  watcher.unref();
  (watcher.stdin as Socket | null)?.unref();
  void run.ended.then(() => watcher.kill('SIGKILL'));
}

function levelOf(line: string): 'debug' | 'warn' | 'error' {
  if (/^(PANIC|FATAL): /.test(line) && !/administrator command|shutting down|starting up/.test(line)) {
    return 'error';
  }
  return /^WARNING: /.test(line) ? 'warn' : 'debug';
}

/** Resolves with null once the server accepts connections; it writes its state into the eighth line of its pid file. */
async function ready(run: Run, { cluster, log }: ServerOptions): Promise<null> {
  const file = join(cluster.directory, 'postmaster.pid');
  let over = false;
  void run.ended.then(() => {
    over = true;
  });
  for (let waited = 0; !over; waited += 20) {
    try {
      const lines = readFileSync(file, 'utf8').split('\n');
      if (Number(lines[0]) === run.child.pid && lines[7]?.trim() === 'ready') return null;
    } catch {
      // Not there yet.
    }
    if (waited > 0 && waited % 10_000 === 0) log.info('PostgreSQL is still recovering after its last stop');
    await sleep(20);
  }
  return new Promise(() => undefined);
}

/** Fast first (transactions are rolled back, files are complete), then harder; a crash is recovered at the next start. */
async function stop(run: Run): Promise<void> {
  for (const [signal, patienceMs] of [
    ['SIGINT', 30_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    run.child.kill(signal);
    const patience = new AbortController();
    const gone = await Promise.race([
      run.ended.then(() => true),
      sleep(patienceMs, false, { signal: patience.signal }).catch(() => false),
    ]);
    patience.abort();
    if (gone) return;
  }
}

/** A port of the loopback address that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return address.port;
}
