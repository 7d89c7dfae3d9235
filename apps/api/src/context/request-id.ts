import { AsyncLocalStorage } from 'node:async_hooks';
import type { EventEmitter } from 'node:events';

const storage = new AsyncLocalStorage<string>();
let running = 0;

/**
 * Runs the rest of a request with its id at hand, wherever its code goes, until its response is closed. While no such
 * request is running the storage is off: when it is on, every promise of the process pays for it, those of the
 * webhooks that come by the thousand as well.
 */
export function withRequestId<T>(requestId: string, response: EventEmitter, run: () => T): T {
  running += 1;
  response.once('close', () => {
    running -= 1;
    if (running === 0) storage.disable();
  });
  return storage.run(requestId, run);
}

/** The id of the request that is being answered; null in jobs, at start and while something is only read. */
export function currentRequestId(): string | null {
  return storage.getStore() ?? null;
}
