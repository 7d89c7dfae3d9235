import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { kaplanMeier } from './kaplan-meier.js';
import { survivalQuantile } from './survival-quantile.js';

describe('survivalQuantile', () => {
  // R 4.2, survival 3.5: quantile(fit, c(.25, .5, .75)) on the action items of the metric definitions
  const times = [3, 5, 7, 7, 10, 12, 14, 21, 21, 30, 35, 40, 45, 60, 60, 75, 90, 90, 120, 150];
  const events = [1, 1, 1, 0, 1, 1, 1, 1, 0, 1, 1, 0, 1, 1, 1, 0, 1, 0, 1, 0];
  const curve = kaplanMeier(times.map((time, index) => ({ time, event: events[index] === 1 })));
  it.each([
    [0.25, { value: 12, lower: 3, upper: 35 }],
    [0.5, { value: 45, lower: 12, upper: 90 }],
    [0.75, { value: 90, lower: 45, upper: null }],
  ])('share %p', (share, expected) => {
    expect(survivalQuantile(curve, share)).toEqual(expected);
  });

  it('refuses a share that is none', () => {
    expect(() => survivalQuantile(curve, 0)).toThrow(RangeError);
    expect(() => survivalQuantile(curve, 1)).toThrow(RangeError);
  });

  it('lies within the times and inside its interval', () => {
    const observations = fc.array(fc.record({ time: fc.integer({ min: 0, max: 60 }), event: fc.boolean() }), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(observations, fc.constantFrom(0.25, 0.5, 0.9), (sample, share) => {
        const { value, lower, upper } = survivalQuantile(kaplanMeier(sample), share);
        const all = sample.map(({ time }) => time);
        for (const time of [value, lower, upper]) {
          if (time === null) continue;
          expect(time).toBeGreaterThanOrEqual(Math.min(...all));
          expect(time).toBeLessThanOrEqual(Math.max(...all));
        }
        if (value !== null && lower !== null) expect(lower).toBeLessThanOrEqual(value);
        if (upper !== null) expect(upper).toBeGreaterThanOrEqual(value!);
      }),
      { seed: 23, numRuns: 300 },
    );
  });
});
