import { createServer } from 'node:net';
import type { Env } from './env.js';
import { StartError } from './start-error.js';

/**
 * Tries to listen where the server will, before anything slower is started.
 * @throws {StartError} naming the port and PORT, or the address and HOST.
 */
export async function assertPortFree(env: Pick<Env, 'HOST' | 'PORT'>): Promise<void> {
  const probe = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      probe.once('error', reject);
      probe.listen(env.PORT, env.HOST, resolve);
    });
  } catch (error) {
    throw new StartError(describeListenError(error, env) ?? String(error));
  }
  await new Promise((resolve) => probe.close(resolve));
}

/** The text for an error of `listen`, or null when it is another error. */
export function describeListenError(error: unknown, env: Pick<Env, 'HOST' | 'PORT'>): string | null {
  const other = env.PORT === 3000 ? 3001 : 3000;
  switch ((error as NodeJS.ErrnoException | null)?.code) {
    case 'EADDRINUSE':
      return `Port ${env.PORT} on ${env.HOST} is taken by another program. Choose another one with PORT, for example: PORT=${other} npm start`;
    case 'EACCES':
      return `Port ${env.PORT} on ${env.HOST} may not be used by this user. Choose one above 1023 with PORT, for example: PORT=${other} npm start`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST ${env.HOST} is not an address of this machine. Use 127.0.0.1 (this machine only) or 0.0.0.0 (all addresses).`;
    default:
      return null;
  }
}
