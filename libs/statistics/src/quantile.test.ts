import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { quantile } from './quantile.js';

describe('quantile', () => {
  // R 4.2: quantile(x, p), type 7
  it.each([
    { values: [15, 20, 35, 40, 50], shares: [0.05, 0.3, 0.4, 0.5, 1], expected: [16, 23, 29, 35, 50] },
    { values: [3, 1, 4, 1, 5, 9, 2, 6], shares: [0.1, 0.25, 0.5, 0.9], expected: [1, 1.75, 3.5, 6.9] },
    { values: [7], shares: [0, 0.5, 1], expected: [7, 7, 7] },
    { values: [10, 9, 2], shares: [0.5], expected: [9] },
  ])('$values at $shares', ({ values, shares, expected }) => {
    shares.forEach((share, index) => {
      expect(quantile(values, share)).toBeCloseTo(expected[index]!, 12);
    });
  });

  it('has none without values and refuses what is no number or no share', () => {
    expect(quantile([], 0.5)).toBeNull();
    expect(() => quantile([1, Number.NaN], 0.5)).toThrow(RangeError);
    expect(() => quantile([1], 1.01)).toThrow(RangeError);
    expect(() => quantile([1], Number.NaN)).toThrow(RangeError);
  });

  it('stays within the data, rises with the share, ignores the order and leaves its input alone', () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 });
    const share = fc.double({ noNaN: true, min: 0, max: 1 });
    fc.assert(
      fc.property(fc.array(finite, { minLength: 1 }), share, share, (values, p, q) => {
        const copy = [...values];
        const low = quantile(values, Math.min(p, q))!;
        const high = quantile(values, Math.max(p, q))!;
        expect(values).toEqual(copy);
        expect(low).toBeGreaterThanOrEqual(Math.min(...values));
        expect(high).toBeLessThanOrEqual(Math.max(...values));
        expect(low).toBeLessThanOrEqual(high + 1e-6);
        expect(quantile([...values].reverse(), p)).toBe(quantile(values, p));
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});
