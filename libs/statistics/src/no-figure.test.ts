import { describe, expect, it } from '@jest/globals';
import { aalenJohansen } from './aalen-johansen.js';
import { compareDurations } from './compare-durations.js';
import { fisherExactTest } from './fisher-exact-test.js';
import { geometricMean } from './geometric-mean.js';
import { incidenceAt } from './incidence-at.js';
import { incidenceQuantile } from './incidence-quantile.js';
import { kaplanMeier } from './kaplan-meier.js';
import { logRank } from './log-rank.js';
import { medianSurvival } from './median-survival.js';
import { poissonInterval } from './poisson-interval.js';
import { poissonRateRatio } from './poisson-rate-ratio.js';
import { quantile } from './quantile.js';
import { quantileInterval } from './quantile-interval.js';
import { survivalAt } from './survival-at.js';
import { wilsonInterval } from './wilson-interval.js';

const NONE = { value: null, lower: null, upper: null };

/** Nothing, one value, all censored, no exposure: null, never 0 and never NaN. */
describe('no figure where none exists', () => {
  it('of nothing', () => {
    expect(quantile([], 0.5)).toBeNull();
    expect(quantileInterval([], 0.5)).toBeNull();
    expect(geometricMean([])).toBeNull();
    expect(wilsonInterval(0, 0)).toBeNull();
    expect(medianSurvival(kaplanMeier([]))).toEqual(NONE);
    expect(survivalAt(kaplanMeier([]), 30)).toBeNull();
    expect(incidenceQuantile(aalenJohansen([]))).toEqual(NONE);
    expect(incidenceAt(aalenJohansen([]), 30)).toBeNull();
    expect(logRank([])).toBeNull();
    expect(logRank([[], []])).toBeNull();
    expect(compareDurations([], []).verdict).toBe('too_few');
    expect(fisherExactTest({ successes: 0, failures: 0 }, { successes: 3, failures: 4 })).toBe(1);
  });

  it('of one value: the value, without an interval', () => {
    expect(quantile([60], 0.5)).toBe(60);
    expect(quantileInterval([60], 0.5)).toBeNull();
    expect(geometricMean([60])).toBeCloseTo(60, 12);
    const one = kaplanMeier([{ time: 60, event: true }]);
    expect(medianSurvival(one)).toEqual({ value: 60, lower: null, upper: null });
    expect(compareDurations([60], [70])).toMatchObject({ verdict: 'too_few', ratio: null });
    expect(logRank([[{ time: 60, event: true }], []])).toBeNull();
  });

  it('of observations that are all censored', () => {
    const open = [10, 20, 30].map((time) => ({ time, event: false }));
    expect(medianSurvival(kaplanMeier(open))).toEqual(NONE);
    expect(survivalAt(kaplanMeier(open), 31)).toBeNull();
    expect(logRank([open, open])).toBeNull();
    const waiting = aalenJohansen([10, 20].map((time) => ({ time, outcome: 'censored' as const })));
    expect(incidenceQuantile(waiting)).toEqual(NONE);
    expect(incidenceAt(waiting, 21)).toBeNull();
    expect(incidenceAt(waiting, 15)).toMatchObject({ incidence: 0, lower: null, upper: null });
  });

  it('of no exposure, or nothing counted in either period', () => {
    expect(poissonInterval(0, 0)).toBeNull();
    expect(poissonInterval(3, 0)).toBeNull();
    expect(poissonInterval(0, 84)).toMatchObject({ rate: 0, lower: 0 });
    expect(poissonRateRatio({ count: 0, exposure: 84 }, { count: 0, exposure: 84 })).toBeNull();
    expect(poissonRateRatio({ count: 3, exposure: 0 }, { count: 3, exposure: 84 })).toBeNull();
    expect(poissonRateRatio({ count: 3, exposure: 84 }, { count: 0, exposure: 84 })).toMatchObject({
      ratio: null,
      upper: null,
    });
  });
});
