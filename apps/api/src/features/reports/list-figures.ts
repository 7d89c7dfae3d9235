import type { ReportContents } from '@tenken/shared/report-contents.contract';
import type { ReportShare, ReportShareComparison } from '@tenken/shared/report-findings.contract';
import type { ReportFigure } from '@tenken/shared/report-rows.contract';
import type { ReportDuration } from '@tenken/shared/report-sections.contract';

type Figure = Partial<ReportFigure> & Pick<ReportFigure, 'figure' | 'group' | 'unit'>;

/**
 * Every figure of a report on a line of its own: what the CSV holds, and by what two readings are compared. A figure is
 * named by section, figure and group; no name comes twice.
 */
export function listFigures(contents: ReportContents): ReportFigure[] {
  const versions = new Map(contents.definitions.map(({ key, version }) => [key, version]));
  const section = (name: string, figures: (Figure & { key: string })[]): ReportFigure[] =>
    figures.map(({ key, ...figure }) => ({
      section: name,
      value: null,
      text: null,
      lower: null,
      upper: null,
      n: null,
      missing: null,
      excluded: null,
      open: null,
      definition: versions.has(key) ? { key, version: versions.get(key) as number } : null,
      ...figure,
    }));
  return [
    ...section('incidents', incidentFigures(contents)),
    ...section('durations', contents.durations.flatMap(durationFigures)),
    ...section('recurrence', recurrenceFigures(contents)),
    ...section('action_items', actionItemFigures(contents)),
    ...section('postmortems', postmortemFigures(contents)),
    ...section('detection', detectionFigures(contents)),
    ...section('alerts', alertFigures(contents)),
  ];
}

function incidentFigures({ incidents }: ReportContents): (Figure & { key: string })[] {
  const rate = (
    group: string,
    {
      n,
      perWeek,
      perWeekLower,
      perWeekUpper,
    }: Pick<ReportContents['incidents'], 'n' | 'perWeek' | 'perWeekLower' | 'perWeekUpper'>,
  ) => ({
    key: 'incident_rate',
    figure: 'rate',
    group,
    unit: 'per_week' as const,
    value: perWeek,
    lower: perWeekLower,
    upper: perWeekUpper,
    n,
  });
  const groups = [
    ...incidents.bySeverity.map((group) => rate(`severity:${group.key}`, group)),
    ...incidents.byCause.map((group) => rate(`cause:${group.key}`, group)),
    ...incidents.byTrigger.map((group) => rate(`trigger:${group.key}`, group)),
    ...incidents.byDetectionSource.map((group) => rate(`detection_source:${group.key}`, group)),
    ...incidents.byService.map((group) => rate(`service:${group.key}`, group)),
    ...incidents.months.map((month) => rate(`from:${month.from}`, month)),
  ];
  return [
    { ...rate('all', incidents), excluded: incidents.excluded },
    {
      key: 'incident_rate',
      figure: 'mean_between',
      group: 'all',
      unit: 'days',
      value: incidents.meanDaysBetween,
      n: incidents.n,
    },
    ...incidents.comparisons.map(({ with: other, ratio, lower, upper, verdict, reason, n }) => ({
      key: 'incident_rate',
      figure: `change_${other}`,
      group: 'all',
      unit: 'ratio' as const,
      value: ratio,
      lower,
      upper,
      n,
      text: verdict ?? reason,
    })),
    ...groups,
  ];
}

type Times = Pick<
  ReportDuration,
  | 'n'
  | 'missing'
  | 'excluded'
  | 'open'
  | 'medianSeconds'
  | 'medianLower'
  | 'medianUpper'
  | 'p90Seconds'
  | 'p90Lower'
  | 'p90Upper'
  | 'meanSeconds'
>;

function durationFigures(duration: ReportDuration): (Figure & { key: string })[] {
  const { metric } = duration;
  const figures = (group: string, { n, missing, excluded, open, ...times }: Times) => {
    const base = { key: metric, group, unit: 'seconds' as const, n, missing, excluded, open };
    return [
      {
        ...base,
        figure: `${metric}_median`,
        value: times.medianSeconds,
        lower: times.medianLower,
        upper: times.medianUpper,
      },
      {
        ...base,
        figure: `${metric}_p90`,
        value: times.p90Seconds,
        lower: times.p90Lower,
        upper: times.p90Upper,
      },
      { ...base, figure: `${metric}_mean`, value: times.meanSeconds },
    ];
  };
  return [
    ...figures('all', duration),
    ...duration.comparisons.map(({ with: other, ratio, lower, upper, verdict, reason, n }) => ({
      key: metric,
      figure: `${metric}_change_${other}`,
      group: 'all',
      unit: 'ratio' as const,
      value: ratio,
      lower,
      upper,
      n,
      text: verdict ?? reason,
    })),
    ...duration.bySeverity.flatMap((group) => figures(`severity:${group.key}`, group)),
    ...duration.months.flatMap((month) => figures(`from:${month.from}`, month)),
  ];
}

function recurrenceFigures({ recurrence }: ReportContents): (Figure & { key: string })[] {
  const { incidents: n, confirmed, suggested, fixOpen, fixDone, noItems } = recurrence;
  const count = (figure: string, value: number, key = 'recurrence') => ({
    ...counted(figure, value, key),
    n,
  });
  return [
    count('confirmed', confirmed),
    { key: 'recurrence', ...shared('confirmed_rate', recurrence.confirmedRate) },
    count('suggested', suggested),
    { key: 'recurrence', ...shared('suggested_rate', recurrence.suggestedRate) },
    count('fix_open', fixOpen, 'recurred_fix_open'),
    count('fix_done', fixDone, 'recurred_after_fix'),
    count('no_items', noItems),
    ...recurrence.comparisons.map((comparison) => ({ key: 'recurrence', ...changed('change', comparison) })),
    ...recurrence.within.map(({ days, share, lower, upper, atRisk }) => ({
      key: 'time_to_recurrence',
      figure: 'recurred_within',
      group: `days:${days}`,
      unit: 'share' as const,
      value: share,
      lower,
      upper,
      n: atRisk,
    })),
  ];
}

function actionItemFigures({ actionItems }: ReportContents): (Figure & { key: string })[] {
  type Items = Pick<
    ReportContents['actionItems'],
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
  const figures = (group: string, items: Items) => {
    const count = (figure: string, value: number, key = 'completion_rate') => ({
      ...counted(figure, value, key),
      group,
    });
    return [
      count('created', items.created),
      count('done', items.done),
      count('declined', items.declined),
      count('deleted', items.deleted),
      count('open_in_time', items.openInTime),
      count('overdue', items.overdue, 'overdue'),
      { key: 'completion_rate', ...shared('completion_rate', items.completionRate), group },
      { key: 'on_time_rate', ...shared('on_time_rate', items.onTimeRate), group },
      {
        key: 'time_to_complete',
        figure: 'median_to_complete',
        group,
        unit: 'days' as const,
        value: items.medianDays,
        lower: items.medianLower,
        upper: items.medianUpper,
        n: items.created - items.deleted,
      },
    ];
  };
  return [
    ...figures('all', actionItems),
    ...actionItems.comparisons.map((comparison) => ({
      key: 'completion_rate',
      ...changed('completion_change', comparison),
    })),
    ...actionItems.doneWithin.map(({ days, share, lower, upper, atRisk }) => ({
      key: 'time_to_complete',
      figure: 'done_within',
      group: `days:${days}`,
      unit: 'share' as const,
      value: share,
      lower,
      upper,
      n: atRisk,
    })),
    ...actionItems.lenses.map(({ type, share }) => ({
      key: 'lenses',
      ...shared('lens', share),
      group: `type:${type}`,
    })),
    ...actionItems.bySeverity.flatMap((group) => figures(`severity:${group.key}`, group)),
    ...actionItems.byTeam.flatMap((group) => figures(`team:${group.key}`, group)),
    ...actionItems.months.flatMap((month) => figures(`from:${month.from}`, month)),
  ];
}

function postmortemFigures({ postmortems }: ReportContents): (Figure & { key: string })[] {
  if (postmortems === null) return [];
  const { required, waived, written, reviewed, overdue, unreviewed, resolved } = postmortems;
  return [
    ...Object.entries({ resolved, required, waived, written, reviewed, overdue, unreviewed }).map(
      ([figure, value]) => counted(figure, value, 'postmortems'),
    ),
    { key: 'postmortems', ...shared('on_time', postmortems.onTime) },
    {
      key: 'postmortems',
      figure: 'median_to_review',
      group: 'business_days',
      unit: 'days',
      value: postmortems.medianBusinessDaysToReview,
      lower: postmortems.medianLower,
      upper: postmortems.medianUpper,
      n: reviewed,
    },
  ];
}

function detectionFigures({ detection }: ReportContents): (Figure & { key: string })[] {
  if (detection === null) return [];
  return [
    { key: 'incident_rate', ...shared('by_alert', detection.byAlert) },
    { key: 'incident_rate', ...shared('by_people', detection.byPeople) },
    counted('unknown', detection.unknown, 'incident_rate'),
    { key: 'recall', ...shared('recall', detection.recall) },
    { key: 'recall', ...shared('recall_with_proposed', detection.recallWithProposed) },
  ];
}

function alertFigures({ alerts }: ReportContents): (Figure & { key: string })[] {
  if (alerts === null) return [];
  return [
    counted('rules_fired', alerts.rules, 'fired'),
    counted('fired', alerts.fired, 'fired'),
    counted('pages', alerts.pages, 'pages'),
    { key: 'top10_share', ...shared('top10_share', alerts.top10Share) },
    ...alerts.topRules.flatMap(({ id, fired, precision }) => [
      { ...counted('fired', fired, 'fired'), group: `rule:${id}` },
      { key: 'precision', ...shared('precision', precision), group: `rule:${id}` },
    ]),
  ];
}

function counted(figure: string, value: number, key: string): Figure & { key: string } {
  return { key, figure, group: 'all', unit: 'count', value };
}

function shared(figure: string, share: ReportShare | null): Figure {
  return {
    figure,
    group: 'all',
    unit: 'share',
    value: share?.value ?? null,
    lower: share?.lower ?? null,
    upper: share?.upper ?? null,
    n: share?.n ?? 0,
  };
}

function changed(figure: string, comparison: ReportShareComparison): Figure {
  const { verdict, reason, previousShare, previousN, pace } = comparison;
  return {
    figure: `${figure}_${comparison.with}`,
    group: 'all',
    unit: 'share',
    value: previousShare?.value ?? null,
    lower: previousShare?.lower ?? null,
    upper: previousShare?.upper ?? null,
    n: previousN,
    text: verdict ?? pace?.verdict ?? reason,
  };
}
