import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { getHeapStatistics } from 'node:v8';
import { Inject, Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { Env } from '../../config/env.js';
import { ENV } from '../../config/env.module.js';
import { findPressure, type PressureReason, type PressureSample } from './find-pressure.js';

const LOOK_EVERY_MS = 1000;
/** Deliveries that wait for the worker; a burst of minutes. Small ones cost more to work off than their bytes say. */
export const MAX_PENDING = 1_000_000;

/**
 * Looks every second at what could run out: disk (where the database is ours), memory, and the backlog. While one of
 * them is short the inbox says "later" (503 with Retry-After): senders keep what they were not promised to be kept.
 */
@Injectable()
export class IntakePressureService implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('inbox');
  private readonly limits: { pendingDeliveries: number; pendingBytes: number; freeDiskBytes: number };
  private readonly memoryLimitBytes: number;
  private readonly directory: string | null;
  private backlog = { deliveries: 0, bytes: 0 };
  private timer: NodeJS.Timeout | null = null;
  /** what was found last */
  reason: PressureReason | null = null;
  sample: PressureSample;

  constructor(@Inject(ENV) env: Env) {
    this.limits = {
      pendingDeliveries: MAX_PENDING,
      pendingBytes: env.MAX_PENDING_BYTES,
      freeDiskBytes: env.MIN_FREE_DISK_BYTES,
    };
    const constrained = process.constrainedMemory?.() ?? 0;
    // Without a limit the answer is 0 or a number beyond any machine.
    this.memoryLimitBytes = constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
    const directory = join(env.DATA_DIR, 'postgres');
    this.directory = env.DATABASE_URL === undefined && existsSync(directory) ? directory : null;
    this.sample = this.measure(null);
  }

  async onModuleInit(): Promise<void> {
    await this.look();
    this.timer = setInterval(() => void this.look(), LOOK_EVERY_MS);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    if (this.timer !== null) clearInterval(this.timer);
  }

  /** What the worker last saw waiting. */
  noteBacklog(deliveries: number, bytes: number): void {
    this.backlog = { deliveries, bytes };
    this.judge({ ...this.sample, pendingDeliveries: deliveries, pendingBytes: bytes });
  }

  /** How much of what may wait does: 0 nothing, 1 all of it. */
  get backlogShare(): number {
    return Math.max(
      this.backlog.deliveries / this.limits.pendingDeliveries,
      this.backlog.bytes / this.limits.pendingBytes,
    );
  }

  private async look(): Promise<void> {
    this.judge(this.measure(await this.freeDiskBytes()));
  }

  private judge(sample: PressureSample): void {
    this.sample = sample;
    const reason = findPressure(sample, this.limits);
    if (reason === this.reason) return;
    this.reason = reason;
    if (reason === null) this.logger.log('Deliveries are taken in again');
    else this.logger.warn(`Deliveries are refused for now (503): ${reason} ${JSON.stringify(sample)}`);
  }

  private measure(freeDiskBytes: number | null): PressureSample {
    const heap = getHeapStatistics();
    return {
      pendingDeliveries: this.backlog.deliveries,
      pendingBytes: this.backlog.bytes,
      freeDiskBytes,
      residentBytes: process.memoryUsage.rss(),
      memoryLimitBytes: this.memoryLimitBytes,
      heapUsedBytes: heap.used_heap_size,
      heapLimitBytes: heap.heap_size_limit,
    };
  }

  private async freeDiskBytes(): Promise<number | null> {
    if (this.directory === null) return null;
    try {
      const { bavail, bsize } = await statfs(this.directory);
      return bavail * bsize;
    } catch {
      return null;
    }
  }
}
