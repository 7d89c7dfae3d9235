import { Injectable } from '@nestjs/common';
import {
  type DurationComparison,
  type DurationGroup,
  type DurationsQuery,
  type DurationsResponse,
  POINT_LIMIT,
} from '@tenken/shared/durations.contract';
import { metricDefinition } from '@tenken/shared/metric-definitions';
import { compareDurations } from '@tenken/statistics/compare-durations';
import { quantile } from '@tenken/statistics/quantile';
import { Clock } from '../../clock/clock.js';
import { refuseTooManyBuckets } from '../../clock/refuse-too-many-buckets.js';
import { type ResolvedRange, resolveRange } from '../../clock/resolve-range.js';
import { DomainError } from '../../errors/domain-error.js';
import { groupIntervals, type IntervalGroup } from './group-intervals.js';
import { type IntervalBucket, IntervalReadModel, type IntervalRow } from './intervals.read-model.js';
import { previousRange } from './previous-range.js';
import { summarizeDurations } from './summarize-durations.js';

/** How long incidents took, per period and group, with the change against another period (METRICS.md section 2). */
@Injectable()
export class DurationService {
  constructor(
    private readonly intervals: IntervalReadModel,
    private readonly clock: Clock,
  ) {}

  async durations(query: DurationsQuery): Promise<DurationsResponse> {
    const now = this.clock.now();
    const range = resolveRange(query, now);
    refuseTooManyBuckets(query.bucket, range);
    const buckets = await this.intervals.buckets(query, { ...range, now });
    const { groups, groupsTotal } = groupIntervals(buckets, query.groupBy, query.groupLimit);
    const rows = buckets.flatMap((bucket) => bucket.rows);
    const comparison = await this.compare(query, range, rows, now);
    return {
      definition: metricDefinition(query.metric, query.language),
      from: range.from.toISOString(),
      to: range.to.toISOString(),
      timeZone: range.timeZone,
      asOf: now.toISOString(),
      cohortBy: countCohorts(rows),
      groups: groups.map((group) => describeGroup(group, now, query.points ?? false)),
      groupsTotal,
      comparison,
      comparisonReason: comparison === null ? 'unfinished' : null,
    };
  }

  /** Null while either period goes on or has open incidents: what they will be is not known yet. */
  private async compare(
    query: DurationsQuery,
    range: ResolvedRange,
    rows: readonly IntervalRow[],
    now: Date,
  ): Promise<DurationComparison | null> {
    const previous = comparedRange(query, range, now);
    if (range.to > now || previous.to > now || rows.some(isOpen)) return null;
    const [before] = await this.intervals.buckets(
      { ...query, bucket: undefined, groupBy: undefined },
      { ...previous, now },
    );
    const earlier = before?.rows ?? [];
    if (earlier.some(isOpen)) return null;
    const [these, then] = [usedSeconds(rows), usedSeconds(earlier)];
    const { verdict, ratio, lower, upper, smallestDetectableChange } = compareDurations(these, then);
    return {
      ratio,
      lower,
      upper,
      verdict,
      smallestDetectableChange,
      n: these.length,
      previousN: then.length,
      medianSeconds: quantile(these, 0.5),
      previousMedianSeconds: quantile(then, 0.5),
      previousFrom: previous.from.toISOString(),
      previousTo: previous.to.toISOString(),
    };
  }
}

function comparedRange(query: DurationsQuery, range: ResolvedRange, now: Date): ResolvedRange {
  const { compareFrom, compareTo, timeZone } = query;
  if (compareFrom === undefined && compareTo === undefined) return previousRange(range);
  if (compareFrom === undefined) throw DomainError.invalid('compareFrom', 'is needed with compareTo');
  if (compareTo === undefined) throw DomainError.invalid('compareTo', 'is needed with compareFrom');
  return resolveRange({ from: compareFrom, to: compareTo, timeZone }, now);
}

function describeGroup(group: IntervalGroup, now: Date, withPoints: boolean): DurationGroup {
  const rows = group.buckets.flatMap((bucket) => bucket.rows);
  const last = group.buckets.at(-1);
  return {
    key: group.key,
    label: group.label,
    total: { ...summarizeDurations(rows), unfinished: last !== undefined && isUnfinished(last, now, rows) },
    buckets: group.buckets.map((bucket) => ({
      from: bucket.from,
      to: bucket.to,
      unfinished: isUnfinished(bucket, now, bucket.rows),
      partial: bucket.partial,
      ...summarizeDurations(bucket.rows),
    })),
    ...(withPoints ? pointsOf(rows) : {}),
  };
}

function isUnfinished(bucket: IntervalBucket, now: Date, rows: readonly IntervalRow[]): boolean {
  return Date.parse(bucket.to) > now.getTime() || rows.some(isOpen);
}

function pointsOf(rows: readonly IntervalRow[]): Pick<DurationGroup, 'points' | 'pointsTotal'> {
  const points = rows.flatMap(({ id, title, severity, cohortAt, seconds, state }) =>
    seconds !== null && (state === 'used' || state === 'open')
      ? [{ id, title, severity, at: cohortAt, seconds, open: state === 'open' }]
      : [],
  );
  return { points: points.slice(-POINT_LIMIT), pointsTotal: points.length };
}

function countCohorts(rows: readonly IntervalRow[]): DurationsResponse['cohortBy'] {
  const counts = { startedAt: 0, detectedAt: 0, declaredAt: 0 };
  for (const row of rows) counts[row.cohortField] += 1;
  return counts;
}

function isOpen(row: IntervalRow): boolean {
  return row.state === 'open';
}

function usedSeconds(rows: readonly IntervalRow[]): number[] {
  return rows.flatMap(({ state, seconds }) => (state === 'used' && seconds !== null ? [seconds] : []));
}
