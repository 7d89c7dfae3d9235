import { Logger } from '@nestjs/common';
import type { JobQueue } from './job-queue.js';

export interface DueWork {
  /** what is looked for, as the log names it */
  what: string;
  /** the queue's name; its jobs carry `{ id }` */
  queue: string;
  lookEveryMs: number;
  /** Takes what is due for this process, so that no other takes it too, and answers with its ids. */
  claim: () => Promise<string[]>;
  /** Does the work of one id. Called again with the same id when the process died over it. */
  handle: (id: string) => Promise<void>;
}

/**
 * Looks now and then for what is due and hands it to the queue. Theory of operation: every process looks; `claim` alone
 * decides which of them gets a row, and a claimed row that reaches no queue is claimed again when its lease is over. The
 * queue is made when there is something to do: most installations never have any. One look follows the other, and one
 * that fails is told to the log and followed by the next.
 */
export class DueJobs {
  private readonly logger: Logger;
  private timer: NodeJS.Timeout | null = null;
  private looking: Promise<void> = Promise.resolve();
  private working: Promise<void> | null = null;
  private stopped = false;

  constructor(
    private readonly jobs: Pick<JobQueue, 'work' | 'send'>,
    private readonly due: DueWork,
  ) {
    this.logger = new Logger(due.queue);
  }

  /** Looks at once and then again and again, without keeping the process alive. */
  start(): void {
    this.timer = setInterval(() => this.look(), this.due.lookEveryMs);
    this.timer.unref();
    this.look();
  }

  /** Looks no more and waits for the look under way; the queue waits for its own jobs. */
  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer !== null) clearInterval(this.timer);
    await this.looking;
  }

  /** Does what is due now, also what becomes due by it, and waits for it, without the queue. */
  async runDue(): Promise<void> {
    for (;;) {
      const due = await this.due.claim();
      if (due.length === 0) return;
      for (const id of due) await this.due.handle(id);
    }
  }

  private look(): void {
    this.looking = this.looking.then(async () => {
      if (this.stopped) return;
      try {
        const due = await this.due.claim();
        if (due.length === 0) return;
        this.working ??= this.jobs.work<{ id: string }>(this.due.queue, ({ id }) => this.due.handle(id));
        await this.working;
        for (const id of due) await this.jobs.send(this.due.queue, { id });
      } catch (error) {
        this.working = null;
        if (!this.stopped)
          this.logger.warn(`Looking for ${this.due.what} failed: ${(error as Error).message}`);
      }
    });
  }
}
