import { setImmediate as nextTurn } from 'node:timers/promises';

/** As long as the event loop may wait for us. */
const TURN_MS = 15;

/** For long work in steps: lets others have a turn when ours has lasted. */
export class Turns {
  private since = performance.now();

  /** Between two steps. */
  async giveWay(): Promise<void> {
    if (performance.now() - this.since <= TURN_MS) return;
    await nextTurn();
    this.since = performance.now();
  }
}
