import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { ANY_TOPIC, type LiveEvent, LiveEventSchema } from '@tenken/shared/live.contract';
import pg from 'pg';
import { Observable, Subject } from 'rxjs';
import { DataSource } from 'typeorm';
import type { Queryable } from '../../database/select.js';

const CHANNEL = 'tenken_live';
/** Deliveries wait in the inbox: for the workers of other processes, not for browsers. */
export const WORKER_TOPIC = 'arrivals';
/** A session ended: for the open streams of all processes, not for browsers. */
export const ACCESS_TOPIC = 'access';
const RECONNECT_MS = 1000;
/** A host that is gone without a word is noticed half a minute later, and not after the hours of the system. */
const KEEP_ALIVE_MS = 10_000;

/** Whether it tells of one of these topics, or of anything that may have changed. */
export function concerns({ topic }: Pick<LiveEvent, 'topic'>, ...topics: readonly string[]): boolean {
  return topic === ANY_TOPIC || topics.includes(topic);
}

/**
 * Change events across all API processes: `publish` in the writing transaction (NOTIFY is delivered at commit),
 * `events` everywhere. One listening connection per process, reconnected when it is lost; what was told meanwhile nobody
 * knows, so the first event after it is ANY_TOPIC.
 */
@Injectable()
export class LiveService implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger('live');
  private readonly subject = new Subject<LiveEvent>();
  private readonly announced = new Subject<LiveEvent>();
  private client: pg.Client | null = null;
  private stopped = false;
  private isLate = false;

  constructor(private readonly dataSource: DataSource) {}

  get events(): Observable<LiveEvent> {
    return this.subject.asObservable();
  }

  /** What this process is about to change: told before the commit, when `events` cannot know of it yet. */
  get announcements(): Observable<LiveEvent> {
    return this.announced.asObservable();
  }

  async publish(db: Queryable, topic: string, ids: string[] = []): Promise<void> {
    this.announced.next({ topic, ids });
    // NOTIFY payloads are limited to 8,000 bytes: past a few hundred ids "any of them" says the same
    const payload = JSON.stringify({ topic, ids: ids.length > 200 ? [] : ids });
    await db.query('select pg_notify($1, $2)', [CHANNEL, payload]);
  }

  async onModuleInit(): Promise<void> {
    await this.listen();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    this.subject.complete();
    this.announced.complete();
    await this.client?.end().catch(() => undefined);
  }

  private async listen(): Promise<void> {
    if (this.stopped) return;
    const { url } = this.dataSource.options as { url?: string };
    const client = new pg.Client({
      connectionString: url,
      application_name: 'tenken-live',
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    });
    client.on('notification', (message) => this.receive(message.payload));
    client.on('error', () => undefined);
    client.on('end', () => this.retry());
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
      this.client = client;
      if (this.isLate) this.subject.next({ topic: ANY_TOPIC, ids: [] });
    } catch (error) {
      this.logger.warn(`Listening for changes failed, trying again: ${(error as Error).message}`);
      await client.end().catch(() => undefined);
    }
  }

  private retry(): void {
    if (this.stopped) return;
    this.isLate = true;
    setTimeout(() => void this.listen(), RECONNECT_MS).unref();
  }

  /** Whoever may use the database can notify; what is no event of ours is nobody's concern. */
  private receive(payload = ''): void {
    const event = readEvent(payload);
    if (event !== null) this.subject.next(event);
  }
}

function readEvent(payload: string): LiveEvent | null {
  try {
    return LiveEventSchema.parse(JSON.parse(payload));
  } catch {
    return null;
  }
}
