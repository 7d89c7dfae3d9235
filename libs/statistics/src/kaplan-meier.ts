import { logLogBand } from './log-log-band.js';
import { requireOpenShare } from './require-open-share.js';
import { requireTimes } from './require-times.js';

/** One subject followed from 0 to `time` (any unit); without the event it is right-censored there. */
export interface CensoredTime {
  time: number;
  event: boolean;
}

/** One distinct time, in increasing order. From it until the next one the curve is at `survival`. */
export interface SurvivalStep {
  time: number;
  /** Followed until just before this time. */
  atRisk: number;
  events: number;
  censored: number;
  survival: number;
  /** Null where the band has no value, as in R: before the first event (1) and once the curve is at 0. */
  lower: number | null;
  upper: number | null;
}

/** One step per distinct time, censored ones included; before the first step survival is 1. */
export interface SurvivalCurve {
  n: number;
  events: number;
  steps: SurvivalStep[];
}

/**
 * Product-limit estimate of the share still without the event, with pointwise log-log bands by Greenwood's
 * variance (E. L. Kaplan & P. Meier, JASA 53, 1958; J. D. Kalbfleisch & R. L. Prentice, The Statistical Analysis
 * of Failure Time Data, §1.4). R: `survfit(Surv(time, event) ~ 1, conf.type = "log-log")`. At equal times events
 * come before censorings; times are equal when they are the same number.
 * @returns no steps without observations; RangeError for a time that is negative or not finite
 */
export function kaplanMeier(observations: readonly CensoredTime[], confidence = 0.95): SurvivalCurve {
  requireOpenShare('confidence', confidence);
  requireTimes(observations);
  const sorted = [...observations].sort((a, b) => a.time - b.time);
  const steps: SurvivalStep[] = [];
  let survival = 1;
  let greenwood = 0;
  let allEvents = 0;
  for (let index = 0; index < sorted.length; ) {
    const { time } = sorted[index]!;
    const atRisk = sorted.length - index;
    let events = 0;
    for (; index < sorted.length && sorted[index]!.time === time; index++) {
      if (sorted[index]!.event) events += 1;
    }
    const censored = atRisk - (sorted.length - index) - events;
    survival *= (atRisk - events) / atRisk;
    if (events < atRisk) greenwood += events / atRisk / (atRisk - events);
    allEvents += events;
    steps.push({ time, atRisk, events, censored, survival, ...logLogBand(survival, greenwood, confidence) });
  }
  return { n: sorted.length, events: allEvents, steps };
}
