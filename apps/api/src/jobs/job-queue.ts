import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import PgBoss from 'pg-boss';
import { DataSource } from 'typeorm';

const DEADLOCK = '40P01';
const MAX_ATTEMPTS = 5;

/**
 * Jobs that outlive a request, in Postgres (pg-boss, schema `pgboss`): any process takes them, and a job of a killed
 * process is tried again. Started by the first feature that asks for it.
 */
@Injectable()
export class JobQueue implements OnApplicationShutdown {
  private readonly logger = new Logger('jobs');
  private readonly workers = new Map<string, string>();
  private starting: Promise<PgBoss> | null = null;

  constructor(private readonly dataSource: DataSource) {}

  /** Makes the queue if needed and handles its jobs one at a time in this process. */
  async work<Data extends object>(queue: string, handle: (data: Data) => Promise<void>): Promise<void> {
    const boss = await this.boss();
    await this.createQueue(boss, queue);
    const worker = await boss.work<Data>(queue, { batchSize: 1, pollingIntervalSeconds: 1 }, async (jobs) => {
      for (const job of jobs) await handle(job.data);
    });
    this.workers.set(queue, worker);
  }

  /** Adds a job. It is given to one process, and again to another if that one dies (up to twice). */
  async send(queue: string, data: object): Promise<void> {
    const boss = await this.boss();
    await boss.send(queue, data, { retryLimit: 2, expireInSeconds: 6 * 3600 });
    // a worker of this process need not wait for its next look
    const worker = this.workers.get(queue);
    if (worker !== undefined) boss.notifyWorker(worker);
  }

  async onApplicationShutdown(): Promise<void> {
    const boss = await this.starting?.catch(() => null);
    await boss?.stop({ graceful: true, wait: true, timeout: 5000 });
  }

  /**
   * Making a queue makes a partition, and two processes that start together on an empty database would do it at once
   * and deadlock: so one after the other, and again when a worker of another queue was in the way.
   */
  private async createQueue(boss: PgBoss, queue: string): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.dataSource.transaction(async (db) => {
          await db.query(`select pg_advisory_xact_lock(hashtext('create_job_queue'))`);
          await boss.createQueue(queue);
        });
        return;
      } catch (error) {
        if ((error as { code?: string }).code !== DEADLOCK || attempt === MAX_ATTEMPTS) throw error;
      }
    }
  }

  private boss(): Promise<PgBoss> {
    this.starting ??= this.start();
    return this.starting;
  }

  private async start(): Promise<PgBoss> {
    const { url } = this.dataSource.options as { url: string };
    const boss = new PgBoss({
      connectionString: url,
      application_name: 'tenken-jobs',
      max: 2,
      schema: 'pgboss',
    });
    boss.on('error', (error: Error) => this.logger.warn(error.message));
    await boss.start();
    return boss;
  }
}
