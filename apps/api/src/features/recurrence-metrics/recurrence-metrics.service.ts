import { Injectable } from '@nestjs/common';
import { metricDefinition } from '@tenken/shared/metric-definitions';
import type {
  RecurrenceMetricsResponse,
  RecurrencePair,
  RecurrenceQuery,
} from '@tenken/shared/recurrence.contract';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import { comparedRange } from '../../clock/compared-range.js';
import { refuseTooManyBuckets } from '../../clock/refuse-too-many-buckets.js';
import { type ResolvedRange, resolveRange } from '../../clock/resolve-range.js';
import { cutRange } from '../../database/calendar-buckets.js';
import { orderGroups } from '../../database/incident-scope.js';
import {
  CohortRecurrenceReadModel,
  type RecurrenceCounts,
} from '../recurrences/cohort-recurrences.read-model.js';
import { ConfirmedPairReadModel, type JudgedPair } from '../recurrences/confirmed-pairs.read-model.js';
import { RecurrenceSuggestionService } from '../recurrences/recurrence-suggestions.service.js';
import { TextComparisonService } from '../recurrences/text-comparison.service.js';
import { SettingsService } from '../settings/settings.service.js';
import { compareRates, describeCounts, sumCounts, timeToRecurrence } from './describe-recurrence.js';

/** Do incidents come back, how soon, and what had become of the fix? (METRICS.md section 3) */
@Injectable()
export class RecurrenceMetricsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly cohort: CohortRecurrenceReadModel,
    private readonly pairs: ConfirmedPairReadModel,
    private readonly suggestions: RecurrenceSuggestionService,
    private readonly text: TextComparisonService,
    private readonly settings: SettingsService,
    private readonly clock: Clock,
  ) {}

  async metrics(query: RecurrenceQuery): Promise<RecurrenceMetricsResponse> {
    const now = this.clock.now();
    const range = resolveRange(query, now);
    refuseTooManyBuckets(query.bucket, range);
    const compared = comparedRange(query, range, now);
    const buckets = await cutRange(this.dataSource.manager, range, query.bucket, query.fiscalYearStartsIn);
    const [{ recurrenceLookBackDays }, { periods, suggestedIds }, groups, earlier, followed, fixes, pairs] =
      await Promise.all([
        this.settings.read(),
        this.cohort.byPeriod(
          query,
          range,
          buckets.map((bucket) => bucket.from),
        ),
        query.groupBy === undefined ? [] : this.cohort.byGroup(query, range, query.groupBy, query.groupLimit),
        compared === null ? null : this.cohort.byPeriod(query, compared, [compared.from.toISOString()]),
        this.cohort.followed(query, range, now),
        this.pairs.countByFix(query, range),
        this.pairs.latest(query, range),
      ]);
    const [pending, text] = await Promise.all([this.suggestions.pending(), this.text.state()]);
    const whole = sumCounts(periods);
    const withFix = (fix: JudgedPair['fix']) => pairs.filter((pair) => pair.fix === fix);
    return {
      definition: metricDefinition('recurrence', query.language),
      from: range.from.toISOString(),
      to: range.to.toISOString(),
      timeZone: range.timeZone,
      asOf: now.toISOString(),
      lookBackDays: recurrenceLookBackDays,
      ...describeCounts(whole),
      suggestedIds,
      buckets: buckets.map((bucket, index) => ({
        ...bucket,
        unfinished: Date.parse(bucket.to) > now.getTime(),
        ...describeCounts(periods[index] as RecurrenceCounts),
      })),
      groups: orderGroups(
        groups.map(({ key, label, groupsTotal: _, ...counts }) => ({
          key,
          label,
          ...describeCounts(counts),
        })),
        query.groupBy,
      ),
      groupsTotal: groups[0]?.groupsTotal ?? 0,
      ...compare(whole, range, earlier && sumCounts(earlier.periods), compared, now),
      pending,
      text,
      timeToRecurrence: timeToRecurrence(followed),
      fixes,
      recurredWithFixOpen: withFix('fix_open').map((pair) =>
        onlyItems(pair, ({ statusThen }) => statusThen !== 'done'),
      ),
      recurredAfterFix: withFix('fix_done').map((pair) => onlyItems(pair)),
      recurredWithoutItems: withFix('no_items').map((pair) => onlyItems(pair)),
    };
  }
}

/** No verdict while either period goes on: what began in it may still be found to recur. */
function compare(
  current: RecurrenceCounts,
  range: ResolvedRange,
  previous: RecurrenceCounts | null,
  compared: ResolvedRange | null,
  now: Date,
): Pick<RecurrenceMetricsResponse, 'comparison' | 'comparisonReason'> {
  if (previous === null || compared === null) return { comparison: null, comparisonReason: null };
  if (range.to > now || compared.to > now) return { comparison: null, comparisonReason: 'unfinished' };
  return {
    comparison: {
      ...compareRates(current, previous),
      previous: describeCounts(previous),
      previousFrom: compared.from.toISOString(),
      previousTo: compared.to.toISOString(),
    },
    comparisonReason: null,
  };
}

function onlyItems(
  { fix: _, items, ...pair }: JudgedPair,
  keep: (item: RecurrencePair['items'][number]) => boolean = () => true,
): RecurrencePair {
  return { ...pair, items: items.filter(keep) };
}
