import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type CensoredTime, kaplanMeier } from './kaplan-meier.js';

const observe = (pairs: readonly (readonly [number, number])[]): CensoredTime[] =>
  pairs.map(([time, event]) => ({ time, event: event === 1 }));

/** The twenty action items of the metric definitions. */
const items = observe([
  [3, 1],
  [5, 1],
  [7, 1],
  [7, 0],
  [10, 1],
  [12, 1],
  [14, 1],
  [21, 1],
  [21, 0],
  [30, 1],
  [35, 1],
  [40, 0],
  [45, 1],
  [60, 1],
  [60, 1],
  [75, 0],
  [90, 1],
  [90, 0],
  [120, 1],
  [150, 0],
]);

describe('kaplanMeier', () => {
  // R 4.2, survival 3.5: survfit(Surv(time, event) ~ 1, conf.type = "log-log")
  it.each([
    [3, 20, 0.95, 0.69474319325657, 0.9928022285934],
    [7, 18, 0.85, 0.603789699220299, 0.9489961097938],
    [21, 13, 0.6375, 0.385653045023838, 0.808384424579],
    [30, 11, 0.5795454545455, 0.330711602946079, 0.7641904636517],
    [40, 9, 0.5215909090909, 0.279429077517826, 0.7173006775728],
    [60, 7, 0.3259943181818, 0.125029793985464, 0.5464833598525],
    [90, 4, 0.2444957386364, 0.070108236329327, 0.474013867903],
    [120, 2, 0.1222478693182, 0.009983595596733, 0.3833400830402],
    [150, 1, 0.1222478693182, 0.009983595596733, 0.3833400830402],
  ])('day %p: %p at risk, %p not yet done', (time, atRisk, survival, lower, upper) => {
    const step = kaplanMeier(items).steps.find((candidate) => candidate.time === time)!;
    expect(step.atRisk).toBe(atRisk);
    expect(step.survival).toBeCloseTo(survival, 12);
    expect(step.lower).toBeCloseTo(lower, 12);
    expect(step.upper).toBeCloseTo(upper, 12);
  });

  it('counts events and censorings at each distinct time', () => {
    const curve = kaplanMeier(items);
    expect(curve.n).toBe(20);
    expect(curve.events).toBe(14);
    expect(curve.steps).toHaveLength(16);
    expect(curve.steps[2]).toMatchObject({ time: 7, events: 1, censored: 1 });
  });

  // R: aml data of the survival package, the group that was not maintained; ends at 0 with no band
  it('comes down to 0, where the band has no value', () => {
    const times = [5, 5, 8, 8, 12, 23, 27, 30, 33, 43, 45];
    const curve = kaplanMeier([...times.map((time) => ({ time, event: true })), { time: 16, event: false }]);
    expect(curve.steps.find(({ time }) => time === 43)!.survival).toBeCloseTo(0.0972222222, 9);
    expect(curve.steps.find(({ time }) => time === 43)!.lower).toBeCloseTo(0.0057463057, 9);
    expect(curve.steps.find(({ time }) => time === 43)!.upper).toBeCloseTo(0.348903861, 9);
    expect(curve.steps.at(-1)).toMatchObject({ time: 45, survival: 0, lower: null, upper: null });
  });

  it('has no band before the first event, as in R', () => {
    expect(
      kaplanMeier(
        observe([
          [1, 0],
          [2, 1],
          [3, 0],
        ]),
      ).steps[0],
    ).toMatchObject({
      survival: 1,
      lower: null,
      upper: null,
    });
  });

  it('has no steps without observations and refuses impossible times', () => {
    expect(kaplanMeier([])).toEqual({ n: 0, events: 0, steps: [] });
    expect(() => kaplanMeier([{ time: -1, event: true }])).toThrow(RangeError);
    expect(() => kaplanMeier([{ time: Number.NaN, event: true }])).toThrow(RangeError);
  });

  it('takes an event at time 0', () => {
    expect(
      kaplanMeier(
        observe([
          [0, 1],
          [4, 0],
        ]),
      ).steps[0],
    ).toMatchObject({ time: 0, survival: 0.5 });
  });

  const observations = fc.array(fc.record({ time: fc.integer({ min: 0, max: 40 }), event: fc.boolean() }), {
    maxLength: 60,
  });

  it('falls from 1 to no less than 0 inside its band, ignores the order, leaves its input alone', () => {
    fc.assert(
      fc.property(observations, (sample) => {
        const copy = structuredClone(sample);
        const curve = kaplanMeier(sample);
        expect(sample).toEqual(copy);
        expect(kaplanMeier([...sample].reverse())).toEqual(curve);
        let before = 1;
        for (const step of curve.steps) {
          expect(step.survival).toBeLessThanOrEqual(before);
          expect(step.survival).toBeGreaterThanOrEqual(0);
          expect(step.lower ?? 0).toBeLessThanOrEqual(step.survival + 1e-15);
          expect(step.upper ?? 1).toBeGreaterThanOrEqual(step.survival - 1e-15);
          for (const figure of Object.values(step)) expect(figure).not.toBeNaN();
          before = step.survival;
        }
      }),
      { seed: 17, numRuns: 300 },
    );
  });

  it('is the plain share still waiting when nothing is censored', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 50 }), (times) => {
        for (const step of kaplanMeier(times.map((time) => ({ time, event: true }))).steps) {
          const waiting = times.filter((time) => time > step.time).length / times.length;
          expect(step.survival).toBeCloseTo(waiting, 12);
        }
      }),
      { seed: 19, numRuns: 200 },
    );
  });
});
