import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import type { Queryable } from '../../database/select.js';
import { EpisodeDayCountRepository } from './episode-day-count.repository.js';
import { ServiceDurationRepository } from './service-durations.repository.js';

/** Not in the first seconds, in which a new process has other things to do. */
const LOOK_EVERY_MS = 60_000;
/** Days of one transaction: senders of their rules wait for it. */
const DAYS_AT_ONCE = 400;
/** Any number that is not used elsewhere: one process at a time works the list off. */
const LOCK = 61_220_417;

/** Counts days that are over and were written since, then months (CountEpisodeDays and KeepServiceDurations say how they stay right). */
@Injectable()
export class EpisodeDayCountService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('episode-days');
  private timer: NodeJS.Timeout | null = null;
  private working: Promise<void> | null = null;
  private isStopping = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly days: EpisodeDayCountRepository,
    private readonly months: ServiceDurationRepository,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.work(), LOOK_EVERY_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    this.isStopping = true;
    await this.working;
  }

  /** Works the list off; at once where another call or process does so. */
  async work(): Promise<void> {
    this.working ??= this.workOff()
      .catch((error: unknown) => {
        this.logger.warn(`Days of episodes will be counted later: ${(error as Error).message}`);
      })
      .finally(() => {
        this.working = null;
      });
    await this.working;
  }

  private async workOff(): Promise<void> {
    while (!this.isStopping) {
      if (!(await this.inTurn((db) => this.countDays(db)))) break;
    }
    while (!this.isStopping && (await this.inTurn((db) => this.countMonth(db))));
  }

  /** Whether there was something to do; not while another process is at it. */
  private inTurn(work: (db: Queryable) => Promise<boolean>): Promise<boolean> {
    return this.dataSource.transaction(async (db) => {
      const [lock] = await db.query('select pg_try_advisory_xact_lock($1) as "isMine"', [LOCK]);
      return lock.isMine === true && (await work(db));
    });
  }

  private async countDays(db: Queryable): Promise<boolean> {
    const days = await this.days.findUncounted(db, this.today(), DAYS_AT_ONCE);
    if (days.length === 0) return false;
    const counted = await this.days.count(db, days);
    await this.months.forget(
      db,
      counted.map(({ alertRuleId }) => alertRuleId),
      counted.map(({ day }) => day),
    );
    return counted.length > 0;
  }

  private async countMonth(db: Queryable): Promise<boolean> {
    await this.months.forgetMoved(db);
    return (await this.months.countOldest(db, `${this.today().slice(0, 7)}-01`)) !== null;
  }

  private today(): string {
    return this.clock.now().toISOString().slice(0, 10);
  }
}
