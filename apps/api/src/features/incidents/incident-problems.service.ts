import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { findInstantProblems } from '@tenken/shared/find-instant-problems';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import { LiveService } from '../live/live.service.js';
import { IncidentRepository } from './incidents.repository.js';

const EVERY_MS = 10 * 60_000;

/**
 * Problems are worked out when an incident is written, because figures read them. One of them wears off by itself: an
 * instant in the future is in the past one day. Looked at again every ten minutes; several processes may do it.
 */
@Injectable()
export class IncidentProblemService implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger('incidents');
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly repository: IncidentRepository,
    private readonly live: LiveService,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.timer = setInterval(() => {
      this.refresh().catch((error: unknown) =>
        this.logger.warn(`Looking at times again failed: ${String(error)}`),
      );
    }, EVERY_MS).unref();
  }

  onApplicationShutdown(): void {
    if (this.timer !== null) clearInterval(this.timer);
  }

  /** Returns how many incidents have other problems than before. */
  async refresh(): Promise<number> {
    return this.dataSource.transaction(async (db) => {
      let changed = 0;
      for (const incident of await this.repository.findInFutureForUpdate(db)) {
        const problems = findInstantProblems(incident, this.clock.now());
        if (JSON.stringify(problems) === JSON.stringify(incident.problems)) continue;
        await this.repository.save(db, { ...incident, problems });
        changed += 1;
      }
      if (changed > 0) await this.live.publish(db, 'incidents');
      return changed;
    });
  }
}
