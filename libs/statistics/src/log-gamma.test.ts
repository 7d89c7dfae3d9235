import { describe, expect, it } from '@jest/globals';
import { logGamma } from './log-gamma.js';

describe('logGamma', () => {
  // 40-digit arithmetic (mpmath loggamma)
  it.each<readonly number[]>([
    [0.001, 6.907178885383853],
    [0.3, 1.0957979948180756],
    [0.5, 0.5723649429247001],
    [3.7, 1.428072326665388],
    [10, 12.80182748008147],
    [14.99, 25.164481163825506],
    [15, 25.191221182738683],
    [100.5, 361.4355404677776],
    [1e6, 12815504.569147613],
  ])('%p', (...row) => {
    const expected = row.at(-1)!;
    const [first] = row.slice(0, -1) as [number];
    const actual = logGamma(first);
    expect(Math.abs(actual - expected)).toBeLessThanOrEqual(4e-15 * Math.max(Math.abs(expected), 1e-300));
  });

  it('is zero at 1 and 2 and the log of a factorial at whole numbers', () => {
    expect(Math.abs(logGamma(1))).toBeLessThan(1e-14);
    expect(Math.abs(logGamma(2))).toBeLessThan(1e-14);
    let logFactorial = 0;
    for (let n = 1; n <= 60; n++) {
      logFactorial += Math.log(n);
      expect(Math.abs(logGamma(n + 1) - logFactorial)).toBeLessThan(1e-14 * Math.max(1, logFactorial));
    }
    expect(() => logGamma(0)).toThrow(RangeError);
    expect(() => logGamma(Number.NaN)).toThrow(RangeError);
  });
});
