import { Injectable } from '@nestjs/common';
import type {
  ActionItemGroupBy,
  ActionItemMetricsQuery,
  ActionItemMetricsResponse,
} from '@tenken/shared/action-item-metrics.contract';
import { metricDefinition } from '@tenken/shared/metric-definitions';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import { refuseTooManyBuckets } from '../../clock/refuse-too-many-buckets.js';
import { resolveRange } from '../../clock/resolve-range.js';
import { bucketIndexOf, cutRange } from '../../database/calendar-buckets.js';
import { ActionItemCohortReadModel, type CohortItem } from '../action-items/action-item-cohort.read-model.js';
import {
  describeCompletion,
  dueItems,
  shareOfLenses,
  summarizeActionItems,
} from './summarize-action-items.js';

const MOST_IDS = 500;
const ORDERS: Partial<Record<ActionItemGroupBy, readonly string[]>> = {
  severity: ['SEV1', 'SEV2', 'SEV3', 'SEV4', 'none'],
  priority: ['P0', 'P1', 'P2', 'P3', 'none'],
  type: ['prevent', 'detect', 'mitigate', 'repair', 'process', 'other'],
};

/** What became of the action items that were created in a range (METRICS.md section 4). */
@Injectable()
export class ActionItemMetricsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly cohort: ActionItemCohortReadModel,
    private readonly clock: Clock,
  ) {}

  async metrics(query: ActionItemMetricsQuery): Promise<ActionItemMetricsResponse> {
    const now = this.clock.now();
    const range = resolveRange(query, now);
    refuseTooManyBuckets(query.bucket, range);
    const [from, to] = [range.from.toISOString(), range.to.toISOString()];
    const { timeZone, team, service, severity, type, priority } = query;
    const items = await this.cohort.items(
      { from, to, timeZone, team, service, severity, type, priority },
      query.groupBy ?? null,
    );
    const buckets = await cutRange(this.dataSource.manager, range, query.bucket, query.fiscalYearStartsIn);
    const figures = (some: readonly CohortItem[]) => summarizeActionItems(some, now, timeZone);
    return {
      definition: metricDefinition('completion_rate', query.language),
      from,
      to,
      timeZone,
      asOf: now.toISOString(),
      ...figures(items),
      ...describeCompletion(items, now),
      dueIds: dueItems(items, now, timeZone)
        .slice(0, MOST_IDS)
        .map((item) => item.id),
      lenses: shareOfLenses(items),
      groups: query.groupBy === undefined ? [] : groupsOf(items, query.groupBy, figures),
      buckets: buckets.map((bucket, index) => ({
        ...bucket,
        unfinished: Date.parse(bucket.to) > now.getTime(),
        ...figures(items.filter((item) => bucketIndexOf(buckets, item.createdAt) === index)),
      })),
    };
  }
}

function groupsOf(
  items: readonly CohortItem[],
  groupBy: ActionItemGroupBy,
  figures: (some: readonly CohortItem[]) => ReturnType<typeof summarizeActionItems>,
): ActionItemMetricsResponse['groups'] {
  const labels = new Map(items.flatMap((item) => item.groups.map(({ key, label }) => [key, label] as const)));
  const order = ORDERS[groupBy];
  const keys = [...labels.keys()].sort((a, b) =>
    order
      ? order.indexOf(a) - order.indexOf(b)
      : Number(a === 'none') - Number(b === 'none') || (labels.get(a) ?? a).localeCompare(labels.get(b) ?? b),
  );
  return keys.map((key) => ({
    key,
    label: labels.get(key) ?? null,
    ...figures(items.filter((item) => item.groups.some((group) => group.key === key))),
  }));
}
