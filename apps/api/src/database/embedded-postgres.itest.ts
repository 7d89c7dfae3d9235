import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { eventually } from '../clock/test-until.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.js';
import { isRunning, startMark } from './running-process.js';

const log = { debug: jest.fn(), info: jest.fn(), warn: jest.fn(), error: jest.fn() };
const settings = { fsync: 'off' };
let dataDir: string;
let running: EmbeddedPostgres[] = [];

async function start(): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, log, settings });
  running.push(server);
  return server;
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  // A server that is killed under a connection is what some of these tests are about.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

function serverPid(): number {
  return Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'tenken-embedded-'));
});
afterEach(async () => {
  await Promise.all(running.map((server) => server.stop()));
  running = [];
  jest.clearAllMocks();
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

describe('startEmbeddedPostgres', () => {
  it('starts PostgreSQL 18 on the loopback address only, and keeps the data and the key for the next start', async () => {
    const first = await start();
    expect(await ask(first.url, 'show server_version')).toEqual([
      { server_version: expect.stringMatching(/^18\./) },
    ]);
    expect(await ask(first.url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    expect(await ask(first.url, 'show unix_socket_directories')).toEqual([{ unix_socket_directories: '' }]);
    await ask(first.url, 'create table kept (n int); insert into kept values (7)');
    const pid = serverPid();
    await first.stop();
    expect(isRunning(pid)).toBe(false);
    expect(existsSync(join(dataDir, 'tenken.lock'))).toBe(false);

    const second = await start();
    expect(await ask(second.url, 'select n from kept')).toEqual([{ n: 7 }]);
    expect(new URL(second.url).password).toBe(new URL(first.url).password);
    expect(statSync(join(dataDir, 'postgres.password')).mode & 0o777).toBe(0o600);
  });

  it('asks for the password', async () => {
    const url = new URL((await start()).url);
    url.password = 'wrong';
    await expect(ask(url.href, 'select 1')).rejects.toThrow('password authentication failed');
  });

  it('refuses a directory that another one uses, naming it and the process', async () => {
    await start();
    await expect(startEmbeddedPostgres({ dataDir, log })).rejects.toThrow(
      `DATA_DIR ${dataDir} is in use by another Tenken (process ${process.pid})`,
    );
  });

  it.each([
    ['whose process is gone', { pid: 2 ** 22 + 1, startMark: '1' }],
    ['whose pid another program has by now', { pid: process.pid, startMark: 'another time' }],
    ['whose pid is ours, as after a restarted container', { pid: process.pid, startMark: '0' }],
  ])('takes over the lock of one %s', async (_name, holder) => {
    const { hostname } = await import('node:os');
    writeFileSync(join(dataDir, 'tenken.lock'), JSON.stringify({ id: 'old', host: hostname(), ...holder }));
    expect(startMark(process.pid)).not.toBe(holder.startMark);
    await start();
    expect(JSON.parse(readFileSync(join(dataDir, 'tenken.lock'), 'utf8'))).toMatchObject({
      pid: process.pid,
    });
  });

  it('takes over a torn lock', async () => {
    writeFileSync(join(dataDir, 'tenken.lock'), '{"id":');
    await start();
  });

  it('comes back on the same address after kill -9, with what was committed', async () => {
    const server = await start();
    await ask(server.url, 'create table if not exists survivors (n int); insert into survivors values (1)');
    const before = serverPid();
    process.kill(before, 'SIGKILL');
    expect(await eventually(() => ask(server.url, 'select n from survivors'))).toEqual([{ n: 1 }]);
    expect(serverPid()).not.toBe(before);
    expect(log.error).toHaveBeenCalledWith('PostgreSQL ended (SIGKILL); starting it again');
  });

  it('gives the account a new password when the file with it was lost', async () => {
    const first = await start();
    await first.stop();
    rmSync(join(dataDir, 'postgres.password'));
    const second = await start();
    expect(new URL(second.url).password).not.toBe(new URL(first.url).password);
    expect(await ask(second.url, 'select n from kept')).toEqual([{ n: 7 }]);
  });

  it('ignores the pid file of a server whose pid means another program', async () => {
    await (await start()).stop();
    writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), `${process.pid}\n/somewhere\n`);
    const server = await start();
    expect(await ask(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('says which major version made the files when it is another one', async () => {
    const version = join(dataDir, 'postgres', 'PG_VERSION');
    writeFileSync(version, '17\n');
    await expect(start()).rejects.toThrow(/was made by PostgreSQL 17; this Tenken brings PostgreSQL 18/);
    writeFileSync(version, '18\n');
    await start();
  });

  it('names DATA_DIR when it cannot be written', async () => {
    const file = join(dataDir, 'a-file');
    writeFileSync(file, '');
    await expect(startEmbeddedPostgres({ dataDir: join(file, 'data'), log })).rejects.toThrow(
      `DATA_DIR ${join(file, 'data')} cannot be written (ENOTDIR)`,
    );
  });

  it('leaves nothing half made when the first start is cut short', async () => {
    const other = mkdtempSync(join(tmpdir(), 'tenken-embedded-'));
    mkdirSync(join(other, 'postgres.new'));
    writeFileSync(join(other, 'postgres.new', 'half'), '');
    const server = await startEmbeddedPostgres({ dataDir: other, log, settings });
    await server.stop();
    expect(existsSync(join(other, 'postgres.new'))).toBe(false);
    rmSync(other, { recursive: true });
  });
});
