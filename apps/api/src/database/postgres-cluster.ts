import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartError } from '../config/start-error.js';
import type { PostgresBinaries } from './postgres-binaries.js';
import { canEnter, type PostgresUser } from './postgres-user.js';
import { isPostgresOf, isRunning } from './running-process.js';

/** The one account of the embedded server. It is not reachable from outside the machine. */
export const ACCOUNT = 'tenken';

/** A data directory with its files in place and no server running on it. */
export interface PostgresCluster {
  /** Real path of the files. */
  directory: string;
  /** What the server is told with `-D` when it is started inside `directory`. */
  argument: string;
  user: PostgresUser;
  binaries: PostgresBinaries;
  password: string;
}

/**
 * Creates the files on the first start, and leaves them as they are later.
 *
 * Everything stays in DATA_DIR, also when root starts Tenken in a place that the user `postgres` cannot reach, such
 * as /root: the server is started inside its directory and told to work in `/proc/self/cwd`, a link that every
 * process may follow whoever owns the parents. No permission of the person's directories is changed for it.
 * @throws {StartError} when the files cannot be made, or were made by another major version.
 */
export function openCluster(
  dataDir: string,
  user: PostgresUser,
  binaries: PostgresBinaries,
): PostgresCluster {
  const path = join(dataDir, 'postgres');
  const key = passwordFile(dataDir);
  const isNew = !existsSync(join(path, 'PG_VERSION'));
  if (isNew) create(path, user, binaries, key.password);
  const cluster = {
    directory: realpathSync(path),
    argument: argumentFor(realpathSync(path), user),
    user,
    binaries,
    password: key.password,
  };
  checkVersion(cluster);
  return isNew || !key.isNew ? cluster : { ...cluster, password: resetPassword(cluster) };
}

/**
 * Ends a server that a killed Tenken left behind, so that this one can be started, watched and stopped as its own.
 * The caller holds the lock of DATA_DIR, so nobody uses that server.
 */
export async function stopLeftOver(directory: string): Promise<boolean> {
  const file = join(directory, 'postmaster.pid');
  if (!existsSync(file)) return false;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (!isPostgresOf(pid, directory)) {
    // The pid is dead or means another program by now; PostgreSQL itself would only look whether it is alive.
    rmSync(file, { force: true });
    return false;
  }
  for (const [signal, patienceMs] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    process.kill(pid, signal);
    for (let waited = 0; waited < patienceMs && isRunning(pid); waited += 20) await sleep(20);
    if (!isRunning(pid)) break;
  }
  return true;
}

function passwordFile(dataDir: string): { password: string; isNew: boolean } {
  const path = join(dataDir, 'postgres.password');
  const stored = existsSync(path) ? readFileSync(path, 'utf8').trim() : '';
  if (stored) return { password: stored, isNew: false };
  const password = randomBytes(24).toString('base64url');
  writeFileSync(path, `${password}\n`, { mode: 0o600 });
  chmodSync(path, 0o600);
  return { password, isNew: true };
}

function create(path: string, user: PostgresUser, binaries: PostgresBinaries, password: string): void {
  // Made aside and renamed, so that a start that is cut short leaves nothing half made.
  const draft = `${path}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  const secret = mkdtempSync(join(tmpdir(), 'tenken-'));
  const secretFile = join(secret, 'password');
  writeFileSync(secretFile, `${password}\n`, { mode: 0o600 });
  if ('uid' in user) for (const item of [draft, secret, secretFile]) chownSync(item, user.uid, user.gid);
  try {
    const made = spawnSync(
      binaries.initdb,
      [
        `--pgdata=${argumentFor(draft, user)}`,
        `--username=${ACCOUNT}`,
        `--pwfile=${secretFile}`,
        '--auth=scram-sha-256',
        // The same order and case rules on every machine: a C library's may change with its next update and would
        // silently break indexes.
        '--encoding=UTF8',
        '--no-locale',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
      ],
      { ...user, cwd: draft, encoding: 'utf8' },
    );
    if (made.status !== 0) {
      const reason = made.error?.message ?? made.stderr.trim();
      throw new StartError(`The embedded PostgreSQL could not create its files in ${path}: ${reason}`);
    }
    renameSync(draft, path);
  } finally {
    rmSync(secret, { recursive: true, force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}

function argumentFor(directory: string, user: PostgresUser): string {
  return process.platform !== 'linux' || canEnter(user, directory) ? directory : '/proc/self/cwd';
}

function checkVersion({ directory, binaries }: PostgresCluster): void {
  const found = readFileSync(join(directory, 'PG_VERSION'), 'utf8').trim();
  const wanted = binaries.version.split('.')[0];
  if (found === wanted) return;
  throw new StartError(
    `${directory} was made by PostgreSQL ${found}; this Tenken brings PostgreSQL ${wanted}. Start the Tenken that made it and export its data, or set another DATA_DIR.`,
  );
}

/** The file with the password was lost while the data was kept: the single-user mode gives the account a new one. */
function resetPassword(cluster: PostgresCluster): string {
  const { binaries, argument, user, directory, password } = cluster;
  const done = spawnSync(binaries.postgres, ['--single', '-D', argument, 'postgres'], {
    ...user,
    cwd: directory,
    encoding: 'utf8',
    input: `alter role ${ACCOUNT} password '${password}'\n`,
  });
  if (done.status !== 0) {
    throw new StartError(
      `The password of the embedded PostgreSQL is lost and could not be renewed: ${done.stderr.trim()}`,
    );
  }
  return password;
}
