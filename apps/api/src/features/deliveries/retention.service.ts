import { Inject, Injectable, Logger } from '@nestjs/common';
import { DataSource, type QueryRunner } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import type { Env } from '../../config/env.js';
import { ENV } from '../../config/env.module.js';
import { ChangeEventService } from '../change-events/change-event.service.js';
import { EpisodeRetentionService } from '../episodes/episode-retention.service.js';
import { SilenceService } from '../silences/silence.service.js';
import { TruncationService } from '../truncations/truncation.service.js';
import {
  type MonthlyTable,
  type MonthPartition,
  MonthPartitionRepository,
} from './month-partition.repository.js';

const DAY_MS = 86_400_000;
/** Any number that is not used elsewhere. */
const LOCK = 91_422_108;
const PATIENCE = '2s';
/** query_canceled, lock_not_available */
const TOOK_TOO_LONG = new Set(['57014', '55P03']);
/** Senders of a rule wait while its rollups lose a month, so few rules are taken at once. */
const RULES_AT_ONCE = 200;
const ROWS_AT_ONCE = 5000;

/** What went, and whether something that should have gone was being read. */
interface Dropped {
  months: string[];
  isLeft: boolean;
}

/**
 * Drops what is past its time: raw bodies after RETENTION_DAYS; episodes, their history and what else only says
 * something about them after EPISODE_RETENTION_DAYS, if that is set.
 *
 * Theory of operation. A month is detached concurrently first: that waits for whoever reads the table now, and nobody
 * waits for it. What cannot be had within PATIENCE (a backup that reads for an hour) is left as it is, half detached
 * at most, and finished another time. From the moment at which a month of episodes is detached, be it half, nobody
 * sees its rows: so the rollups lose that month then, and again before the table goes, for a writer who was still at
 * it. Rollups and rows therefore agree whenever nothing was cut off in between, and at the latest after the next run.
 */
@Injectable()
export class RetentionService {
  private readonly logger = new Logger('partitions');

  constructor(
    private readonly dataSource: DataSource,
    private readonly partitions: MonthPartitionRepository,
    private readonly episodes: EpisodeRetentionService,
    private readonly truncations: TruncationService,
    private readonly changes: ChangeEventService,
    private readonly silences: SilenceService,
    private readonly clock: Clock,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** One process at a time; another that is at it already does it for all. */
  async dropOld(): Promise<Dropped> {
    const runner = this.dataSource.createQueryRunner();
    try {
      const [lock] = await runner.query(
        `select pg_try_advisory_lock($1, hashtext('retention')) as "isMine"`,
        [LOCK],
      );
      if (lock.isMine !== true) return { months: [], isLeft: false };
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

  private async dropOldWith(runner: QueryRunner): Promise<Dropped> {
    const dropped: Dropped = { months: [], isLeft: false };
    await this.dropMonths(runner, 'deliveries', this.daysAgo(this.env.RETENTION_DAYS), dropped);
    if (this.env.EPISODE_RETENTION_DAYS === 0) return dropped;
    const before = this.daysAgo(this.env.EPISODE_RETENTION_DAYS);
    // The history first: without its episodes it would be nobody's.
    await this.dropMonths(runner, 'episode_events', before, dropped);
    await this.dropMonths(runner, 'episodes', before, dropped);
    const db = this.dataSource.manager;
    for (const part of [this.truncations, this.changes, this.silences]) {
      while ((await part.dropBefore(db, before, ROWS_AT_ONCE)) === ROWS_AT_ONCE);
    }
    return dropped;
  }

  private async dropMonths(
    runner: QueryRunner,
    parent: MonthlyTable,
    before: Date,
    dropped: Dropped,
  ): Promise<void> {
    for (const month of await this.partitions.endedBefore(runner.manager, parent, before)) {
      const isThrough = await this.unlessRead(month, () =>
        this.partitions.detach(runner.manager, parent, month),
      );
      if (parent === 'episodes') await this.forgetRollups(runner, month, before);
      if (isThrough && (await this.unlessRead(month, () => this.partitions.drop(runner.manager, month))))
        dropped.months.push(month.name);
      else dropped.isLeft = true;
    }
  }

  /** The rollups of a month whose rows nobody sees any more. */
  private async forgetRollups(runner: QueryRunner, { name, month }: MonthPartition, before: Date) {
    const months = await this.partitions.endedBefore(runner.manager, 'episodes', before);
    if (months.some((one) => one.name === name && one.state === 'attached')) return;
    for (;;) {
      const ids = await this.episodes.rulesWithRollups(this.dataSource.manager, month, RULES_AT_ONCE);
      if (ids.length === 0) return;
      await this.dataSource.transaction((db) => this.episodes.forgetMonth(db, month, ids));
    }
  }

  /** False when somebody who reads the month was in the way for too long. */
  private async unlessRead(month: MonthPartition, work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      if (!TOOK_TOO_LONG.has((error as { code?: string }).code ?? '')) throw error;
      this.logger.log(`${month.name} is still being read and will be dropped later`);
      return false;
    }
  }

  private daysAgo(days: number): Date {
    return new Date(this.clock.now().getTime() - days * DAY_MS);
  }
}
