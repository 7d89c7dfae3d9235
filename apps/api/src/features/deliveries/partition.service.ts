import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import { RetentionService } from './retention.service.js';

/** Not in the first seconds, in which a new process has other things to do. */
const FIRST_CHECK_MS = 60_000;
const CHECK_EVERY_MS = 6 * 3_600_000;
/** After a month could not be dropped because it was being read. */
const TRY_AGAIN_MS = 600_000;

/**
 * Makes monthly partitions ahead of time, and has old ones dropped. Every process does it after its start and four times
 * a day; locks in the database see to it that it does not matter how many do.
 */
@Injectable()
export class PartitionService implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('partitions');
  private timer: NodeJS.Timeout | null = null;
  private again: NodeJS.Timeout | null = null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly retention: RetentionService,
    private readonly clock: Clock,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.ensure();
    this.again = setTimeout(() => void this.maintain(), FIRST_CHECK_MS).unref();
    this.timer = setInterval(() => void this.maintain(), CHECK_EVERY_MS);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    if (this.timer !== null) clearInterval(this.timer);
    if (this.again !== null) clearTimeout(this.again);
  }

  /** Partitions from a month back to two months ahead. Episodes of other months get theirs when they come. */
  async ensure(): Promise<void> {
    const now = this.clock.now();
    const [from, to] = [firstOfMonth(now, -1), firstOfMonth(now, 2)];
    await this.dataSource.query(
      `select ensure_month_partitions('deliveries', $1, $2), ensure_month_partitions('episodes', $1, $2),
         ensure_month_partitions('episode_events', $1, $2)`,
      [from, to],
    );
  }

  private async maintain(): Promise<void> {
    try {
      await this.ensure();
      const { months, isLeft } = await this.retention.dropOld();
      if (months.length > 0) this.logger.log(`Dropped what is past its time: ${months.join(', ')}`);
      if (isLeft) this.again = setTimeout(() => void this.maintain(), TRY_AGAIN_MS).unref();
    } catch (error) {
      this.logger.warn(`Partitions will be looked at again later: ${(error as Error).message}`);
    }
  }
}

function firstOfMonth(now: Date, monthsAhead: number): string {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + monthsAhead, 1))
    .toISOString()
    .slice(0, 10);
}
