import { describe, expect, it } from '@jest/globals';
import { binomialCdf } from './binomial-cdf.js';
import { clopperPearsonInterval } from './clopper-pearson-interval.js';

describe('clopperPearsonInterval', () => {
  // R 4.2: binom.test(x, n)$conf.int; the last is the example of its manual (Conover's plants)
  it.each([
    [0, 10, 0, 0.308497107818761],
    [10, 10, 0.691502892181239, 1],
    [1, 3, 0.00840375865961264, 0.905700675949754],
    [8, 10, 0.443904537692359, 0.974789273673167],
    [682, 925, 0.707668264079039, 0.765406558241525],
  ])('%p of %p: %p to %p', (successes, trials, lower, upper) => {
    const interval = clopperPearsonInterval(successes, trials)!;
    expect(interval.lower).toBeCloseTo(lower, 12);
    expect(interval.upper).toBeCloseTo(upper, 12);
  });

  it('has tails of exactly α/2 at its bounds', () => {
    for (const [successes, trials] of [
      [1, 5],
      [7, 31],
      [30, 31],
    ] as const) {
      const { lower, upper } = clopperPearsonInterval(successes, trials, 0.9)!;
      expect(1 - binomialCdf(successes - 1, trials, lower)).toBeCloseTo(0.05, 12);
      expect(binomialCdf(successes, trials, upper)).toBeCloseTo(0.05, 12);
    }
  });

  it('has none without trials and refuses impossible counts', () => {
    expect(clopperPearsonInterval(0, 0)).toBeNull();
    expect(() => clopperPearsonInterval(3, 2)).toThrow(RangeError);
  });
});
