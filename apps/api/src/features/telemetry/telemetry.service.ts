import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { Clock } from '../../clock/clock.js';
import { DeliveryWorkerService } from '../deliveries/delivery-worker.service.js';
import { IntakePressureService } from '../deliveries/intake-pressure.service.js';
import { TelemetryRepository } from './telemetry.repository.js';

/** The part of Fastify that is needed here. */
interface HookHost {
  addHook(
    name: 'onResponse',
    hook: (
      request: { method: string; routeOptions?: { url?: string } },
      reply: { statusCode: number; elapsedTime: number },
      done: () => void,
    ) => void,
  ): void;
}

/** Figures about this process for Prometheus; those of the product are in the API. */
@Injectable()
export class TelemetryService implements OnModuleInit {
  private readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'tenken_http_request_duration_seconds',
    help: 'Time from receipt of a request to the end of its answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [this.registry],
  });
  private readonly deliveries = new Gauge({
    name: 'tenken_deliveries',
    help: 'Deliveries in the inbox that are not done, by state.',
    labelNames: ['state'],
    registers: [this.registry],
  });
  private readonly oldestPending = new Gauge({
    name: 'tenken_deliveries_oldest_pending_seconds',
    help: 'Age of the oldest delivery that waits to be read; 0 when none does.',
    registers: [this.registry],
  });
  private readonly processed = new Counter({
    name: 'tenken_deliveries_processed_total',
    help: 'Deliveries that this process has worked off.',
    registers: [this.registry],
  });
  private readonly pendingBytes = new Gauge({
    name: 'tenken_deliveries_pending_bytes',
    help: 'Bodies that wait to be read, as the worker of this process last counted them.',
    registers: [this.registry],
  });
  private readonly freeDisk = new Gauge({
    name: 'tenken_database_disk_free_bytes',
    help: 'Free space on the disk of the embedded database; absent where the database is not ours.',
    registers: [this.registry],
  });
  private readonly refusing = new Gauge({
    name: 'tenken_intake_refusing',
    help: '1 while deliveries are answered 503 for this reason.',
    labelNames: ['reason'],
    registers: [this.registry],
  });
  private readonly databaseUp = new Gauge({
    name: 'tenken_database_up',
    help: '1 when the database answered this scrape.',
    registers: [this.registry],
  });

  /** finding a child by its labels costs more than observing; there are as many as routes and statuses */
  private readonly children = new Map<string, { observe(seconds: number): void }>();

  constructor(
    private readonly adapterHost: HttpAdapterHost,
    private readonly repository: TelemetryRepository,
    private readonly pressure: IntakePressureService,
    private readonly worker: DeliveryWorkerService,
    private readonly clock: Clock,
  ) {
    collectDefaultMetrics({ register: this.registry });
  }

  onModuleInit(): void {
    const fastify = this.adapterHost.httpAdapter.getInstance<HookHost>();
    fastify.addHook('onResponse', (request, reply, done) => {
      // The pattern, not the address: ids and one-time secrets are no labels.
      const route = request.routeOptions?.url ?? 'unknown';
      this.observe(request.method, route, reply.statusCode, reply.elapsedTime / 1000);
      done();
    });
  }

  /** One request that was answered; `route` is the pattern. */
  observe(method: string, route: string, status: number, seconds: number): void {
    const key = `${method} ${route} ${status}`;
    let child = this.children.get(key);
    if (child === undefined) {
      child = this.requests.labels(method, route, String(status));
      this.children.set(key, child);
    }
    child.observe(seconds);
  }

  /** The text format. Without a database it still answers, and says that. */
  async render(): Promise<string> {
    try {
      const inbox = await this.repository.readInbox(this.clock.now());
      this.databaseUp.set(1);
      this.deliveries.set({ state: 'pending' }, inbox.pending);
      this.deliveries.set({ state: 'quarantined' }, inbox.quarantined);
      this.oldestPending.set(inbox.oldestPendingSeconds ?? 0);
    } catch {
      this.databaseUp.set(0);
      this.deliveries.reset();
      this.oldestPending.reset();
    }
    this.readIntake();
    return this.registry.metrics();
  }

  private readIntake(): void {
    const { sample, reason } = this.pressure;
    this.processed.reset();
    this.processed.inc(this.worker.processed);
    this.pendingBytes.set(sample.pendingBytes);
    if (sample.freeDiskBytes === null) this.freeDisk.remove();
    else this.freeDisk.set(sample.freeDiskBytes);
    for (const each of ['backlog', 'disk', 'memory'] as const)
      this.refusing.set({ reason: each }, each === reason ? 1 : 0);
  }
}
