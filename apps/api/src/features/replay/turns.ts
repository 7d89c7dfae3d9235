import { setImmediate as nextTurn } from 'node:timers/promises';

/** As long as the event loop may wait for us. */
const TURN_MS = 15;

/** For long work in steps: lets others have a turn when ours has lasted, and ends with whoever asked for it. */
export class Turns {
  private since = performance.now();

  constructor(private readonly signal?: AbortSignal) {}

  /** Between two steps. Throws the signal's reason once it is aborted. */
  async giveWay(): Promise<void> {
    if (performance.now() - this.since > TURN_MS) {
      await nextTurn();
      this.since = performance.now();
    }
    this.signal?.throwIfAborted();
  }
}
