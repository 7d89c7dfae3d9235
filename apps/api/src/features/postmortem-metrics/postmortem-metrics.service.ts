import { Injectable } from '@nestjs/common';
import { metricDefinition } from '@tenken/shared/metric-definitions';
import type {
  PostmortemMetricsQuery,
  PostmortemMetricsResponse,
} from '@tenken/shared/postmortem-metrics.contract';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import { refuseTooManyBuckets } from '../../clock/refuse-too-many-buckets.js';
import { resolveRange } from '../../clock/resolve-range.js';
import { cutRange } from '../../database/calendar-buckets.js';
import { PostmortemCohortReadModel } from '../postmortems/postmortem-cohort.read-model.js';
import { SettingsService } from '../settings/settings.service.js';
import { agesOfUnreviewed, summarizePostmortems } from './summarize-postmortems.js';

/** Postmortems by the period in which their incidents were resolved (METRICS.md section 5). */
@Injectable()
export class PostmortemMetricsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly cohort: PostmortemCohortReadModel,
    private readonly settings: SettingsService,
    private readonly clock: Clock,
  ) {}

  async metrics(query: PostmortemMetricsQuery): Promise<PostmortemMetricsResponse> {
    const now = this.clock.now();
    const range = resolveRange(query, now);
    refuseTooManyBuckets(query.bucket, range);
    const [from, to] = [range.from.toISOString(), range.to.toISOString()];
    const { timeZone, team, service, severity } = query;
    const fiscalYearStartsIn = query.fiscalYearStartsIn ?? (await this.settings.read()).fiscalYearStartsIn;
    const buckets = await cutRange(this.dataSource.manager, range, query.bucket, fiscalYearStartsIn);
    const rows = await this.cohort.count(
      { from, to, timeZone, team, service, severity },
      buckets.map((bucket) => bucket.from),
      now,
    );
    return {
      definition: metricDefinition('postmortems', query.language),
      from,
      to,
      timeZone,
      asOf: now.toISOString(),
      total: summarizePostmortems(rows),
      buckets: buckets.map((bucket, index) => ({
        ...bucket,
        unfinished: Date.parse(bucket.to) > now.getTime(),
        ...summarizePostmortems(rows.filter((row) => row.bucket === index)),
      })),
      ages: agesOfUnreviewed(rows),
    };
  }
}
