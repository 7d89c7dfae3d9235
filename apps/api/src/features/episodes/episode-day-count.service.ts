import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import { EpisodeDayCountRepository } from './episode-day-count.repository.js';

/** Not in the first seconds, in which a new process has other things to do. */
const LOOK_EVERY_MS = 60_000;
/** Days of one transaction: senders of their rules wait for it. */
const DAYS_AT_ONCE = 400;
/** Any number that is not used elsewhere: one process at a time works the list off. */
const LOCK = 61_220_417;

/** Counts days that are over and were written since (migration CountEpisodeDays says how it stays right). */
@Injectable()
export class EpisodeDayCountService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('episode-days');
  private timer: NodeJS.Timeout | null = null;
  private working: Promise<void> | null = null;
  private isStopping = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly days: EpisodeDayCountRepository,
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
      const counted = await this.dataSource.transaction(async (db) => {
        const [lock] = await db.query('select pg_try_advisory_xact_lock($1) as "isMine"', [LOCK]);
        if (lock.isMine !== true) return 0;
        const today = this.clock.now().toISOString().slice(0, 10);
        const days = await this.days.findUncounted(db, today, DAYS_AT_ONCE);
        return days.length === 0 ? 0 : this.days.count(db, days);
      });
      if (counted === 0) return;
    }
  }
}
