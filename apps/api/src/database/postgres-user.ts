import { spawnSync } from 'node:child_process';
import { StartError } from '../config/start-error.js';

/** The system user a server runs as. Empty for an ordinary user: the server then runs as that user. */
export type PostgresUser = { uid: number; gid: number } | Record<string, never>;

/**
 * PostgreSQL refuses to run as root, so root starts it as the system user `postgres`, which is created when the
 * machine has none.
 * @throws {StartError} when it is missing and cannot be created.
 */
export function postgresUser(): PostgresUser {
  if (process.getuid?.() !== 0) return {};
  return (
    lookUp() ??
    create() ??
    fail('PostgreSQL cannot run as root, and the system user "postgres" could not be created.')
  );
}

function lookUp(): PostgresUser | null {
  const uid = spawnSync('id', ['-u', 'postgres'], { encoding: 'utf8' });
  const gid = spawnSync('id', ['-g', 'postgres'], { encoding: 'utf8' });
  if (uid.status !== 0 || gid.status !== 0) return null;
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

function create(): PostgresUser | null {
  spawnSync('groupadd', ['--system', '--force', 'postgres']);
  spawnSync('useradd', [
    '--system',
    '--gid',
    'postgres',
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    'postgres',
  ]);
  return lookUp();
}

function fail(reason: string): never {
  throw new StartError(
    `${reason} Start Tenken as an ordinary user, or set DATABASE_URL to a PostgreSQL server.`,
  );
}

/** True when that user can use the directory, its parents included: modes, groups and ACLs, decided by the kernel. */
export function canEnter(user: PostgresUser, directory: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', directory], { ...user, cwd: '/' }).status === 0;
}
