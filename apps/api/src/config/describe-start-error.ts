import { describeListenError } from './assert-port-free.js';
import { type Env, EnvError } from './env.js';
import { StartError } from './start-error.js';

/**
 * What to print when the program does not start: one paragraph for the person who started it, or the whole stack when
 * it is a mistake of ours. `env` is null when the environment itself was wrong.
 */
export function describeStartError(error: unknown, env: Env | null): string {
  if (error instanceof EnvError || error instanceof StartError) return error.message;
  if (env) {
    const known = describeListenError(error, env) ?? describeDatabaseError(error, env);
    if (known) return known;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function describeDatabaseError(error: unknown, env: Env): string | null {
  if (!env.DATABASE_URL) return null;
  const { code, message } = error as { code?: string; message?: string };
  const { host, pathname } = new URL(env.DATABASE_URL);
  const where = `The database of DATABASE_URL (${host}${pathname})`;
  switch (code) {
    case 'ECONNREFUSED':
    case 'ENOTFOUND':
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
      return `${where} cannot be reached (${code}). Is the server running, and are host and port right?`;
    case '28P01':
    case '28000':
      return `${where} refused the user or password: ${message}`;
    case '3D000':
      return `${where} does not exist. Create it, for example: createdb ${pathname.slice(1)}`;
    case '42501':
      return `${where} does not let this user create tables: ${message}`;
    default:
      return null;
  }
}
