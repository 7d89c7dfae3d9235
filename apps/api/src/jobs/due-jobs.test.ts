import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { DueJobs } from './due-jobs.js';
import type { JobQueue } from './job-queue.js';

/** A queue that writes down what it is asked, and can fail. */
class StandInQueue {
  made: string[] = [];
  sent: { queue: string; data: object }[] = [];
  handlers: ((data: { id: string }) => Promise<void>)[] = [];
  failsToStart = false;

  work: JobQueue['work'] = async (queue, handle) => {
    if (this.failsToStart) throw new Error('no database');
    this.made.push(queue);
    // a queue of any data holds handlers of these ids only
    this.handlers.push(handle as never);
  };
  send: JobQueue['send'] = async (queue, data) => {
    this.sent.push({ queue, data });
  };
}

describe('DueJobs', () => {
  let queue: StandInQueue;
  /** what each claim finds, one after the other; nothing when they are used up */
  let finds: (string[] | Error | Promise<string[]>)[];
  let claims: number;
  let handled: string[];
  let due: DueJobs;
  const warn = jest.spyOn(Logger.prototype, 'warn');
  beforeEach(() => {
    jest.useFakeTimers();
    warn.mockReset();
    queue = new StandInQueue();
    finds = [];
    claims = 0;
    handled = [];
    due = new DueJobs(queue, {
      what: 'letters',
      queue: 'letters',
      lookEveryMs: 1000,
      claim: async () => {
        claims += 1;
        const found = (await finds.shift()) ?? [];
        if (found instanceof Error) throw found;
        return found;
      },
      handle: async (id) => {
        handled.push(id);
      },
    });
  });
  afterEach(async () => {
    await due.stop();
    jest.useRealTimers();
  });
  const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);
  const after = (ms: number, ids: string[]) =>
    new Promise<string[]>((resolve) => setTimeout(resolve, ms, ids));

  it('makes no queue while nothing is due', async () => {
    due.start();
    await pass(2500);
    expect(claims).toBe(3);
    expect(queue.made).toEqual([]);
  });

  it('makes the queue once, hands each id over, and lets the queue do the work', async () => {
    finds = [['1', '2'], [], ['3']];
    due.start();
    await pass(2000);
    expect(queue.made).toEqual(['letters']);
    expect(queue.sent).toEqual(['1', '2', '3'].map((id) => ({ queue: 'letters', data: { id } })));
    expect(handled).toEqual([]);
    await queue.handlers[0]!({ id: '2' });
    expect(handled).toEqual(['2']);
  });

  it('says that a look failed and looks again, also when the queue could not be made', async () => {
    finds = [new Error('gone'), ['1'], ['2']];
    queue.failsToStart = true;
    due.start();
    await pass(1000);
    expect(warn.mock.calls.map(([message]) => message)).toEqual([
      'Looking for letters failed: gone',
      'Looking for letters failed: no database',
    ]);
    queue.failsToStart = false;
    await pass(1000);
    expect(queue.sent).toEqual([{ queue: 'letters', data: { id: '2' } }]);
  });

  it('begins no look before the last one has ended', async () => {
    finds = [after(3500, [])];
    due.start();
    await pass(3000);
    expect(claims).toBe(1);
    await pass(500);
    expect(claims).toBe(4);
  });

  it('waits at the stop for the look under way, and looks no more', async () => {
    finds = [after(1500, ['1']), ['2']];
    due.start();
    await pass(1000);
    let hasStopped = false;
    const stopped = due.stop().then(() => {
      hasStopped = true;
    });
    await pass(400);
    expect(hasStopped).toBe(false);
    await pass(100);
    await stopped;
    expect(queue.sent).toHaveLength(1);
    await pass(5000);
    expect(claims).toBe(1);
  });

  it('does what is due without the queue until nothing is', async () => {
    finds = [['1', '2'], ['3']];
    await due.runDue();
    expect(handled).toEqual(['1', '2', '3']);
    expect(queue.made).toEqual([]);
  });
});
