/**
 * How long a test waits for something that comes by itself: long enough for a machine that is three times slower than
 * the one a test was written on and runs another test beside it. What comes sooner is seen sooner.
 */
const PATIENCE_MS = 60_000;
const PAUSE_MS = 25;

interface Patience {
  /** what is said when it did not come; asked only then */
  missing?: () => unknown;
  pauseMs?: number;
}

/**
 * Asks again and again until the answer is something (not null, undefined or false), and gives that back.
 * @throws what `ask` throws, at once; after a minute, an error with the words of `missing`
 */
export async function until<T>(
  ask: () => T | Promise<T>,
  { missing, pauseMs = PAUSE_MS }: Patience = {},
): Promise<Exclude<T, null | undefined | false>> {
  const startedAt = performance.now();
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && answer !== false)
      return answer as Exclude<T, null | undefined | false>;
    if (performance.now() - startedAt > PATIENCE_MS) {
      const words = missing === undefined ? '' : `: ${JSON.stringify(await missing())}`;
      throw new Error(`It did not come within ${PATIENCE_MS / 1000} seconds${words}`);
    }
    await pause(pauseMs);
  }
}

/** Tries again and again until it does not throw any more; after a minute (or more), throws what the last try threw. */
export async function eventually<T>(attempt: () => Promise<T>, patienceMs = PATIENCE_MS): Promise<T> {
  const startedAt = performance.now();
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() - startedAt > patienceMs) throw error;
      await pause(50);
    }
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
