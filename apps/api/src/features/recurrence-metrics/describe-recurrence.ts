import type { ShareOfMetric } from '@tenken/shared/metric-range.contract';
import type { RecurrenceFigures, TimeToRecurrence } from '@tenken/shared/recurrence.contract';
import { type CensoredTime, kaplanMeier } from '@tenken/statistics/kaplan-meier';
import { medianSurvival } from '@tenken/statistics/median-survival';
import { survivalAt } from '@tenken/statistics/survival-at';
import { wilsonInterval } from '@tenken/statistics/wilson-interval';

const DAY_MS = 86_400_000;
const MOST_IDS = 500;
const SHOWN_DAYS = [30, 60, 90] as const;

type Reason = TimeToRecurrence['leftOut'][number]['reason'];

/** A resolved or unresolved incident, and when it first came back. */
export interface FollowedIncident {
  id: string;
  resolvedAt: string | null;
  confirmedLater: number;
  nextBeganAt: string | null;
}

/** Shares of a period's incidents that recur an earlier one, confirmed and suggested apart (METRICS.md section 3). */
export function countRecurrences(
  ids: readonly string[],
  confirmedIds: ReadonlySet<string>,
  suggestedIds: ReadonlySet<string>,
): RecurrenceFigures {
  const confirmed = ids.filter((id) => confirmedIds.has(id)).length;
  const suggested = ids.filter((id) => !confirmedIds.has(id) && suggestedIds.has(id)).length;
  return {
    incidents: ids.length,
    confirmed,
    suggested,
    confirmedRate: share(confirmed, ids.length),
    suggestedRate: share(suggested, ids.length),
  };
}

/** How long resolved incidents stayed away: Kaplan–Meier, those that have not come back censored at `now`. */
export function timeToRecurrence(incidents: readonly FollowedIncident[], now: Date): TimeToRecurrence {
  const times: CensoredTime[] = [];
  const recurredIds: string[] = [];
  const leftOut = new Map<Reason, number>();
  for (const incident of incidents) {
    if (incident.resolvedAt === null) continue;
    const reason = whyLeftOut(incident.resolvedAt, incident, now);
    if (reason !== null) leftOut.set(reason, (leftOut.get(reason) ?? 0) + 1);
    else {
      const until = incident.nextBeganAt === null ? now.getTime() : Date.parse(incident.nextBeganAt);
      const time = (until - Date.parse(incident.resolvedAt)) / DAY_MS;
      times.push({ time, event: incident.nextBeganAt !== null });
      if (incident.nextBeganAt !== null) recurredIds.push(incident.id);
    }
  }
  const curve = kaplanMeier(times);
  const median = medianSurvival(curve);
  const flip = (value: number | null) => (value === null ? null : 1 - value);
  return {
    n: curve.n,
    recurred: curve.events,
    recurredIds: recurredIds.slice(0, MOST_IDS),
    curve: curve.steps.map(({ time, survival, lower, upper, atRisk }) => ({
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
    leftOut: [...leftOut].map(([reason, n]) => ({ reason, n })).sort((a, b) => b.n - a.n),
    unresolved: incidents.filter((incident) => incident.resolvedAt === null).length,
  };
}

function whyLeftOut(resolvedAt: string, incident: FollowedIncident, now: Date): Reason | null {
  const { nextBeganAt, confirmedLater } = incident;
  if (Date.parse(resolvedAt) > now.getTime()) return 'in_future';
  if (nextBeganAt === null) return confirmedLater > 0 ? 'recurrence_time_unknown' : null;
  return Date.parse(nextBeganAt) < Date.parse(resolvedAt) ? 'order_broken' : null;
}

function share(part: number, all: number): ShareOfMetric | null {
  const interval = wilsonInterval(part, all);
  if (interval === null) return null;
  return { value: interval.proportion, lower: interval.lower, upper: interval.upper, n: all };
}
