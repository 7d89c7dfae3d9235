import type {
  ActionItemFigures,
  ActionItemMetricsResponse,
} from '@tenken/shared/action-item-metrics.contract';
import type { RecurrenceMetricsResponse } from '@tenken/shared/recurrence.contract';
import type { ReportPeriod } from '@tenken/shared/report-contents.contract';
import type { ReportShare, ReportShareComparison } from '@tenken/shared/report-findings.contract';
import type { ReportActionItems, ReportRecurrence } from '@tenken/shared/report-sections.contract';

const PAIR_LIMIT = 200;
const STEP_LIMIT = 400;

type Periods = Record<'previous' | 'lastYear', ReportPeriod>;

/** Do incidents come back, and what had become of the fix? */
export function describeRecurrence(
  { now, lastYear }: Record<'now' | 'lastYear', RecurrenceMetricsResponse>,
  periods: Periods,
  confirmedIds: readonly string[],
): ReportRecurrence {
  const { timeToRecurrence, fixes } = now;
  const pairs = [
    ...now.recurredWithFixOpen.map((pair) => ({ fix: 'fix_open' as const, ...pair })),
    ...now.recurredAfterFix.map((pair) => ({ fix: 'fix_done' as const, ...pair })),
    ...now.recurredWithoutItems.map((pair) => ({ fix: 'no_items' as const, ...pair })),
  ];
  const compare = (
    other: 'previous' | 'last_year',
    { comparison }: RecurrenceMetricsResponse,
    period: ReportPeriod,
  ): ReportShareComparison => ({
    ...unjudged(other, now.confirmedRate, comparison?.previous.confirmedRate ?? null, period),
    verdict: comparison?.verdict ?? null,
    reason: comparison === null ? 'unfinished' : null,
    pValue: comparison?.pValue ?? null,
  });
  return {
    incidents: now.incidents,
    confirmed: now.confirmed,
    suggested: now.suggested,
    confirmedRate: now.confirmedRate,
    suggestedRate: now.suggestedRate,
    lookBackDays: now.lookBackDays,
    comparisons: [
      compare('previous', now, periods.previous),
      compare('last_year', lastYear, periods.lastYear),
    ],
    fixOpen: fixes.open.incidents,
    fixDone: fixes.done.incidents,
    noItems: fixes.noItems.incidents,
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
 * had longer to be finished. What is judged is the pace, as long as both were followed (log-rank). `now` has the groups of
 * severity, `lastYear` those of teams: both are of this period, whatever it is compared with.
 */
export function describeActionItems(
  { now, lastYear }: Record<'now' | 'lastYear', ActionItemMetricsResponse>,
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
    bySeverity: now.groups.map(({ key, label, ...figures }) => ({
      key,
      label,
      ...itemFigures(figures),
    })),
    byTeam: lastYear.groups.map(({ key, label, ...figures }) => ({ key, label, ...itemFigures(figures) })),
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
