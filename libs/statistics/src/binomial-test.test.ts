import { describe, expect, it } from '@jest/globals';
import { binomialDensity } from './binomial-density.js';
import { binomialTest } from './binomial-test.js';

describe('binomialTest', () => {
  // R 4.2: binom.test(x, n, p)$p.value
  it.each([
    [0, 10, 0.3, 0.0388396033],
    [3, 10, 0.3, 1],
    [10, 10, 0.3, 5.90489999999999e-6],
    [7, 20, 0.5, 0.263175964355469],
  ])('%p of %p at %p', (successes, trials, p, expected) => {
    expect(Math.abs(binomialTest(successes, trials, p) - expected)).toBeLessThanOrEqual(1e-12 * expected);
  });

  // R 4.2: poisson.test(c(x, y), c(T, U))$p.value
  it.each([
    [6, 28, 42, 28, 1.00874821384878e-7],
    [11, 800, 23, 3000, 0.137168691678206],
    [20, 14, 20, 28, 0.0293721504352839],
    [0, 28, 5, 28, 0.0625],
    [2, 28, 1, 28, 1],
    [31, 92, 12, 90, 0.00551931230285635],
    [1000, 365, 900, 366, 0.0192629483351012],
  ])('rates %p in %p against %p in %p', (x, t, y, u, expected) => {
    const value = binomialTest(x, x + y, t / (t + u));
    expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-10 * expected);
  });

  it('is the sum of all counts no more probable than the observed one', () => {
    for (const [trials, p] of [
      [1, 0.2],
      [13, 0.37],
      [40, 0.9],
      [25, 0.5],
    ] as const) {
      const densities = Array.from({ length: trials + 1 }, (_, k) =>
        binomialDensity(k, trials - k, p, 1 - p),
      );
      densities.forEach((observed, k) => {
        const expected = densities.filter((d) => d <= observed * (1 + 1e-7)).reduce((a, b) => a + b, 0);
        expect(binomialTest(k, trials, p)).toBeCloseTo(Math.min(1, expected), 11);
      });
    }
  });

  it('says nothing without trials, and refuses nonsense', () => {
    expect(binomialTest(0, 0, 0.5)).toBe(1);
    expect(() => binomialTest(3, 2, 0.5)).toThrow(RangeError);
    expect(() => binomialTest(1, 2, 1.5)).toThrow(RangeError);
    expect(() => binomialTest(0.5, 2, 0.5)).toThrow(RangeError);
  });
});
