import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import { DueJobs } from '../../jobs/due-jobs.js';
import { JobQueue } from '../../jobs/job-queue.js';
import { ChatMessageRepository } from './chat-messages.repository.js';
import { ChatMessageService } from './chat-messages.service.js';

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
  private readonly due: DueJobs;

  constructor(
    private readonly dataSource: DataSource,
    private readonly messages: ChatMessageRepository,
    sender: ChatMessageService,
    jobs: JobQueue,
    private readonly clock: Clock,
  ) {
    this.due = new DueJobs(jobs, {
      what: 'chat messages',
      queue: 'chat-messages',
      lookEveryMs: LOOK_EVERY_MS,
      claim: () => this.claim(),
      handle: (id) => sender.deliver(id),
    });
  }

  onApplicationBootstrap(): void {
    this.due.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.due.stop();
  }

  /** Sends what is due now and waits for it, without the queue. */
  runDue(): Promise<void> {
    return this.due.runDue();
  }

  private async claim(): Promise<string[]> {
    const now = this.clock.now();
    await this.messages.addClosed(this.dataSource.manager, now);
    return this.messages.claimDue(this.dataSource.manager, now);
  }
}
