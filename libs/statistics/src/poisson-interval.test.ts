import { describe, expect, it } from '@jest/globals';
import { poissonInterval } from './poisson-interval.js';

describe('poissonInterval', () => {
  // R 4.2: poisson.test(x, T)$conf.int; 137 in 24.19893 is the example of its manual
  it.each([
    [0, 1, 0, 3.68887945411394],
    [1, 1, 0.0253178079842899, 5.5716433909389],
    [10, 1, 4.79538869613243, 18.3903560420178],
    [137, 24.19893, 4.75312480484875, 6.69270933417607],
    [3, 28, 0.0220954329605572, 0.31311689534794],
    [1000, 1, 938.973018407695, 1063.9521360163],
  ])('%p in %p: %p to %p', (count, exposure, lower, upper) => {
    const interval = poissonInterval(count, exposure)!;
    expect(interval.rate).toBe(count / exposure);
    expect(Math.abs(interval.lower - lower)).toBeLessThanOrEqual(1e-11 * lower);
    expect(Math.abs(interval.upper - upper)).toBeLessThanOrEqual(1e-11 * upper);
  });

  it('has tails of exactly α/2 at its bounds, by adding the terms', () => {
    const tail = (count: number, mean: number) => {
      let term = Math.exp(-mean);
      let total = 0;
      for (let k = 0; k <= count; k++) {
        total += term;
        term *= mean / (k + 1);
      }
      return total;
    };
    for (const count of [1, 4, 20, 75]) {
      const { lower, upper } = poissonInterval(count)!;
      expect(1 - tail(count - 1, lower)).toBeCloseTo(0.025, 11);
      expect(tail(count, upper)).toBeCloseTo(0.025, 11);
    }
  });

  it('has none without exposure and refuses nonsense', () => {
    expect(poissonInterval(3, 0)).toBeNull();
    expect(() => poissonInterval(-1)).toThrow(RangeError);
    expect(() => poissonInterval(1, -1)).toThrow(RangeError);
    expect(() => poissonInterval(1, Number.NaN)).toThrow(RangeError);
  });
});
