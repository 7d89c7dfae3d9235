import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import { DomainError } from '../../errors/domain-error.js';
import { DueJobs } from '../../jobs/due-jobs.js';
import { JobQueue } from '../../jobs/job-queue.js';
import { LiveService } from '../live/live.service.js';
import { SettingsService } from '../settings/settings.service.js';
import { retryAt } from './next-report-run.js';
import { ReportScheduleRepository, type ScheduleRecord } from './report-schedules.repository.js';
import { ReportScheduleService } from './report-schedules.service.js';
import { ReportService } from './reports.service.js';

const LOOK_EVERY_MS = 60_000;
/** A process that holds a schedule longer than this is dead. */
const LEASE_MS = 15 * 60_000;
const MESSAGE_LIMIT = 500;

/**
 * Makes the reports of schedules. Theory of operation: every process looks each minute for what is due and takes it by a
 * lease; the making is a job of pg-boss, so any process may do it and another does when that one dies. Twice is as once:
 * a schedule has one report of a period. What a stopped server missed is due when it is back, one period after another.
 */
@Injectable()
export class ReportScheduleRunnerService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('reports');
  private readonly due: DueJobs;

  constructor(
    private readonly dataSource: DataSource,
    private readonly repository: ReportScheduleRepository,
    private readonly schedules: ReportScheduleService,
    private readonly reports: ReportService,
    private readonly settings: SettingsService,
    jobs: JobQueue,
    private readonly live: LiveService,
    private readonly clock: Clock,
  ) {
    this.due = new DueJobs(jobs, {
      what: 'reports that are due',
      queue: 'scheduled-reports',
      lookEveryMs: LOOK_EVERY_MS,
      claim: () => this.claim(),
      handle: (id) => this.run(id),
    });
  }

  onApplicationBootstrap(): void {
    this.due.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.due.stop();
  }

  /** Makes what is due now and waits for it, without the queue. */
  runDue(): Promise<void> {
    return this.due.runDue();
  }

  private claim(): Promise<string[]> {
    const now = this.clock.now();
    return this.repository.claimDue(this.dataSource.manager, now, new Date(now.getTime() + LEASE_MS));
  }

  private async run(id: string): Promise<void> {
    const db = this.dataSource.manager;
    const schedule = await this.repository.find(db, id);
    // Deleted, switched off or made by another process since it was handed over.
    if (schedule === null || !schedule.enabled || new Date(schedule.nextRunAt) > this.clock.now()) return;
    try {
      const reportId = await this.reports.createScheduled(await this.questionOf(schedule), id);
      const next = await this.schedules.runAfter(db, schedule);
      await this.repository.advance(db, schedule, reportId, next, this.clock.now());
    } catch (error) {
      await this.fail(schedule, error);
    }
    await this.live.publish(db, 'report-schedules', [id]);
  }

  private async questionOf({ bucket, nextFrom, timeZone, teamId, serviceId }: ScheduleRecord) {
    const { fiscalYearStartsIn } = await this.settings.read();
    return { bucket, fromDay: nextFrom, timeZone, fiscalYearStartsIn, teamId, serviceId };
  }

  /** The reason is kept for people; what is not meant for them is in the log alone. */
  private async fail(schedule: ScheduleRecord, error: unknown): Promise<void> {
    const now = this.clock.now();
    const known = error instanceof DomainError;
    this.logger.warn(
      `The scheduled report ${schedule.id} failed: ${(error as Error).stack ?? String(error)}`,
    );
    await this.repository.fail(this.dataSource.manager, schedule.id, {
      code: known ? error.code : 'internal_error',
      message: known
        ? error.message.slice(0, MESSAGE_LIMIT)
        : 'Something went wrong on the server; see its log.',
      at: now,
      retryAt: retryAt(now, schedule.attempts + 1),
    });
  }
}
