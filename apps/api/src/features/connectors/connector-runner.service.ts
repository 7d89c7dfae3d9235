import { isDeepStrictEqual } from 'node:util';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import { OutboundClient } from '../../outbound/outbound-client.js';
import { OutboundError } from '../../outbound/outbound-error.js';
import { LiveService } from '../live/live.service.js';
import { SourceService } from '../sources/source.service.js';
import type { PulledPage } from './connector-kind.js';
import type { ConnectorRecord } from './connector-record.js';
import { ConnectorRunRepository, type Progress, type RunEnd } from './connector-run.repository.js';
import { ConnectorWriterService } from './connector-writer.service.js';
import { type PullWindow, planWindow } from './plan-window.js';
import { PullClient } from './pull-client.js';
import { PullError, RateLimited } from './pull-error.js';
import { PULL_KINDS } from './pull-kinds.js';

const LOOK_EVERY_MS = 5000;
/** Runs at once in one process: a long history must not hold up what is asked each minute. */
const MAX_RUNS = 4;
const FIRST_RETRY_SECONDS = 60;
const LAST_RETRY_SECONDS = 3600;

/** Another process has it, or it was disabled or deleted meanwhile: nothing to report. */
class LeaseLost extends Error {}

/**
 * Runs the connectors that are due. Processes share the work by leases; a page and the place that it leads to are
 * stored in one transaction, so a killed process costs one page and nothing is counted twice.
 */
@Injectable()
export class ConnectorRunnerService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('connectors');
  private readonly stopping = new AbortController();
  private readonly runs = new Set<Promise<void>>();
  private timer: NodeJS.Timeout | null = null;
  /** one look after the other */
  private looking: Promise<void> = Promise.resolve();

  constructor(
    private readonly dataSource: DataSource,
    private readonly connectors: ConnectorRunRepository,
    private readonly writer: ConnectorWriterService,
    private readonly sources: SourceService,
    private readonly outbound: OutboundClient,
    private readonly live: LiveService,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.look(), LOOK_EVERY_MS);
    this.timer.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    this.stopping.abort();
    await this.looking;
    await Promise.all(this.runs);
  }

  /** Begins what is due, as far as this process has room. Resolves when it has begun, not when it has ended. */
  look(): Promise<void> {
    this.looking = this.looking.then(() => this.lookOnce());
    return this.looking;
  }

  private async lookOnce(): Promise<void> {
    try {
      while (!this.stopping.signal.aborted && this.runs.size < MAX_RUNS) {
        const claimed = await this.connectors.claim(this.dataSource.manager, this.clock.now());
        if (claimed === null) return;
        const run = this.run(claimed.connector, claimed.lease, claimed.runId).catch((error: unknown) => {
          this.logger.warn(`Connector ${claimed.connector.id}: ${(error as Error).message}`);
        });
        this.runs.add(run);
        void run.finally(() => this.runs.delete(run));
      }
    } catch (error) {
      if (!this.stopping.signal.aborted) {
        this.logger.warn(`Looking for connectors that are due failed: ${(error as Error).message}`);
      }
    }
  }

  /** Runs everything that is due and waits for its end. */
  async runDue(): Promise<void> {
    await this.look();
    while (this.runs.size > 0) {
      await Promise.all(this.runs);
      await this.look();
    }
  }

  private async run(connector: ConnectorRecord, lease: string, runId: string): Promise<void> {
    await this.live.publish(this.dataSource.manager, 'connectors', [connector.id]);
    const client = clientOf(this.outbound, connector, this.clock, this.stopping.signal);
    let end: RunEnd;
    try {
      await this.pullAll(connector, lease, runId, client);
      end = { stage: 'done', nextRunAt: this.after(connector.intervalSeconds), failures: 0, error: null };
    } catch (error) {
      if (error instanceof LeaseLost) return;
      end = this.endOf(connector, error);
    }
    await this.dataSource.transaction(async (db) => {
      await this.connectors.finish(db, connector.id, lease, runId, client.requests, this.clock.now(), end);
      await this.live.publish(db, 'connectors', [connector.id]);
    });
  }

  private async pullAll(
    connector: ConnectorRecord,
    lease: string,
    runId: string,
    client: PullClient,
  ): Promise<void> {
    const kind = PULL_KINDS[connector.kind];
    let standing = connector;
    let hasCompared = false;
    for (;;) {
      this.stopping.signal.throwIfAborted();
      const now = this.clock.now();
      const window = planWindow(standing, now, kind, hasCompared);
      if (window === null) return;
      const source = await this.sources.findById(connector.sourceId);
      if (source === null) throw new LeaseLost();
      const requestsBefore = client.requests;
      const page = await kind.pull({
        client,
        settings: connector.settings,
        sourceSettings: source.settings,
        from: window.from,
        to: window.to,
        now,
        page: standing.page ?? null,
      });
      // A sender that names the page in hand as the next one would be asked for ever.
      if (isSamePage(page.nextPage, standing.page)) {
        throw new PullError('answer_unreadable', 'The next page is the same one again.');
      }
      const progress = afterPage(standing, window, page);
      await this.dataSource.transaction(async (db) => {
        if (!(await this.connectors.holdLease(db, connector.id, lease))) throw new LeaseLost();
        // Before the first comparison nobody can say who listened.
        const isHistory = window.isHistory || standing.caughtUpTo === null;
        const written = await this.writer.write(db, connector, source, page, now, isHistory);
        await this.connectors.addDrift(db, connector.id, runId, now, written.drift);
        await this.connectors.addCounts(db, runId, {
          ...written.counts,
          requests: client.requests - requestsBefore,
        });
        await this.connectors.saveProgress(db, connector.id, progress);
        await this.live.publish(db, 'connectors', [connector.id]);
      });
      standing = { ...standing, ...progress };
      if (page.nextPage === null || page.nextPage === undefined) hasCompared ||= !window.isHistory;
    }
  }

  private endOf(connector: ConnectorRecord, error: unknown): RunEnd {
    if (this.stopping.signal.aborted) {
      const detail = 'Tenken was stopped; it goes on from its last page.';
      return {
        stage: 'paused',
        nextRunAt: this.clock.now(),
        failures: connector.failures,
        error: { code: 'stopped', detail },
      };
    }
    if (error instanceof RateLimited) {
      return {
        stage: 'paused',
        nextRunAt: this.after(error.retryAfterSeconds),
        failures: 0,
        error: { code: 'rate_limited', detail: error.message },
      };
    }
    const failures = connector.failures + 1;
    const retry = Math.min(FIRST_RETRY_SECONDS * 2 ** Math.min(failures - 1, 10), LAST_RETRY_SECONDS);
    const isKnown = error instanceof PullError || error instanceof OutboundError;
    if (!isKnown) this.logger.error(`Connector ${connector.id} failed`, (error as Error).stack);
    return {
      stage: 'failed',
      nextRunAt: this.after(retry),
      failures,
      error: isKnown
        ? { code: error.code, detail: error.message }
        : { code: 'internal', detail: 'It failed inside Tenken; the log of the server says why.' },
    };
  }

  private after(seconds: number): Date {
    return new Date(this.clock.now().getTime() + seconds * 1000);
  }
}

/** A client for one connector, with its credentials. */
export function clientOf(
  outbound: OutboundClient,
  connector: Pick<ConnectorRecord, 'kind' | 'url' | 'token' | 'settings'>,
  clock: Clock,
  signal: AbortSignal,
): PullClient {
  const headers = PULL_KINDS[connector.kind].headers(connector.token, connector.settings);
  return new PullClient(outbound, connector.url, headers, () => clock.now(), signal);
}

function isSamePage(next: unknown, current: unknown): boolean {
  return next !== null && next !== undefined && isDeepStrictEqual(next, current);
}

function afterPage(standing: ConnectorRecord, window: PullWindow, page: PulledPage): Progress {
  const { historyDoneFrom, caughtUpTo } = standing;
  if (page.nextPage !== null && page.nextPage !== undefined) {
    return {
      historyDoneFrom,
      caughtUpTo,
      windowFrom: window.from,
      windowTo: window.to,
      windowIsHistory: window.isHistory,
      page: page.nextPage,
      windowShare: page.share ?? 0,
    };
  }
  return {
    historyDoneFrom: window.isHistory ? window.from : historyDoneFrom,
    caughtUpTo: window.isHistory ? caughtUpTo : window.to,
    windowFrom: null,
    windowTo: null,
    windowIsHistory: false,
    page: null,
    windowShare: 0,
  };
}
