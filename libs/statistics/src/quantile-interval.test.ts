import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { quantile } from './quantile.js';
import { quantileInterval } from './quantile-interval.js';

describe('quantileInterval', () => {
  it('is two of the values: the whole range for the median of six', () => {
    expect(quantileInterval([30, 10, 60, 20, 50, 40], 0.5)).toEqual({
      lower: 10,
      upper: 60,
      lowerRank: 1,
      upperRank: 6,
    });
  });

  it('takes the 6th and the 15th of twenty for the median', () => {
    const values = Array.from({ length: 20 }, (_, index) => (index * 7) % 20);
    expect(quantileInterval(values, 0.5)).toEqual({ lower: 5, upper: 14, lowerRank: 6, upperRank: 15 });
  });

  it('has none where the values are too few, and refuses what is not finite', () => {
    expect(quantileInterval([], 0.5)).toBeNull();
    expect(quantileInterval([1, 2, 3, 4, 5], 0.5)).toBeNull();
    expect(() => quantileInterval([1, 2, 3, 4, 5, Number.POSITIVE_INFINITY], 0.5)).toThrow(RangeError);
  });

  it('holds the sample quantile, ignores the order and leaves its input alone', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 100000 }), { minLength: 36, maxLength: 120 }),
        fc.constantFrom(0.5, 0.75, 0.9),
        (values, share) => {
          const copy = [...values];
          const interval = quantileInterval(values, share)!;
          expect(values).toEqual(copy);
          expect(interval.lower).toBeLessThanOrEqual(quantile(values, share)!);
          expect(interval.upper).toBeGreaterThanOrEqual(quantile(values, share)!);
          expect(quantileInterval([...values].reverse(), share)).toEqual(interval);
        },
      ),
      { seed: 11, numRuns: 200 },
    );
  });

  it('covers the true median of a long-tailed distribution at least 95 % of the time', () => {
    let state = 12345;
    const uniform = () => {
      state = (state * 1103515245 + 12345) % 2147483648;
      return (state + 0.5) / 2147483648;
    };
    const runs = 4000;
    let covered = 0;
    for (let run = 0; run < runs; run++) {
      // exp of a logistic deviate: heavy tail, median 1
      const values = Array.from({ length: 17 }, () => {
        const u = uniform();
        return (u / (1 - u)) ** 1.5;
      });
      const { lower, upper } = quantileInterval(values, 0.5)!;
      if (lower <= 1 && 1 <= upper) covered += 1;
    }
    // exact coverage at n = 17 is 0.951; three standard errors are 0.0102
    expect(covered / runs).toBeGreaterThan(0.94);
    expect(covered / runs).toBeLessThan(0.962);
  });
});
