import { Injectable } from '@nestjs/common';
import type {
  IncidentRateComparison,
  IncidentRateGroup,
  IncidentRatesQuery,
  IncidentRatesResponse,
} from '@tenken/shared/incident-rates.contract';
import { metricDefinition } from '@tenken/shared/metric-definitions';
import { binomialTest } from '@tenken/statistics/binomial-test';
import { poissonRateRatio } from '@tenken/statistics/poisson-rate-ratio';
import { Clock } from '../../clock/clock.js';
import { comparedRange } from '../../clock/compared-range.js';
import { refuseTooManyBuckets } from '../../clock/refuse-too-many-buckets.js';
import { resolveRange } from '../../clock/resolve-range.js';
import type { CalendarBucket } from '../../database/calendar-buckets.js';
import { orderGroups } from '../../database/incident-scope.js';
import { describeRate, exposureDays, type IncidentCounts, mergeCounts } from './describe-rate.js';
import { type CountedGroup, IncidentCountReadModel } from './incident-counts.read-model.js';

type RatePeriod = IncidentRatesResponse['current'];

/** How often incidents begin, per period and group, with the change against another period (METRICS.md section 2). */
@Injectable()
export class IncidentRateService {
  constructor(
    private readonly counts: IncidentCountReadModel,
    private readonly clock: Clock,
  ) {}

  async rates(query: IncidentRatesQuery): Promise<IncidentRatesResponse> {
    const now = this.clock.now();
    const range = resolveRange(query, now);
    refuseTooManyBuckets(query.bucket, range);
    const compared = comparedRange(query, range, now);
    const [grouped, whole, earlier] = await Promise.all([
      this.counts.grouped(query, range),
      query.groupBy === undefined ? null : this.counts.whole(query, range),
      compared === null ? null : this.counts.whole(query, compared),
    ]);
    const groups = orderGroups(grouped.groups, query.groupBy);
    const current = describePeriod(
      range,
      whole ?? mergeCounts(groups.flatMap((group) => group.buckets)),
      now,
    );
    const previous = compared && earlier ? describePeriod(compared, earlier, now) : null;
    return {
      definition: metricDefinition('incident_rate', query.language),
      from: current.from,
      to: current.to,
      timeZone: range.timeZone,
      asOf: now.toISOString(),
      groups: groups.map((group) => describeGroup(group, grouped.buckets, current, now)),
      groupsTotal: grouped.groupsTotal,
      current,
      previous,
      ...compare(current, previous),
    };
  }
}

/** No verdict while either period goes on. */
function compare(
  current: RatePeriod,
  previous: RatePeriod | null,
): Pick<IncidentRatesResponse, 'comparison' | 'comparisonReason'> {
  if (previous === null) return { comparison: null, comparisonReason: null };
  if (current.unfinished || previous.unfinished) return { comparison: null, comparisonReason: 'unfinished' };
  const events = ({ n, exposureDays: exposure }: RatePeriod) => ({ count: n, exposure });
  const ratio = poissonRateRatio(events(current), events(previous));
  const share = current.exposureDays / (current.exposureDays + previous.exposureDays);
  const comparison: IncidentRateComparison = {
    ratio: ratio?.ratio ?? null,
    lower: ratio?.lower ?? null,
    upper: ratio?.upper ?? null,
    pValue: ratio === null ? null : binomialTest(current.n, current.n + previous.n, share),
    verdict: ratio?.verdict ?? 'too_few',
    n: current.n,
    previousN: previous.n,
    previousFrom: previous.from,
    previousTo: previous.to,
  };
  return { comparison, comparisonReason: null };
}

function describePeriod(range: { from: Date; to: Date }, counts: IncidentCounts, now: Date): RatePeriod {
  return {
    from: range.from.toISOString(),
    to: range.to.toISOString(),
    unfinished: range.to > now,
    ...describeRate(counts, exposureDays(range.from, range.to, now)),
  };
}

function describeGroup(
  group: CountedGroup,
  buckets: readonly CalendarBucket[],
  range: RatePeriod,
  now: Date,
): IncidentRateGroup {
  return {
    key: group.key,
    label: group.label,
    total: { ...describeRate(mergeCounts(group.buckets), range.exposureDays), unfinished: range.unfinished },
    buckets: group.buckets.map((counts, index) => {
      const { from, to, partial } = buckets[index] as CalendarBucket;
      const exposure = exposureDays(new Date(from), new Date(to), now);
      return {
        from,
        to,
        unfinished: Date.parse(to) > now.getTime(),
        partial,
        ...describeRate(counts, exposure),
      };
    }),
  };
}
