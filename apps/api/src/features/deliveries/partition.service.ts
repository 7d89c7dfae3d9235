import { Inject, Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { DataSource, type QueryRunner } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import type { Env } from '../../config/env.js';
import { ENV } from '../../config/env.module.js';
import { select } from '../../database/select.js';

const CHECK_EVERY_MS = 6 * 3_600_000;
/** After a month could not be dropped because it was being read. */
const TRY_AGAIN_MS = 600_000;
const DAY_MS = 86_400_000;
/** Any number that is not used elsewhere. */
const LOCK = 91_422_108;
const PATIENCE = '2s';
/** query_canceled, lock_not_available */
const TOOK_TOO_LONG = new Set(['57014', '55P03']);
const PARTITION = /^deliveries_(\d{4})_(\d{2})$/;

const PartitionRow = z.object({ name: z.string(), isAttached: z.boolean(), isHalfDetached: z.boolean() });

/**
 * Makes monthly partitions ahead of time and drops old raw bodies by whole months. Every process does it at its start
 * and four times a day; the database function takes a lock, so that it does not matter how many do.
 */
@Injectable()
export class PartitionService implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('partitions');
  private timer: NodeJS.Timeout | null = null;
  private again: NodeJS.Timeout | null = null;
  private isLeft = false;

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

  /**
   * Drops the months of deliveries that ended more than RETENTION_DAYS ago. Returns their names. A month is detached
   * concurrently first: that waits for whoever reads the table now, and nobody waits for it. What cannot be had within
   * PATIENCE (a backup that reads for an hour) is left as it is, half detached at most, and finished another time.
   */
  async dropOld(): Promise<string[]> {
    const runner = this.dataSource.createQueryRunner();
    try {
      const [lock] = await runner.query(
        `select pg_try_advisory_lock($1, hashtext('retention')) as "isMine"`,
        [LOCK],
      );
      // Another process is at it.
      if (lock.isMine !== true) return [];
      try {
        await runner.query(`set statement_timeout = '${PATIENCE}'`);
        await runner.query(`set lock_timeout = '${PATIENCE}'`);
        return await this.dropOldWith(runner);
      } finally {
        await runner.query('reset statement_timeout');
        await runner.query('reset lock_timeout');
        await runner.query(`select pg_advisory_unlock($1, hashtext('retention'))`, [LOCK]);
      }
    } finally {
      await runner.release();
    }
  }

  private async dropOldWith(runner: QueryRunner): Promise<string[]> {
    const keepFrom = this.clock.now().getTime() - this.env.RETENTION_DAYS * DAY_MS;
    const found = await select(
      runner.manager,
      PartitionRow,
      `select c.relname as name, i.inhrelid is not null as "isAttached",
         coalesce(i.inhdetachpending, false) as "isHalfDetached"
       from pg_class c left join pg_inherits i on i.inhrelid = c.oid
       where c.relkind = 'r' and c.relname ~ '^deliveries_[0-9]{4}_[0-9]{2}$'
         and c.relnamespace = (select relnamespace from pg_class where oid = 'deliveries'::regclass)
       order by 1`,
    );
    const dropped: string[] = [];
    this.isLeft = false;
    for (const { name, isAttached, isHalfDetached } of found) {
      if ((endOfPartition(name) ?? Infinity) > keepFrom) continue;
      try {
        // The name matched PARTITION, so it needs no quoting.
        if (isAttached) {
          const how = isHalfDetached ? 'finalize' : 'concurrently';
          await runner.query(`alter table deliveries detach partition ${name} ${how}`);
        }
        await runner.query(`drop table ${name}`);
        dropped.push(name);
      } catch (error) {
        if (!TOOK_TOO_LONG.has((error as { code?: string }).code ?? '')) throw error;
        this.isLeft = true;
        this.logger.log(`${name} is still being read and will be dropped later (RETENTION_DAYS)`);
      }
    }
    return dropped;
  }

  private async maintain(): Promise<void> {
    try {
      await this.ensure();
      const dropped = await this.dropOld();
      if (dropped.length > 0) this.logger.log(`Dropped ${dropped.join(', ')} (RETENTION_DAYS)`);
      if (this.isLeft) this.again = setTimeout(() => void this.maintain(), TRY_AGAIN_MS).unref();
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
