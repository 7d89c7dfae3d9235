import { logLogBand } from './log-log-band.js';
import { requireArgument } from './require-argument.js';
import { requireCount } from './require-count.js';
import { requireOpenShare } from './require-open-share.js';
import { requireTimes } from './require-times.js';

/**
 * One subject followed from 0 to `time` (any unit): it had the event, or the competing event that rules the event
 * out, or neither so far (censored).
 */
export interface CompetingTime {
  time: number;
  outcome: 'event' | 'competing' | 'censored';
  /** so many subjects alike; 1 unless said */
  count?: number;
}

/** One distinct time, in increasing order. From it until the next one the curves stay as they are here. */
export interface IncidenceStep {
  time: number;
  /** Followed with neither event until just before this time. */
  atRisk: number;
  events: number;
  competing: number;
  censored: number;
  /** Share that has had the event, with its band; null bounds where the share is exactly 0 or 1. */
  incidence: number;
  lower: number | null;
  upper: number | null;
  /** Share that has had the competing event; incidence + competingIncidence + eventFree = 1. */
  competingIncidence: number;
  eventFree: number;
}

/** One step per distinct time, censored ones included; before the first step the incidence is 0. */
export interface IncidenceCurve {
  n: number;
  events: number;
  competing: number;
  steps: IncidenceStep[];
}

/** Outcomes at one time among those at risk. */
interface Tally {
  time: number;
  atRisk: number;
  event: number;
  competing: number;
  censored: number;
}

function countSubjects(observations: readonly CompetingTime[]): number {
  return observations.reduce((total, { count = 1 }) => {
    requireCount('count', count);
    requireArgument(count > 0, 'count must be at least 1', count);
    return total + count;
  }, 0);
}

function tallyByTime(observations: readonly CompetingTime[]): Tally[] {
  const sorted = [...observations].sort((a, b) => a.time - b.time);
  const tallies: Tally[] = [];
  let atRisk = countSubjects(sorted);
  for (const { time, outcome, count = 1 } of sorted) {
    let tally = tallies.at(-1);
    if (tally?.time !== time) {
      tally = { time, atRisk, event: 0, competing: 0, censored: 0 };
      tallies.push(tally);
    }
    tally[outcome] += count;
    atRisk -= count;
  }
  return tallies;
}

/**
 * Cumulative incidence of an event in the presence of a competing one (O. O. Aalen & S. Johansen, Scandinavian
 * Journal of Statistics 5, 1978; R: `survfit(Surv(time, factor) ~ 1)`). Without competing events it is exactly
 * 1 − Kaplan–Meier, band included.
 *
 * Variance: Greenwood's, carried along as the covariance of (event free, incidence) through
 * S′ = S(1 − h₁ − h₂), F′ = F + S·h₁ with multinomial hazards (P. K. Andersen et al., Statistical Models Based on
 * Counting Processes, §IV.4; the closed form is in E. Marubini & M. G. Valsecchi, Analysing Survival Data, §10).
 * Band: log(−log) of 1 − incidence.
 * @returns no steps without observations; RangeError for a time that is negative or not finite, or a count that is not
 *   a whole number
 */
export function aalenJohansen(observations: readonly CompetingTime[], confidence = 0.95): IncidenceCurve {
  requireOpenShare('confidence', confidence);
  requireTimes(observations);
  const curve: IncidenceCurve = { n: countSubjects(observations), events: 0, competing: 0, steps: [] };
  let eventFree = 1;
  let incidence = 0;
  let competingIncidence = 0;
  let varianceFree = 0;
  let varianceIncidence = 0;
  let covariance = 0;
  for (const { time, atRisk, event, competing, censored } of tallyByTime(observations)) {
    const hazard = event / atRisk;
    const stay = (atRisk - event - competing) / atRisk;
    const square = (eventFree * eventFree) / atRisk;
    varianceIncidence +=
      2 * hazard * covariance + hazard * hazard * varianceFree + square * hazard * (1 - hazard);
    covariance = stay * (covariance + hazard * varianceFree - square * hazard);
    varianceFree = stay * (stay * varianceFree + square * (1 - stay));
    const before = eventFree;
    eventFree *= stay;
    curve.events += event;
    curve.competing += competing;
    // Until something competes this is 1 − Kaplan–Meier to the last bit, and exactly 1 where that reaches 0.
    incidence = curve.competing === 0 ? 1 - eventFree : incidence + before * hazard;
    competingIncidence = Math.min(1, competingIncidence + before * (competing / atRisk));

    const rest = 1 - incidence;
    const band = logLogBand(rest, Math.max(0, varianceIncidence) / (rest * rest || 1), confidence);
    curve.steps.push({
      time,
      atRisk,
      events: event,
      competing,
      censored,
      incidence,
      lower: band.upper === null ? null : 1 - band.upper,
      upper: band.lower === null ? null : 1 - band.lower,
      competingIncidence,
      eventFree,
    });
  }
  return curve;
}
