import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { geometricMean } from './geometric-mean.js';

describe('geometricMean', () => {
  it.each([
    { seconds: [2, 8], expected: 4 },
    { seconds: [5], expected: 5 },
    { seconds: [1, 10, 100], expected: 10 },
    { seconds: [0, 100], expected: 10 },
    { seconds: [0, 0], expected: 1 },
    // R: exp(mean(log(x)))
    { seconds: [600, 1200, 1800, 900, 3600, 7200, 300, 5400], expected: 1626.48360649772 },
  ])('$seconds: $expected', ({ seconds, expected }) => {
    expect(geometricMean(seconds)! / expected).toBeCloseTo(1, 13);
  });

  it('has none without durations and refuses negative ones', () => {
    expect(geometricMean([])).toBeNull();
    expect(() => geometricMean([-1])).toThrow(RangeError);
    expect(() => geometricMean([Number.NaN])).toThrow(RangeError);
  });

  it('lies between the smallest and the arithmetic mean', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1e7 }), { minLength: 1 }), (seconds) => {
        const mean = seconds.reduce((total, value) => total + value, 0) / seconds.length;
        expect(geometricMean(seconds)!).toBeGreaterThanOrEqual(Math.min(...seconds) * (1 - 1e-12));
        expect(geometricMean(seconds)!).toBeLessThanOrEqual(mean * (1 + 1e-12));
      }),
      { seed: 3, numRuns: 200 },
    );
  });
});
