import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import { JobQueue } from '../../jobs/job-queue.js';
import { ChatMessageRepository } from './chat-messages.repository.js';
import { ChatMessageService } from './chat-messages.service.js';

const QUEUE = 'chat-messages';
const LOOK_EVERY_MS = 15_000;

/**
 * Tells teams that a review was closed. Theory of operation: every process looks now and then for closed reviews whose team
 * wants to hear of them and that have no message yet; a unique index lets one process make it. Closing a review knows
 * nothing of chats, and a review that was closed while nobody looked is found by the next look. The sending is a job of
 * pg-boss. Nothing goes out twice: a message is begun by one process only, and one whose end nobody saw (no answer, the
 * process died) is left to a person; only what certainly did not arrive is tried again.
 */
@Injectable()
export class ChatRunnerService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('chat');
  private timer: NodeJS.Timeout | null = null;
  private looking: Promise<void> = Promise.resolve();
  private working: Promise<void> | null = null;
  private stopped = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly messages: ChatMessageRepository,
    private readonly sender: ChatMessageService,
    private readonly jobs: JobQueue,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS);
    this.timer.unref();
    this.look();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    if (this.timer !== null) clearInterval(this.timer);
    await this.looking;
  }

  /** Sends what is due now and waits for it, without the queue. */
  async runDue(): Promise<void> {
    for (const id of await this.claim()) await this.sender.deliver(id);
  }

  private look(): void {
    this.looking = this.looking.then(async () => {
      if (this.stopped) return;
      try {
        const due = await this.claim();
        if (due.length === 0) return;
        // The queue is made when there is something to do: many installations never tell a chat anything.
        this.working ??= this.jobs.work<{ id: string }>(QUEUE, ({ id }) => this.sender.deliver(id));
        await this.working;
        for (const id of due) await this.jobs.send(QUEUE, { id });
      } catch (error) {
        this.working = null;
        if (!this.stopped) this.logger.warn(`Looking for chat messages failed: ${(error as Error).message}`);
      }
    });
  }

  private async claim(): Promise<string[]> {
    const now = this.clock.now();
    await this.messages.addClosed(this.dataSource.manager, now);
    return this.messages.claimDue(this.dataSource.manager, now);
  }
}
