import { Inject, Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import type { Env } from '../../config/env.js';
import { ENV } from '../../config/env.module.js';
import { select } from '../../database/select.js';

const CHECK_EVERY_MS = 6 * 3_600_000;
const DAY_MS = 86_400_000;
const PARTITION = /^deliveries_(\d{4})_(\d{2})$/;

/**
 * Makes monthly partitions ahead of time and drops old raw bodies by whole months. Every process does it at its start
 * and four times a day; the database function takes a lock, so that it does not matter how many do.
 */
@Injectable()
export class PartitionService implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('partitions');
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    @Inject(ENV) private readonly env: Env,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.ensure();
    this.timer = setInterval(() => void this.maintain(), CHECK_EVERY_MS);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    if (this.timer !== null) clearInterval(this.timer);
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

  /** Drops the months of deliveries that ended more than RETENTION_DAYS ago. Returns their names. */
  async dropOld(): Promise<string[]> {
    const keepFrom = this.clock.now().getTime() - this.env.RETENTION_DAYS * DAY_MS;
    const partitions = await select(
      this.dataSource.manager,
      z.object({ name: z.string() }),
      `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
       where i.inhparent = 'deliveries'::regclass order by 1`,
    );
    const old = partitions
      .map(({ name }) => name)
      .filter((name) => (endOfPartition(name) ?? Infinity) <= keepFrom);
    for (const name of old) {
      // The name matched PARTITION, so it needs no quoting. Readers hold the parent for moments; do not queue behind
      // a long one, because everybody else would queue behind us.
      await this.dataSource.transaction(async (db) => {
        await db.query(`set local lock_timeout = '2s'`);
        await db.query(`drop table if exists ${name}`);
      });
    }
    return old;
  }

  private async maintain(): Promise<void> {
    try {
      await this.ensure();
      const dropped = await this.dropOld();
      if (dropped.length > 0) this.logger.log(`Dropped ${dropped.join(', ')} (RETENTION_DAYS)`);
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

/** Epoch ms at which the month of a partition ends; null for a table that is not one. */
function endOfPartition(name: string): number | null {
  const match = PARTITION.exec(name);
  return match === null ? null : Date.UTC(Number(match[1]), Number(match[2]), 1);
}
