import { Injectable } from '@nestjs/common';
import { durationDefinition } from '@tenken/shared/duration-definition';
import type {
  DurationComparison,
  DurationGroup,
  DurationPeriod,
  DurationsQuery,
  DurationsResponse,
} from '@tenken/shared/durations.contract';
import { compareDurations } from '@tenken/statistics/compare-durations';
import { quantile } from '@tenken/statistics/quantile';
import { Clock } from '../../clock/clock.js';
import { comparedRange } from '../../clock/compared-range.js';
import { refuseTooManyBuckets } from '../../clock/refuse-too-many-buckets.js';
import { type ResolvedRange, resolveRange } from '../../clock/resolve-range.js';
import type { CalendarBucket } from '../../database/calendar-buckets.js';
import { orderGroups } from '../../database/incident-scope.js';
import { type IntervalSet, mergeIntervals } from './interval-set.js';
import { type IntervalGroup, IntervalReadModel } from './intervals.read-model.js';
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
    const compared = comparedRange(query, range, now);
    const input = { ...range, now };
    const [grouped, earlier, ungroupedPoints] = await Promise.all([
      this.intervals.grouped(query, input),
      compared === null ? null : this.intervals.whole(query, { ...compared, now }),
      query.points === true && query.groupBy === undefined
        ? this.intervals.points(query, input, ['all'])
        : null,
    ]);
    const groups = orderGroups(grouped.groups, query.groupBy);
    const keys = groups.map((group) => group.key);
    const points =
      query.points === true ? (ungroupedPoints ?? (await this.intervals.points(query, input, keys))) : null;
    const current = describePeriod(range, grouped.whole, now);
    const previous = compared && earlier ? describePeriod(compared, earlier, now) : null;
    return {
      definition: durationDefinition(query.metric, query.language),
      from: current.from,
      to: current.to,
      timeZone: range.timeZone,
      asOf: now.toISOString(),
      cohortBy: grouped.cohortBy,
      groups: groups.map((group) => ({
        ...describeGroup(group, grouped.buckets, query.groupBy === undefined ? current : null, now),
        ...(points === null ? {} : { points: points.get(group.key) ?? [], pointsTotal: countPoints(group) }),
      })),
      groupsTotal: grouped.groupsTotal,
      current,
      previous,
      ...compare(grouped.whole, current, earlier, previous),
    };
  }
}

/** No verdict while either period goes on or has open incidents: what they will be is not known yet. */
function compare(
  these: IntervalSet,
  current: DurationPeriod,
  then: IntervalSet | null,
  previous: DurationPeriod | null,
): Pick<DurationsResponse, 'comparison' | 'comparisonReason'> {
  if (then === null || previous === null) return { comparison: null, comparisonReason: null };
  if (current.unfinished || previous.unfinished) return { comparison: null, comparisonReason: 'unfinished' };
  const { verdict, ratio, lower, upper, smallestDetectableChange } = compareDurations(these.used, then.used);
  const comparison: DurationComparison = {
    ratio,
    lower,
    upper,
    verdict,
    smallestDetectableChange,
    n: these.used.length,
    previousN: then.used.length,
    medianSeconds: quantile(these.used, 0.5),
    previousMedianSeconds: quantile(then.used, 0.5),
    previousFrom: previous.from,
    previousTo: previous.to,
  };
  return { comparison, comparisonReason: null };
}

function describePeriod(range: ResolvedRange, set: IntervalSet, now: Date): DurationPeriod {
  return {
    from: range.from.toISOString(),
    to: range.to.toISOString(),
    unfinished: range.to > now || set.open.length > 0,
    ...summarizeDurations(set),
  };
}

/** `whole`: the figures of the range where they are also those of the group. */
function describeGroup(
  group: IntervalGroup,
  buckets: readonly CalendarBucket[],
  whole: DurationPeriod | null,
  now: Date,
): DurationGroup {
  const isUnfinished = (to: string | undefined, set: IntervalSet) =>
    set.open.length > 0 || (to !== undefined && Date.parse(to) > now.getTime());
  const totalOf = (all: IntervalSet) => ({
    ...summarizeDurations(all),
    unfinished: isUnfinished(buckets.at(-1)?.to, all),
  });
  return {
    key: group.key,
    label: group.label,
    total: whole ?? totalOf(mergeIntervals(group.buckets)),
    buckets: group.buckets.map((set, index) => {
      const { from, to, partial } = buckets[index] as CalendarBucket;
      return { from, to, unfinished: isUnfinished(to, set), partial, ...summarizeDurations(set) };
    }),
  };
}

function countPoints(group: IntervalGroup): number {
  return group.buckets.reduce((all, set) => all + set.used.length + set.open.length, 0);
}
