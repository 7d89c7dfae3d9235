import { curveDays } from '@tenken/shared/curve-days';
import type { ShareOfMetric } from '@tenken/shared/metric-range.contract';
import type {
  RecurrenceComparison,
  RecurrenceFigures,
  TimeToRecurrence,
} from '@tenken/shared/recurrence.contract';
import { fisherExactTest } from '@tenken/statistics/fisher-exact-test';
import { type CensoredTime, kaplanMeier, type SurvivalStep } from '@tenken/statistics/kaplan-meier';
import { medianSurvival } from '@tenken/statistics/median-survival';
import { survivalAt } from '@tenken/statistics/survival-at';
import { wilsonInterval } from '@tenken/statistics/wilson-interval';
import type { FollowedIncidents, RecurrenceCounts } from '../recurrences/cohort-recurrences.read-model.js';

const SHOWN_DAYS = [30, 60, 90] as const;
const MOST_STEPS = 400;
/** METRICS.md section 2: below it there is too little to tell. */
const ENOUGH = 6;
const ALPHA = 0.05;

/** Shares of a period's incidents that recur an earlier one, confirmed and suggested apart (METRICS.md section 3). */
export function describeCounts({ incidents, confirmed, suggested }: RecurrenceCounts): RecurrenceFigures {
  return {
    incidents,
    confirmed,
    suggested,
    confirmedRate: share(confirmed, incidents),
    suggestedRate: share(suggested, incidents),
  };
}

/** All of several periods, which share no incident. */
export function sumCounts(parts: readonly RecurrenceCounts[]): RecurrenceCounts {
  const sum = (of: keyof RecurrenceCounts) => parts.reduce((all, part) => all + part[of], 0);
  return { incidents: sum('incidents'), confirmed: sum('confirmed'), suggested: sum('suggested') };
}

/** Whether the confirmed rate of two periods differs by more than chance (Fisher's exact test, two-sided, α = 0.05). */
export function compareRates(
  current: RecurrenceCounts,
  previous: RecurrenceCounts,
): Pick<RecurrenceComparison, 'verdict' | 'pValue'> {
  if (current.incidents < ENOUGH || previous.incidents < ENOUGH) return { verdict: 'too_few', pValue: null };
  const table = ({ incidents, confirmed }: RecurrenceCounts) => ({
    successes: confirmed,
    failures: incidents - confirmed,
  });
  const pValue = fisherExactTest(table(current), table(previous));
  if (pValue >= ALPHA) return { verdict: 'no_clear_change', pValue };
  const isLower = current.confirmed / current.incidents < previous.confirmed / previous.incidents;
  return { verdict: isLower ? 'lower' : 'higher', pValue };
}

/** How long resolved incidents stayed away: Kaplan–Meier, those that have not come back censored at the time of asking. */
export function timeToRecurrence(followed: FollowedIncidents): TimeToRecurrence {
  const times: CensoredTime[] = [
    ...followed.recurredDays.map((time) => ({ time, event: true })),
    ...followed.watchedDays.map((time) => ({ time, event: false })),
  ];
  const curve = kaplanMeier(times);
  const median = medianSurvival(curve);
  const flip = (value: number | null) => (value === null ? null : 1 - value);
  const leftOut = [
    { reason: 'order_broken' as const, n: followed.orderBroken },
    { reason: 'in_future' as const, n: followed.inFuture },
    { reason: 'recurrence_time_unknown' as const, n: followed.timeUnknown },
  ];
  return {
    n: curve.n,
    recurred: curve.events,
    recurredIds: followed.recurredIds,
    curve: shownSteps(curve.steps).map(({ time, survival, lower, upper, atRisk }) => ({
      day: time,
      recurred: 1 - survival,
      lower: flip(upper),
      upper: flip(lower),
      atRisk,
    })),
    medianDays: median.value,
    medianLower: median.lower,
    medianUpper: median.upper,
    within: SHOWN_DAYS.map((days) => {
      const at = survivalAt(curve, days);
      return {
        days,
        share: flip(at?.survival ?? null),
        lower: flip(at?.upper ?? null),
        upper: flip(at?.lower ?? null),
        atRisk: at?.atRisk ?? 0,
      };
    }),
    leftOut: leftOut.filter(({ n }) => n > 0).sort((a, b) => b.n - a.n),
    unresolved: followed.unresolved,
  };
}

/**
 * Where the curve moves (evenly thinned above 400), its end, and the days of the axis, so that the numbers below the axis
 * are those followed on that very day.
 */
function shownSteps(steps: readonly SurvivalStep[]): SurvivalStep[] {
  const moving = steps.filter((step) => step.events > 0);
  const every = Math.max(1, (moving.length - 1) / (MOST_STEPS - 1));
  const kept = new Map<number, SurvivalStep>();
  for (let at = 0; Math.round(at) < moving.length; at += every) {
    const step = moving[Math.round(at)] as SurvivalStep;
    kept.set(step.time, step);
  }
  const end = steps.at(-1);
  if (end === undefined) return [];
  kept.set(end.time, end);
  let next = 0;
  let survival = { survival: 1, lower: null as number | null, upper: null as number | null };
  for (const day of curveDays(Math.max(1, end.time)).slice(1)) {
    while ((steps[next] as SurvivalStep).time < day && next < steps.length - 1) {
      survival = steps[next] as SurvivalStep;
      next += 1;
    }
    const step = steps[next] as SurvivalStep;
    if (step.time < day || kept.has(day)) continue;
    const { survival: share, lower, upper } = step.time === day ? step : survival;
    kept.set(day, { time: day, atRisk: step.atRisk, events: 0, censored: 0, survival: share, lower, upper });
  }
  return [...kept.values()].sort((a, b) => a.time - b.time);
}

function share(part: number, all: number): ShareOfMetric | null {
  const interval = wilsonInterval(part, all);
  if (interval === null) return null;
  return { value: interval.proportion, lower: interval.lower, upper: interval.upper, n: all };
}
