import type {
  ActionItemFigures,
  ActionItemMetricsResponse,
} from '@tenken/shared/action-item-metrics.contract';
import type { RecurrenceMetricsResponse } from '@tenken/shared/recurrence.contract';
import type {
  ReportActionItems,
  ReportPeriod,
  ReportRecurrence,
  ReportShare,
  ReportShareComparison,
} from '@tenken/shared/report-contents.contract';
import { fisherExactTest, type SuccessesAndFailures } from '@tenken/statistics/fisher-exact-test';

const PAIR_LIMIT = 200;
const STEP_LIMIT = 400;
/** Fewer in either period is too few to tell (METRICS.md section 2). */
const ENOUGH = 6;

/** This period's answer and those of the two periods that it is compared with. */
interface Answers<T> {
  now: T;
  previous: T;
  lastYear: T;
}
type Periods = Record<'previous' | 'lastYear', ReportPeriod>;

/** Do incidents come back, and what had become of the fix? */
export function describeRecurrence(
  { now, previous, lastYear }: Answers<RecurrenceMetricsResponse>,
  periods: Periods,
  ended: boolean,
  confirmedIds: readonly string[],
): ReportRecurrence {
  const { timeToRecurrence } = now;
  const pairs = [
    ...now.recurredWithFixOpen.map((pair) => ({ fix: 'fix_open' as const, ...pair })),
    ...now.recurredAfterFix.map((pair) => ({ fix: 'fix_done' as const, ...pair })),
    ...now.recurredWithoutItems.map((pair) => ({ fix: 'no_items' as const, ...pair })),
  ];
  const compare = (other: 'previous' | 'last_year', then: RecurrenceMetricsResponse, period: ReportPeriod) =>
    compareShares(other, now.confirmedRate, then.confirmedRate, period, ended && period.ended);
  return {
    incidents: now.incidents,
    confirmed: now.confirmed,
    suggested: now.suggested,
    confirmedRate: now.confirmedRate,
    suggestedRate: now.suggestedRate,
    lookBackDays: now.lookBackDays,
    comparisons: [
      compare('previous', previous, periods.previous),
      compare('last_year', lastYear, periods.lastYear),
    ],
    fixOpen: now.recurredWithFixOpen.length,
    fixDone: now.recurredAfterFix.length,
    noItems: now.recurredWithoutItems.length,
    pairs: pairs.slice(0, PAIR_LIMIT).map(({ fix, incident, earlier, daysAfter, items }) => ({
      fix,
      incident: brief(incident),
      earlier: brief(earlier),
      daysAfter,
      items: items.map(({ id, title, type, dueOn, statusThen, statusNow }) => ({
        id,
        title,
        type,
        dueOn,
        statusThen,
        statusNow,
      })),
    })),
    confirmedIds: [...confirmedIds],
    suggestedIds: now.suggestedIds,
    within: timeToRecurrence.within,
    curve: thin(timeToRecurrence.curve).map(({ day, recurred, lower, upper, atRisk }) => ({
      day,
      share: recurred,
      lower,
      upper,
      atRisk,
    })),
  };
}

/**
 * What became of the action items that were created in the period. The shares of two cohorts get no word: the older one
 * had longer to be finished. What is judged is the pace, as long as both were followed (log-rank).
 */
export function describeActionItems(
  { now, lastYear }: Record<'now' | 'lastYear', ActionItemMetricsResponse>,
  bySeverity: ActionItemMetricsResponse,
  byTeam: ActionItemMetricsResponse,
  periods: Periods,
  ended: boolean,
): ReportActionItems {
  const compare = (
    other: 'previous' | 'last_year',
    { comparison }: ActionItemMetricsResponse,
    period: ReportPeriod,
  ): ReportShareComparison => ({
    ...unjudged(other, now.completionRate, comparison?.previous.completionRate ?? null, period),
    reason: ended && period.ended ? 'longer_follow_up' : 'unfinished',
    pace: ended && period.ended ? (comparison?.pace ?? null) : null,
  });
  return {
    ...itemFigures(now),
    comparisons: [
      compare('previous', now, periods.previous),
      compare('last_year', lastYear, periods.lastYear),
    ],
    followed: now.followed,
    leftOut: now.leftOut,
    doneWithin: now.doneWithin,
    curve: thin(now.curve).map(({ day, done, lower, upper, declined, atRisk }) => ({
      day,
      done,
      lower,
      upper,
      declined,
      atRisk,
    })),
    lenses: now.lenses,
    bySeverity: bySeverity.groups.map(({ key, label, ...figures }) => ({
      key,
      label,
      ...itemFigures(figures),
    })),
    byTeam: byTeam.groups.map(({ key, label, ...figures }) => ({ key, label, ...itemFigures(figures) })),
    months: now.buckets.map((bucket) => ({
      from: bucket.from,
      to: bucket.to,
      unfinished: bucket.unfinished,
      ...itemFigures(bucket),
    })),
  };
}

type ItemFigures = Pick<
  ReportActionItems,
  | 'created'
  | 'done'
  | 'declined'
  | 'deleted'
  | 'openInTime'
  | 'overdue'
  | 'completionRate'
  | 'onTimeRate'
  | 'medianDays'
  | 'medianLower'
  | 'medianUpper'
>;

function itemFigures(figures: ActionItemFigures | ItemFigures): ItemFigures {
  return {
    created: figures.created,
    done: figures.done,
    declined: figures.declined,
    deleted: figures.deleted,
    openInTime: figures.openInTime,
    overdue: figures.overdue,
    completionRate: figures.completionRate,
    onTimeRate: figures.onTimeRate,
    medianDays: figures.medianDays,
    medianLower: figures.medianLower,
    medianUpper: figures.medianUpper,
  };
}

/** Fisher's exact test of two shares. No verdict while either period goes on: what it will be is not known yet. */
export function compareShares(
  other: 'previous' | 'last_year',
  share: ReportShare | null,
  previousShare: ReportShare | null,
  period: ReportPeriod,
  ended: boolean,
): ReportShareComparison {
  const base = unjudged(other, share, previousShare, period);
  if (!ended) return base;
  if (share === null || previousShare === null || Math.min(share.n, previousShare.n) < ENOUGH)
    return { ...base, verdict: 'too_few', reason: null };
  const pValue = fisherExactTest(countsOf(share), countsOf(previousShare));
  const verdict = pValue >= 0.05 ? 'no_clear_change' : share.value < previousShare.value ? 'lower' : 'higher';
  return { ...base, verdict, reason: null, pValue };
}

function unjudged(
  other: 'previous' | 'last_year',
  share: ReportShare | null,
  previousShare: ReportShare | null,
  period: ReportPeriod,
): ReportShareComparison {
  return {
    with: other,
    verdict: null,
    reason: 'unfinished',
    n: share?.n ?? 0,
    previousN: previousShare?.n ?? 0,
    previousFrom: period.from,
    previousTo: period.to,
    share,
    previousShare,
    pValue: null,
  };
}

function countsOf({ value, n }: ReportShare): SuccessesAndFailures {
  const successes = Math.round(value * n);
  return { successes, failures: n - successes };
}

function brief<T extends ReportRecurrence['pairs'][number]['incident']>({
  id,
  title,
  severity,
  startedAt,
  resolvedAt,
}: T) {
  return { id, title, severity, startedAt, resolvedAt };
}

/** Every step, or so many of them evenly, the last one always. */
function thin<T>(steps: readonly T[]): T[] {
  if (steps.length <= STEP_LIMIT) return [...steps];
  const every = (steps.length - 1) / (STEP_LIMIT - 1);
  return Array.from({ length: STEP_LIMIT }, (_, index) => steps[Math.round(index * every)] as T);
}
