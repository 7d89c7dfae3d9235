import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Subscription } from 'rxjs';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import { EpisodeService } from '../episodes/episode.service.js';
import { DeliveryRepository } from './delivery.repository.js';
import { DeliveryProcessingService } from './delivery-processing.service.js';
import { InboxService, MAX_PENDING } from './inbox.service.js';

/** Retries that fall due, deliveries of a process that died, replays asked for in another process. */
const POLL_MS = 1000;
const PAUSE_AFTER_ERROR_MS = 2000;
const SWEEP_EVERY_MS = 15_000;

/**
 * Keeps the inbox empty: woken by what arrives in this process, and by a clock for all else. Several processes share
 * the work by skipping each other's locks.
 */
@Injectable()
export class DeliveryWorkerService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('deliveries');
  private arrivals: Subscription | null = null;
  private isStopping = false;
  private loop: Promise<void> = Promise.resolve();
  private wakeUp: () => void = () => undefined;
  private isWoken = false;
  private nextSweepMs = 0;

  constructor(
    private readonly dataSource: DataSource,
    private readonly processing: DeliveryProcessingService,
    private readonly deliveries: DeliveryRepository,
    private readonly inbox: InboxService,
    private readonly episodes: EpisodeService,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.arrivals = this.inbox.arrivals.subscribe(() => this.wake());
    this.loop = this.run();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    this.arrivals?.unsubscribe();
    this.wake();
    await this.loop;
  }

  private wake(): void {
    this.isWoken = true;
    this.wakeUp();
  }

  private async run(): Promise<void> {
    while (!this.isStopping) {
      try {
        this.isWoken = false;
        const taken = await this.processing.processBatch();
        await this.sweepWhenDue();
        if (taken === 0) {
          this.inbox.noteBacklog(0);
          await this.pause(POLL_MS);
        } else {
          this.inbox.noteBacklog(await this.deliveries.countPending(this.dataSource.manager, MAX_PENDING));
        }
      } catch (error) {
        if (this.isStopping) return;
        this.logger.warn(`Trying again in ${PAUSE_AFTER_ERROR_MS / 1000} s: ${(error as Error).message}`);
        this.isWoken = false;
        await this.pause(PAUSE_AFTER_ERROR_MS);
      }
    }
  }

  /** Ends what was announced to end and was not refreshed. */
  private async sweepWhenDue(): Promise<void> {
    const now = this.clock.now();
    if (now.getTime() < this.nextSweepMs) return;
    this.nextSweepMs = now.getTime() + SWEEP_EVERY_MS;
    await this.dataSource.transaction((db) => this.episodes.expireOverdue(db, now));
  }

  private pause(ms: number): Promise<void> {
    if (this.isWoken || this.isStopping) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(done, ms);
      function done() {
        clearTimeout(timer);
        resolve();
      }
      this.wakeUp = done;
    });
  }
}
