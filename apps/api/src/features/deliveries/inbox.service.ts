import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import pg from 'pg';
import { Subject, type Subscription } from 'rxjs';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import { DomainError } from '../../errors/domain-error.js';
import { concerns, LiveService, WORKER_TOPIC } from '../live/live.service.js';
import { DeliveryRepository, type NewDelivery } from './delivery.repository.js';
import type { PressureReason } from './find-pressure.js';
import { IntakePressureService } from './intake-pressure.service.js';
import { PartitionService } from './partition.service.js';
import { RecentBodies } from './recent-bodies.js';

/** One insert takes at most this; what waits longer than that goes into the next. */
const MAX_ROWS_PER_INSERT = 1000;
const MAX_BYTES_PER_INSERT = 16 * 1_048_576;
/** Two at a time: while one waits for the disk the next is being gathered and sent. */
const MAX_INSERTS_IN_FLIGHT = 2;
/** Bodies that wait for an insert; past it senders are told to come back. */
const MAX_WAITING_BYTES = 64 * 1_048_576;
const RECENT_BYTES = 32 * 1_048_576;
const RETRY_AFTER_SECONDS = 5;
/** So many within this time (a thousand a second) are a rush; it is over when there was none for as long. */
const RUSH_DELIVERIES = 150;
const RUSH_MS = 150;
/** Other processes are told of arrivals at most this often; in between, their own clocks and full batches do. */
const TELL_OTHERS_EVERY_MS = 200;

interface Waiting {
  delivery: Omit<NewDelivery, 'receivedAt'>;
  receivedAt: Date;
  resolve(id: string): void;
  reject(error: unknown): void;
}

/**
 * Makes deliveries durable. Theory of operation (group commit): a delivery that finds no insert on its way is sent at
 * the end of this turn of the event loop; those that come while the inserts in flight wait for the disk are gathered,
 * and go together in one multi-row insert when one of them returns. A lone sender waits for nothing but the disk, and
 * a hundred of them share its flushes. Nothing is answered before the commit.
 */
@Injectable()
export class InboxService implements OnModuleInit, OnApplicationShutdown {
  /** fires after deliveries became durable, here or in another process */
  readonly arrivals = new Subject<void>();
  readonly recent = new RecentBodies(RECENT_BYTES);
  private readonly logger = new Logger('inbox');
  private waiting: Waiting[] = [];
  private waitingBytes = 0;
  private inFlight = 0;
  private isScheduled = false;
  private toldOthersAtMs = 0;
  private busyAtMs = Number.NEGATIVE_INFINITY;
  private countedFromMs = 0;
  private counted = 0;
  private changes: Subscription | null = null;
  /** Connections of its own: whatever else waits for the database, taking in does not queue behind it. */
  private readonly pool: pg.Pool;

  constructor(
    private readonly dataSource: DataSource,
    private readonly deliveries: DeliveryRepository,
    private readonly partitions: PartitionService,
    private readonly pressure: IntakePressureService,
    private readonly live: LiveService,
    private readonly clock: Clock,
  ) {
    this.pool = new pg.Pool({
      connectionString: (dataSource.options as { url: string }).url,
      application_name: 'tenken-inbox',
      options: '-c timezone=UTC -c statement_timeout=20000',
      max: MAX_INSERTS_IN_FLIGHT,
      connectionTimeoutMillis: 5000,
      // A network that swallows everything would keep senders waiting for minutes; the connection is thrown away then.
      query_timeout: 25_000,
      keepAlive: true,
    });
    // A connection that is lost while nobody uses it; the next insert opens another.
    this.pool.on('error', (error) => this.logger.debug(`A connection was lost: ${error.message}`));
  }

  onModuleInit(): void {
    this.changes = this.live.events.subscribe((event) => {
      if (concerns(event, WORKER_TOPIC)) this.arrivals.next();
    });
  }

  async onApplicationShutdown(): Promise<void> {
    this.changes?.unsubscribe();
    await this.pool.end();
  }

  /** Whether so many senders wait at once that a worker beside them would be felt. */
  get isBusy(): boolean {
    return performance.now() - this.busyAtMs < RUSH_MS;
  }

  private count(deliveries: number): void {
    const nowMs = performance.now();
    if (nowMs - this.countedFromMs > RUSH_MS) {
      this.countedFromMs = nowMs;
      this.counted = 0;
    }
    this.counted += deliveries;
    if (this.counted >= RUSH_DELIVERIES) this.busyAtMs = nowMs;
  }

  /** Tells the workers of all processes that something waits; at most a few times a second. */
  tellOthers(): void {
    const nowMs = performance.now();
    if (nowMs - this.toldOthersAtMs < TELL_OTHERS_EVERY_MS) return;
    this.toldOthersAtMs = nowMs;
    this.live.publish(this.dataSource.manager, WORKER_TOPIC).catch((error: unknown) => {
      this.logger.debug(`Other processes were not told: ${(error as Error).message}`);
    });
  }

  /**
   * Returns the id of the delivery once it is committed.
   * @throws DomainError `unavailable` with Retry-After when it cannot be made durable now.
   */
  receive(delivery: Omit<NewDelivery, 'receivedAt'>): Promise<string> {
    const refusal = this.refusal(delivery.body.length);
    if (refusal !== null) return Promise.reject(refusal);
    return new Promise((resolve, reject) => {
      this.waiting.push({ delivery, receivedAt: this.clock.now(), resolve, reject });
      this.waitingBytes += delivery.body.length;
      this.schedule();
    });
  }

  private refusal(bytes: number): DomainError | null {
    const isFull = this.waitingBytes > 0 && this.waitingBytes + bytes > MAX_WAITING_BYTES;
    const reason = isFull ? 'memory' : this.pressure.reason;
    if (reason === null) return null;
    return new DomainError('unavailable', `inbox_full_${reason}`, REFUSALS[reason], {
      retryAfterSeconds: RETRY_AFTER_SECONDS,
    });
  }

  private schedule(): void {
    if (this.isScheduled || this.inFlight >= MAX_INSERTS_IN_FLIGHT || this.waiting.length === 0) return;
    this.isScheduled = true;
    setImmediate(() => {
      this.isScheduled = false;
      void this.flush();
    });
  }

  private async flush(): Promise<void> {
    const group = this.takeGroup();
    this.count(group.length);
    this.inFlight += 1;
    try {
      const ids = await this.insert(group.map(({ delivery, receivedAt }) => ({ ...delivery, receivedAt })));
      for (const [index, { delivery, resolve }] of group.entries()) {
        const id = ids[index]!;
        this.recent.add(id, delivery.body);
        resolve(id);
      }
      this.arrivals.next();
      this.tellOthers();
    } catch (cause) {
      this.logger.error(`${group.length} deliveries could not be made durable: ${(cause as Error).message}`);
      const error = new DomainError(
        'unavailable',
        'not_durable',
        'The delivery could not be written to the database. Send it again.',
        { cause, retryAfterSeconds: RETRY_AFTER_SECONDS },
      );
      for (const { reject } of group) reject(error);
    } finally {
      this.inFlight -= 1;
      this.schedule();
    }
  }

  private takeGroup(): Waiting[] {
    let count = 0;
    let bytes = 0;
    for (const { delivery } of this.waiting) {
      if (count > 0 && (count >= MAX_ROWS_PER_INSERT || bytes + delivery.body.length > MAX_BYTES_PER_INSERT))
        break;
      count += 1;
      bytes += delivery.body.length;
    }
    this.waitingBytes -= bytes;
    return this.waiting.splice(0, count);
  }

  private async insert(deliveries: NewDelivery[]): Promise<string[]> {
    try {
      return await this.deliveries.insert(this.pool, deliveries);
    } catch (error) {
      if ((error as { code?: string }).code !== NO_PARTITION) throw error;
      // A process that slept over the end of its prepared months.
      await this.partitions.ensure();
      return this.deliveries.insert(this.pool, deliveries);
    }
  }
}

const REFUSALS: Record<PressureReason, string> = {
  backlog: 'Too much is waiting to be read. Send it again later.',
  disk: 'The disk of the database is nearly full. Send it again later.',
  memory: 'Too much is in memory at the moment. Send it again later.',
};

/** check_violation: "no partition of relation found for row" */
const NO_PARTITION = '23514';
