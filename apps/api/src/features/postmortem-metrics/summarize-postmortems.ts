import type { PostmortemAge, PostmortemCohort } from '@tenken/shared/postmortem-metrics.contract';
import { type CensoredTime, kaplanMeier } from '@tenken/statistics/kaplan-meier';
import { medianSurvival } from '@tenken/statistics/median-survival';
import { quantile } from '@tenken/statistics/quantile';
import { quantileInterval } from '@tenken/statistics/quantile-interval';
import { smallestSampleForQuantile } from '@tenken/statistics/smallest-sample-for-quantile';
import { wilsonInterval } from '@tenken/statistics/wilson-interval';

/** Incidents that waited equally long for their review; see PostmortemCohortReadModel. */
export interface WaitCount {
  waited: number | null;
  ended: boolean;
  resolved: number;
  required: number;
  waived: number;
  written: number;
  reviewed: number;
  overdue: number;
  due: number;
  onTime: number;
  timeUnknown: number;
}

/** Limits of the ages shown, in business days. */
const AGES = [0, 3, 5, 10, 20, 60] as const;

/**
 * The figures of one cohort (METRICS.md section 5). The median is over all required ones: an unreviewed one counts as
 * still waiting, so that a quarter in which only the quick ones were reviewed does not look quick.
 */
export function summarizePostmortems(rows: readonly WaitCount[]): PostmortemCohort {
  const total = (key: Exclude<keyof WaitCount, 'waited' | 'ended'>) =>
    rows.reduce((sum, row) => sum + row[key], 0);
  const required = total('required');
  const reviewed = total('reviewed');
  const onTime = wilsonInterval(total('onTime'), total('due'));
  return {
    resolved: total('resolved'),
    required,
    waived: total('waived'),
    written: total('written'),
    reviewed,
    unreviewed: required - reviewed,
    overdue: total('overdue'),
    timeUnknown: total('timeUnknown'),
    onTime:
      onTime === null
        ? null
        : { value: onTime.proportion, lower: onTime.lower, upper: onTime.upper, n: total('due') },
    ...median(rows),
  };
}

function median(
  rows: readonly WaitCount[],
): Pick<
  PostmortemCohort,
  'medianBusinessDaysToReview' | 'medianLower' | 'medianUpper' | 'medianMethod' | 'tooFew'
> {
  const observations: CensoredTime[] = rows.flatMap(({ waited, ended, required }) =>
    waited === null ? [] : Array.from({ length: required }, () => ({ time: waited, event: ended })),
  );
  const tooFew = observations.length < smallestSampleForQuantile(0.5);
  if (observations.length === 0)
    return {
      medianBusinessDaysToReview: null,
      medianLower: null,
      medianUpper: null,
      medianMethod: null,
      tooFew,
    };
  if (observations.some(({ event }) => !event)) {
    const { value, lower, upper } = medianSurvival(kaplanMeier(observations));
    return {
      medianBusinessDaysToReview: value,
      medianLower: tooFew ? null : lower,
      medianUpper: tooFew ? null : upper,
      medianMethod: 'kaplan_meier',
      tooFew,
    };
  }
  const days = observations.map(({ time }) => time);
  const interval = quantileInterval(days, 0.5);
  return {
    medianBusinessDaysToReview: quantile(days, 0.5),
    medianLower: interval?.lower ?? null,
    medianUpper: interval?.upper ?? null,
    medianMethod: 'order_statistic',
    tooFew,
  };
}

/** How long the unreviewed ones have waited. */
export function agesOfUnreviewed(rows: readonly WaitCount[]): PostmortemAge[] {
  return AGES.map((fromDays, index) => {
    const toDays = AGES[index + 1] ?? null;
    const inside = rows.filter(
      ({ waited, ended }) =>
        !ended && waited !== null && waited >= fromDays && (toDays === null || waited < toDays),
    );
    return {
      fromDays,
      toDays,
      n: inside.reduce((sum, row) => sum + row.required, 0),
      overdue: inside.reduce((sum, row) => sum + row.overdue, 0),
    };
  });
}
