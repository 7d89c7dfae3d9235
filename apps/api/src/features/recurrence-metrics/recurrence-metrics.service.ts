import { Injectable } from '@nestjs/common';
import { metricDefinition } from '@tenken/shared/metric-definitions';
import type {
  RecurrenceMetricsResponse,
  RecurrencePair,
  RecurrenceQuery,
} from '@tenken/shared/recurrence.contract';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import { refuseTooManyBuckets } from '../../clock/refuse-too-many-buckets.js';
import { resolveRange } from '../../clock/resolve-range.js';
import { bucketIndexOf, cutRange } from '../../database/calendar-buckets.js';
import { CohortRecurrenceReadModel, type JudgedPair } from '../recurrences/cohort-recurrences.read-model.js';
import { SettingsService } from '../settings/settings.service.js';
import { countRecurrences, timeToRecurrence } from './describe-recurrence.js';
import { RecurrenceCohortReadModel } from './recurrence-cohort.read-model.js';

const MOST_IDS = 500;

/** Do incidents come back, how soon, and what had become of the fix? (METRICS.md section 3) */
@Injectable()
export class RecurrenceMetricsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly cohort: RecurrenceCohortReadModel,
    private readonly recurrences: CohortRecurrenceReadModel,
    private readonly settings: SettingsService,
    private readonly clock: Clock,
  ) {}

  async metrics(query: RecurrenceQuery): Promise<RecurrenceMetricsResponse> {
    const now = this.clock.now();
    const range = resolveRange(query, now);
    refuseTooManyBuckets(query.bucket, range);
    const { recurrenceLookBackDays } = await this.settings.read();
    const incidents = await this.cohort.incidents(query, range);
    const ids = incidents.map((incident) => incident.id);
    const [pairs, suggestedIds, buckets] = await Promise.all([
      this.recurrences.confirmed(ids),
      this.recurrences.suggested(ids, recurrenceLookBackDays),
      cutRange(this.dataSource.manager, range, query.bucket, query.fiscalYearStartsIn),
    ]);
    const confirmed = new Set(pairs.map((pair) => pair.incident.id));
    const suggested = new Set(suggestedIds);
    return {
      definition: metricDefinition('recurrence', query.language),
      from: range.from.toISOString(),
      to: range.to.toISOString(),
      timeZone: range.timeZone,
      asOf: now.toISOString(),
      lookBackDays: recurrenceLookBackDays,
      ...countRecurrences(ids, confirmed, suggested),
      suggestedIds: suggestedIds.slice(0, MOST_IDS),
      buckets: buckets.map((bucket, index) => {
        const inBucket = incidents.filter((row) => bucketIndexOf(buckets, row.cohortAt) === index);
        return {
          ...bucket,
          unfinished: Date.parse(bucket.to) > now.getTime(),
          ...countRecurrences(
            inBucket.map((row) => row.id),
            confirmed,
            suggested,
          ),
        };
      }),
      timeToRecurrence: timeToRecurrence(incidents, now),
      recurredWithFixOpen: pairs
        .filter((pair) => pair.fix === 'fix_open')
        .map((pair) => onlyItems(pair, ({ statusThen }) => statusThen !== 'done')),
      recurredAfterFix: pairs.filter((pair) => pair.fix === 'fix_done').map((pair) => onlyItems(pair)),
      recurredWithoutItems: pairs.filter((pair) => pair.fix === 'no_items').map((pair) => onlyItems(pair)),
    };
  }
}

function onlyItems(
  { incident, earlier, daysAfter, items }: JudgedPair,
  keep: (item: RecurrencePair['items'][number]) => boolean = () => true,
): RecurrencePair {
  return { incident, earlier, daysAfter, items: items.filter(keep) };
}
