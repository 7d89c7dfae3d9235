import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

const BIN = '/usr/lib/postgresql/15/bin';

export interface DebianPostgres {
  url: string;
  createDatabase(): Promise<{ url: string; drop(): Promise<void> }>;
  stop(): Promise<void>;
}

/** A throw-away PostgreSQL 15 from Debian's package on a free port; null where the package is not installed. */
export async function startDebianPostgres15(): Promise<DebianPostgres | null> {
  if (!existsSync(join(BIN, 'initdb'))) return null;
  const directory = mkdtempSync(join(tmpdir(), 'tenken-postgres-15-'));
  const asOwner = ownerRunner(directory);
  const port = await freePort();
  asOwner(join(BIN, 'initdb'), ['-D', join(directory, 'data'), '-U', 'postgres', '-A', 'trust', '-N']);
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off`;
  asOwner(join(BIN, 'pg_ctl'), [
    '-D',
    join(directory, 'data'),
    '-o',
    options,
    '-l',
    join(directory, 'log'),
    '-w',
    'start',
  ]);
  const url = (name: string) => `postgres://postgres@127.0.0.1:${port}/${name}?sslmode=disable`;
  let count = 0;
  const onServer = async (sql: string) => {
    const client = new pg.Client({ connectionString: url('postgres') });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  };
  return {
    url: url('postgres'),
    async createDatabase() {
      count += 1;
      const name = `test_${count}`;
      await onServer(`create database ${name}`);
      return { url: url(name), drop: () => onServer(`drop database ${name} with (force)`) };
    },
    async stop() {
      asOwner(join(BIN, 'pg_ctl'), ['-D', join(directory, 'data'), '-m', 'fast', '-w', 'stop']);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root: there it runs as the package's own user. */
function ownerRunner(directory: string): (command: string, args: string[]) => void {
  if (process.getuid?.() !== 0)
    return (command, args) => void execFileSync(command, args, { stdio: 'ignore' });
  execFileSync('chown', ['postgres', directory]);
  return (command, args) => {
    const result = spawnSync(
      'setpriv',
      ['--reuid=postgres', '--regid=postgres', '--clear-groups', command, ...args],
      {
        stdio: 'ignore',
        cwd: directory,
      },
    );
    if (result.status !== 0) throw new Error(`${command} ended with ${result.status}`);
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
