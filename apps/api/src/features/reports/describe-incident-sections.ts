import type { DurationsResponse } from '@tenken/shared/durations.contract';
import type { IncidentRatesResponse } from '@tenken/shared/incident-rates.contract';
import type { ReportPeriod } from '@tenken/shared/report-contents.contract';
import type { ReportDurationComparison, ReportRateComparison } from '@tenken/shared/report-findings.contract';
import type { ReportDuration, ReportIncidents } from '@tenken/shared/report-sections.contract';

/** Answers about the same incidents: the range by month, each comparison, and each way to take it apart. */
export interface RateAnswers {
  months: IncidentRatesResponse;
  lastYear: IncidentRatesResponse;
  groups: Record<'severity' | 'cause' | 'trigger' | 'detectionSource' | 'service', IncidentRatesResponse>;
}

/** How often incidents began. */
export function describeIncidents(
  { months, lastYear, groups }: RateAnswers,
  periods: Record<'previous' | 'lastYear', ReportPeriod>,
): ReportIncidents {
  const { n, excluded, excludedBy, exposureDays, perWeek, perWeekLower, perWeekUpper, meanDaysBetween } =
    months.current;
  return {
    n,
    perWeek,
    perWeekLower,
    perWeekUpper,
    excluded,
    excludedBy,
    exposureDays,
    meanDaysBetween,
    comparisons: [
      compareRates('previous', months, periods.previous),
      compareRates('last_year', lastYear, periods.lastYear),
    ],
    bySeverity: rateGroups(groups.severity),
    byCause: rateGroups(groups.cause),
    byTrigger: rateGroups(groups.trigger),
    byDetectionSource: rateGroups(groups.detectionSource),
    byService: rateGroups(groups.service),
    months: (months.groups[0]?.buckets ?? []).map((bucket) => ({
      from: bucket.from,
      to: bucket.to,
      unfinished: bucket.unfinished,
      ...rateOf(bucket),
    })),
  };
}

type Rate = Pick<ReportIncidents, 'n' | 'perWeek' | 'perWeekLower' | 'perWeekUpper'>;

function rateOf({ n, perWeek, perWeekLower, perWeekUpper }: Rate): Rate {
  return { n, perWeek, perWeekLower, perWeekUpper };
}

function rateGroups({ groups }: IncidentRatesResponse): ReportIncidents['bySeverity'] {
  return groups.map(({ key, label, total }) => ({ key, label, ...rateOf(total) }));
}

function compareRates(
  other: 'previous' | 'last_year',
  answer: IncidentRatesResponse,
  period: ReportPeriod,
): ReportRateComparison {
  const { comparison } = answer;
  return {
    with: other,
    verdict: comparison?.verdict ?? null,
    reason: comparison === null ? (answer.comparisonReason ?? 'unfinished') : null,
    n: answer.current.n,
    previousN: comparison?.previousN ?? answer.previous?.n ?? 0,
    previousFrom: period.from,
    previousTo: period.to,
    ratio: comparison?.ratio ?? null,
    lower: comparison?.lower ?? null,
    upper: comparison?.upper ?? null,
    pValue: comparison?.pValue ?? null,
  };
}

/** How long one part of the incidents took; `months` carries the points, `lastYear` the groups of severity. */
export function describeDuration(
  metric: string,
  answers: Record<'months' | 'lastYear', DurationsResponse>,
  periods: Record<'previous' | 'lastYear', ReportPeriod>,
): ReportDuration {
  const all = answers.months.groups[0];
  if (all === undefined) throw new Error(`No answer for ${metric}`);
  const { unfinished, ...figures } = all.total;
  return {
    metric,
    ...figuresOf(figures),
    unfinished,
    comparisons: [
      compareTimes('previous', answers.months, periods.previous, all.total.n),
      compareTimes('last_year', answers.lastYear, periods.lastYear, all.total.n),
    ],
    months: all.buckets.map((bucket) => ({
      from: bucket.from,
      to: bucket.to,
      unfinished: bucket.unfinished,
      ...figuresOf(bucket),
    })),
    bySeverity: answers.lastYear.groups.map(({ key, label, total }) => ({ key, label, ...figuresOf(total) })),
    points: (all.points ?? []).map(({ id, title, severity, at, seconds, open }) => ({
      id,
      title,
      severity,
      at,
      seconds,
      open,
    })),
    pointsTotal: all.pointsTotal ?? 0,
  };
}

type Figures = Omit<
  ReportDuration,
  'metric' | 'unfinished' | 'comparisons' | 'months' | 'bySeverity' | 'points' | 'pointsTotal'
>;

function figuresOf(figures: Figures): Figures {
  return {
    n: figures.n,
    missing: figures.missing,
    excluded: figures.excluded,
    open: figures.open,
    medianSeconds: figures.medianSeconds,
    medianLower: figures.medianLower,
    medianUpper: figures.medianUpper,
    p90Seconds: figures.p90Seconds,
    p90Lower: figures.p90Lower,
    p90Upper: figures.p90Upper,
    meanSeconds: figures.meanSeconds,
    geometricMeanSeconds: figures.geometricMeanSeconds,
    medianMethod: figures.medianMethod,
    tooFew: figures.tooFew,
    excludedBy: figures.excludedBy,
  };
}

function compareTimes(
  other: 'previous' | 'last_year',
  { comparison, comparisonReason, previous }: DurationsResponse,
  period: ReportPeriod,
  n: number,
): ReportDurationComparison {
  return {
    with: other,
    verdict: comparison?.verdict ?? null,
    reason: comparison === null ? (comparisonReason ?? 'unfinished') : null,
    n: comparison?.n ?? n,
    previousN: comparison?.previousN ?? previous?.n ?? 0,
    previousFrom: period.from,
    previousTo: period.to,
    ratio: comparison?.ratio ?? null,
    lower: comparison?.lower ?? null,
    upper: comparison?.upper ?? null,
    smallestDetectableChange: comparison?.smallestDetectableChange ?? null,
    medianSeconds: comparison?.medianSeconds ?? null,
    previousMedianSeconds: comparison?.previousMedianSeconds ?? previous?.medianSeconds ?? null,
  };
}
