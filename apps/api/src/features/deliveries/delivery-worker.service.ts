import { setTimeout as sleep } from 'node:timers/promises';
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
import { InboxService } from './inbox.service.js';
import { IntakePressureService, MAX_PENDING } from './intake-pressure.service.js';

/** Retries that fall due, deliveries of a process that died, replays asked for in another process. */
const POLL_MS = 1000;
const PAUSE_AFTER_ERROR_MS = 2000;
const SWEEP_EVERY_MS = 15_000;
const COUNT_EVERY_MS = 1000;
/** Counting may take this share of the time at most, however long the backlog is. */
const COUNT_SHARE = 0.05;
/** A transaction costs about as much for one delivery as for fifty: after a small one, wait so long for company. */
const GATHER_MS = 15;
const SMALL_BATCH = 200;
/**
 * While senders rush in, reading them waits: one loop only, and for every second of work so many of rest, so that they
 * are answered first. Not once this share of what may wait does.
 */
const REST_PER_WORK = 8;
const REST_UP_TO_MS = 2000;
const REST_BELOW_SHARE = 0.1;
/** How often a resting loop looks whether the rush is over. */
const REST_STEP_MS = 50;

/** While the database applies one batch, the next one is read. More would only wait for the same rules' locks. */
const LOOPS = 2;

/**
 * Keeps the inbox empty: woken by what arrives in this process, and by a clock for all else. Several processes share
 * the work by skipping each other's locks.
 */
@Injectable()
export class DeliveryWorkerService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  /** deliveries that this process has worked off, whatever became of them */
  processed = 0;
  private readonly logger = new Logger('deliveries');
  private arrivals: Subscription | null = null;
  private loops: Promise<void>[] = [];
  private readonly sleepers = new Set<() => void>();
  private wakeUps = 0;
  /** loops that look again in a moment anyway */
  private gathering = 0;
  private nextSweepMs = 0;
  private nextCountMs = 0;
  private readonly stopping = new AbortController();

  constructor(
    private readonly dataSource: DataSource,
    private readonly processing: DeliveryProcessingService,
    private readonly deliveries: DeliveryRepository,
    private readonly inbox: InboxService,
    private readonly pressure: IntakePressureService,
    private readonly episodes: EpisodeService,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.arrivals = this.inbox.arrivals.subscribe(() => this.wake());
    this.loops = Array.from({ length: LOOPS }, (_, index) => this.run(index === 0));
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    this.arrivals?.unsubscribe();
    for (const wakeUp of [...this.sleepers]) wakeUp();
    await Promise.all(this.loops);
  }

  /** One loop is enough for what has just come; it calls the next when it cannot take all of it at once. */
  private wake(): void {
    this.wakeUps += 1;
    if (this.gathering > 0) return;
    const [first] = this.sleepers;
    first?.();
  }

  private async run(isFirst: boolean): Promise<void> {
    while (!this.stopping.signal.aborted) {
      if (!isFirst && this.isRush) {
        await this.rest(REST_UP_TO_MS);
        continue;
      }
      try {
        const wakeUpsBefore = this.wakeUps;
        const startedMs = performance.now();
        const { taken, isFull } = await this.processing.processBatch();
        this.processed += taken;
        await this.sweepWhenDue();
        if (taken === 0) {
          this.pressure.noteBacklog(0, 0);
          if (this.wakeUps === wakeUpsBefore) await this.pause(POLL_MS);
          continue;
        }
        await this.countWhenDue();
        if (this.isRush) {
          await this.rest(Math.min(REST_UP_TO_MS, REST_PER_WORK * (performance.now() - startedMs)));
        } else if (isFull) {
          this.wake();
          this.inbox.tellOthers();
        } else if (taken < SMALL_BATCH) await this.gather(GATHER_MS);
      } catch (error) {
        if (this.stopping.signal.aborted) return;
        this.logger.warn(`Trying again in ${PAUSE_AFTER_ERROR_MS / 1000} s: ${(error as Error).message}`);
        // Not a pause that an arrival ends: what failed would fail again at once.
        await sleep(PAUSE_AFTER_ERROR_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
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

  private async countWhenDue(): Promise<void> {
    const nowMs = this.clock.now().getTime();
    if (nowMs < this.nextCountMs) return;
    this.nextCountMs = Number.POSITIVE_INFINITY;
    const startedMs = performance.now();
    try {
      const { deliveries, bytes } = await this.deliveries.countPending(this.dataSource.manager, MAX_PENDING);
      this.pressure.noteBacklog(deliveries, bytes);
    } finally {
      const tookMs = performance.now() - startedMs;
      this.nextCountMs = this.clock.now().getTime() + Math.max(COUNT_EVERY_MS, tookMs / COUNT_SHARE);
    }
  }

  private get isRush(): boolean {
    return this.inbox.isBusy && this.pressure.backlogShare < REST_BELOW_SHARE;
  }

  /** Until the rush is over, but not longer. */
  private async rest(ms: number): Promise<void> {
    const endMs = performance.now() + ms;
    while (this.isRush && performance.now() < endMs && !this.stopping.signal.aborted)
      await this.gather(REST_STEP_MS);
  }

  private async gather(ms: number): Promise<void> {
    this.gathering += 1;
    await sleep(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    this.gathering -= 1;
  }

  /** Until something arrives, but not longer. */
  private pause(ms: number): Promise<void> {
    if (this.stopping.signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.sleepers.delete(done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.sleepers.add(done);
    });
  }
}
