import { Injectable } from '@nestjs/common';
import type {
  ActionItemCohort,
  ActionItemCohortUnit,
  ActionItemMetricsQuery,
  ActionItemMetricsResponse,
} from '@tenken/shared/action-item-metrics.contract';
import type { ActionItemFilters } from '@tenken/shared/action-items.contract';
import { metricDefinition } from '@tenken/shared/metric-definitions';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import { comparedRange } from '../../clock/compared-range.js';
import { localDayOf } from '../../clock/local-day.js';
import { refuseTooManyBuckets } from '../../clock/refuse-too-many-buckets.js';
import { type ResolvedRange, resolveRange } from '../../clock/resolve-range.js';
import { type CalendarBucket, cutRange } from '../../database/calendar-buckets.js';
import { ActionItemCohortReadModel, type CohortItem } from '../action-items/action-item-cohort.read-model.js';
import { ActionItemReadModel } from '../action-items/action-items.read-model.js';
import { BusinessCalendarReadModel } from '../action-items/business-calendar.read-model.js';
import { OpenActionItemReadModel } from '../action-items/open-action-items.read-model.js';
import { RecurredFixReadModel } from '../action-items/recurred-fixes.read-model.js';
import { compareCohorts } from './compare-cohorts.js';
import { describeOpenItems } from './describe-open-items.js';
import { describeRecurred } from './describe-recurred.js';
import { drawCurves, groupItems } from './group-curves.js';
import { describeCompletion, shareOfLenses, summarizeActionItems } from './summarize-action-items.js';

const MOST_IDS = 500;
const LONGEST_IN_MONTHS = 400;
const LENSES = ['prevent', 'detect', 'mitigate', 'repair'] as const;

/** What became of the action items that were created in a range, and what is open now (METRICS.md section 4). */
@Injectable()
export class ActionItemMetricsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly cohort: ActionItemCohortReadModel,
    private readonly openItems: OpenActionItemReadModel,
    private readonly recurred: RecurredFixReadModel,
    private readonly rows: ActionItemReadModel,
    private readonly calendars: BusinessCalendarReadModel,
    private readonly clock: Clock,
  ) {}

  async metrics(query: ActionItemMetricsQuery): Promise<ActionItemMetricsResponse> {
    const now = this.clock.now();
    const range = resolveRange(query, now);
    const cohortUnit = query.cohort ?? defaultUnit(range);
    refuseTooManyBuckets(query.bucket, range);
    refuseTooManyBuckets(cohortUnit, range);
    const compared = comparedRange(query, range, now);
    const db = this.dataSource.manager;
    const [buckets, cohorts, clocks] = await Promise.all([
      cutRange(db, range, query.bucket, query.fiscalYearStartsIn),
      cutRange(db, range, cohortUnit, query.fiscalYearStartsIn),
      this.calendars.all(query.timeZone),
    ]);
    const scope = scopeOf(query);
    const inRange = { ...scope, ...bounds(range) };
    const [items, earlier, open, recurred, due] = await Promise.all([
      this.cohort.items(inRange, clocks, query.groupBy === 'severity'),
      compared && this.cohort.items({ ...scope, ...bounds(compared) }, clocks),
      this.openItems.items(scope, clocks),
      this.recurred.latest(inRange),
      this.rows.ids({ ...inRange, figure: 'due_judged' }, MOST_IDS),
    ]);
    const today = localDayOf(now, query.timeZone);
    const groups = query.groupBy === undefined ? [] : groupItems(items, query.groupBy, clocks.names);
    const figures = summarizeActionItems(items);
    const inBuckets = partition(items, buckets);
    const inCohorts = partition(items, cohorts);
    return {
      definition: metricDefinition('completion_rate', query.language),
      ...bounds(range),
      timeZone: query.timeZone,
      asOf: now.toISOString(),
      ...figures,
      ...describeCompletion(items),
      dueIds: due,
      lenses: shareOfLenses(items),
      groups: groups.map((group) => ({ key: group.key, label: group.label, ...group.figures })),
      buckets: buckets.map((bucket, index) => ({
        ...bucket,
        unfinished: isUnfinished(bucket, now),
        ...summarizeActionItems(inBuckets[index] ?? []),
      })),
      ...drawCurves(groups),
      cohortUnit,
      cohorts: cohorts.map((period, index) => describeCohort(period, inCohorts[index] ?? [], now)),
      comparison: compared && earlier && compareCohorts(items, figures, earlier, compared),
      ...describeOpenItems(open, clocks.names, today, query.timeZone),
      recurredAfterClosing: describeRecurred(
        recurred,
        items.filter(({ closedFix }) => closedFix).length,
        clocks,
      ),
    };
  }
}

function defaultUnit(range: ResolvedRange): ActionItemCohortUnit {
  const days = (range.to.getTime() - range.from.getTime()) / 86_400_000;
  return days <= LONGEST_IN_MONTHS ? 'month' : 'quarter';
}

function scopeOf(query: ActionItemMetricsQuery): ActionItemFilters {
  const { timeZone, team, service, severity, type, priority } = query;
  return { timeZone, team, service, severity, type, priority };
}

function bounds(range: ResolvedRange): { from: string; to: string } {
  return { from: range.from.toISOString(), to: range.to.toISOString() };
}

function isUnfinished(period: CalendarBucket, now: Date): boolean {
  return Date.parse(period.to) > now.getTime();
}

/** The items of each period, by creation. */
function partition(items: readonly CohortItem[], periods: readonly CalendarBucket[]): CohortItem[][] {
  const ends = periods.map(({ to }) => Date.parse(to));
  const parts: CohortItem[][] = periods.map(() => []);
  let index = 0;
  for (const item of items) {
    // They come nearly in order of creation: the next one is in the same period or in one beside it.
    while (index > 0 && item.createdAt < ends[index - 1]!) index -= 1;
    while (index < ends.length - 1 && item.createdAt >= ends[index]!) index += 1;
    parts[index]?.push(item);
  }
  return parts;
}

function describeCohort(period: CalendarBucket, items: readonly CohortItem[], now: Date): ActionItemCohort {
  const figures = summarizeActionItems(items);
  const lenses = shareOfLenses(items);
  const isEmpty = lenses.every(({ n }) => n === 0);
  return {
    ...period,
    unfinished: isUnfinished(period, now),
    ...figures,
    lenses,
    missing: isEmpty ? [] : LENSES.filter((type) => !lenses.some((lens) => lens.type === type && lens.n > 0)),
  };
}
