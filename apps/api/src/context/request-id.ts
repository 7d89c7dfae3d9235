import { AsyncLocalStorage } from 'node:async_hooks';

const storage = new AsyncLocalStorage<string>();

/** Runs the rest of a request with its id at hand, wherever its code goes. */
export function withRequestId<T>(requestId: string, run: () => T): T {
  return storage.run(requestId, run);
}

/** The id of the request that is being answered; null in jobs and at start. */
export function currentRequestId(): string | null {
  return storage.getStore() ?? null;
}
