import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aalenJohansen, type CompetingTime } from './aalen-johansen.js';
import { kaplanMeier } from './kaplan-meier.js';

const outcomes = ['censored', 'event', 'competing'] as const;
const observe = (times: readonly number[], codes: readonly (0 | 1 | 2)[]): CompetingTime[] =>
  times.map((time, index) => ({ time, outcome: outcomes[codes[index]!] }));

const sample = observe(
  [2, 3, 3, 5, 6, 8, 8, 9, 12, 12, 14, 15, 18, 20, 22, 25, 25, 30, 31, 40],
  [1, 2, 1, 0, 1, 1, 2, 0, 1, 1, 2, 1, 0, 1, 2, 0, 1, 1, 2, 0],
);

const anySample = (kinds: readonly CompetingTime['outcome'][]) =>
  fc.array(fc.record({ time: fc.integer({ min: 0, max: 30 }), outcome: fc.constantFrom(...kinds) }), {
    maxLength: 60,
  });

describe('aalenJohansen', () => {
  // R 4.2, survival 3.5: survfit(Surv(time, factor(outcome)) ~ 1), pstate and std.err. R's band is another
  // transform (log(−log F)); this one is 1 − (1 − F)^exp(±z·se / ((1 − F)·log(1 − F))), computed in R.
  it.each([
    [2, 20, 0.05, 0, 0.04873397172404, 0.007197771406603, 0.3052568067434],
    [3, 19, 0.1, 0.05, 0.06708203932499, 0.025989825604225, 0.3439692927384],
    [8, 15, 0.20625, 0.103125, 0.09206559736813, 0.082708740538128, 0.460995976665],
    [12, 12, 0.3213541666667, 0.103125, 0.10881416749984, 0.158304011860354, 0.5818849247158],
    [22, 6, 0.4446800595238, 0.2264508928571, 0.11892007512939, 0.250361692368176, 0.6990092061345],
    [30, 3, 0.598152281746, 0.2264508928571, 0.1250567430188, 0.37309790688959, 0.8313498177354],
    [40, 1, 0.598152281746, 0.3141493055556, 0.1250567430188, 0.37309790688959, 0.8313498177354],
  ])(
    'time %p: %p at risk, incidence %p and %p',
    (time, atRisk, incidence, competing, error, lower, upper) => {
      const step = aalenJohansen(sample).steps.find((candidate) => candidate.time === time)!;
      expect(step.atRisk).toBe(atRisk);
      expect(step.incidence).toBeCloseTo(incidence, 12);
      expect(step.competingIncidence).toBeCloseTo(competing, 12);
      expect(step.lower).toBeCloseTo(lower, 12);
      expect(step.upper).toBeCloseTo(upper, 12);
      const z = 1.959963984540054;
      const halfWidth = Math.log(Math.log(1 - step.upper!) / Math.log(1 - incidence)) / z;
      expect(halfWidth * (1 - incidence) * -Math.log(1 - incidence)).toBeCloseTo(error, 10);
    },
  );

  it('counts each outcome', () => {
    const curve = aalenJohansen(sample);
    expect(curve).toMatchObject({ n: 20, events: 10, competing: 5 });
    expect(curve.steps[1]).toMatchObject({ time: 3, events: 1, competing: 1, censored: 0 });
  });

  it('equals 1 − Kaplan–Meier, band included, without competing events', () => {
    fc.assert(
      fc.property(anySample(['event', 'censored']), (observations) => {
        const survival = kaplanMeier(
          observations.map(({ time, outcome }) => ({ time, event: outcome === 'event' })),
        );
        const curve = aalenJohansen(observations);
        expect(curve.steps).toHaveLength(survival.steps.length);
        curve.steps.forEach((step, index) => {
          const twin = survival.steps[index]!;
          expect(step.atRisk).toBe(twin.atRisk);
          expect(step.incidence).toBeCloseTo(1 - twin.survival, 12);
          if (twin.upper === null) expect(step.lower).toBeNull();
          else expect(step.lower).toBeCloseTo(1 - twin.upper, 10);
          if (twin.lower === null) expect(step.upper).toBeNull();
          else expect(step.upper).toBeCloseTo(1 - twin.lower, 10);
        });
      }),
      { seed: 29, numRuns: 300 },
    );
  });

  it('rises within its band, adds up to 1, ignores the order, leaves its input alone', () => {
    fc.assert(
      fc.property(anySample(['event', 'competing', 'censored']), (observations) => {
        const copy = structuredClone(observations);
        const curve = aalenJohansen(observations);
        expect(observations).toEqual(copy);
        expect(aalenJohansen([...observations].reverse())).toEqual(curve);
        let before = 0;
        for (const step of curve.steps) {
          expect(step.incidence).toBeGreaterThanOrEqual(before);
          expect(step.incidence + step.competingIncidence + step.eventFree).toBeCloseTo(1, 12);
          expect(step.lower ?? 0).toBeLessThanOrEqual(step.incidence + 1e-12);
          expect(step.upper ?? 1).toBeGreaterThanOrEqual(step.incidence - 1e-12);
          for (const figure of Object.values(step)) expect(figure).not.toBeNaN();
          before = step.incidence;
        }
      }),
      { seed: 31, numRuns: 300 },
    );
  });

  it('is the plain share with the event, with its binomial variance, when nothing is censored', () => {
    const codes = [1, 2, 1, 1, 2, 2, 1, 2, 2, 2] as const;
    const last = aalenJohansen(observe([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], codes)).steps.at(-1)!;
    expect(last.incidence).toBeCloseTo(0.4, 14);
    expect(last.competingIncidence).toBeCloseTo(0.6, 14);
    const margin = (1.959963984540054 * Math.sqrt(0.024)) / (0.6 * -Math.log(0.6));
    expect(last.upper).toBeCloseTo(1 - 0.6 ** Math.exp(margin), 12);
    expect(last.lower).toBeCloseTo(1 - 0.6 ** Math.exp(-margin), 12);
  });

  it('has no steps without observations and refuses impossible times', () => {
    expect(aalenJohansen([])).toEqual({ n: 0, events: 0, competing: 0, steps: [] });
    expect(() => aalenJohansen([{ time: -2, outcome: 'event' }])).toThrow(RangeError);
  });

  it('takes many alike at once as it takes each', () => {
    const alike = fc.array(
      fc.record({
        time: fc.integer({ min: 0, max: 9 }),
        outcome: fc.constantFrom(...outcomes),
        count: fc.integer({ min: 1, max: 5 }),
      }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(alike, (counted) => {
        const each = counted.flatMap(({ count, ...one }) => Array.from({ length: count }, () => one));
        expect(aalenJohansen(counted)).toEqual(aalenJohansen(each));
      }),
      { seed: 5, numRuns: 100 },
    );
    expect(() => aalenJohansen([{ time: 1, outcome: 'event', count: 0 }])).toThrow(RangeError);
  });
});
