import { describe, expect, it } from '@jest/globals';
import { incompleteGamma } from './incomplete-gamma.js';

describe('incompleteGamma', () => {
  // 60-digit arithmetic (mpmath gammainc): a, x, P, Q
  it.each([
    [0.5, 0.1, 0.345279153981423, 0.654720846018577],
    [0.5, 2, 0.9544997361036416, 0.04550026389635842],
    [3, 1, 0.08030139707139419, 0.9196986029286058],
    [3, 10, 0.9972306042844884, 0.002769395715511576],
    [10.5, 30, 0.9999872283117348, 1.2771688265162088e-5],
    [100, 80, 0.017108313035133115, 0.9828916869648668],
    [100, 130, 0.9972495916326934, 0.002750408367306526],
    [1e4, 1.01e4, 0.8413487504471796, 0.15865124955282037],
    [50, 1, 1.2337508979097351e-65, 1],
  ])('a = %p, x = %p', (a, x, lower, upper) => {
    const tails = incompleteGamma(a, x);
    expect(Math.abs(tails.lower / lower - 1)).toBeLessThan(2e-13);
    expect(Math.abs(tails.upper / upper - 1)).toBeLessThan(2e-13);
  });

  it('is 1 − e^−x for a = 1 and has exact ends', () => {
    for (const x of [0.01, 0.9, 2.5, 30])
      expect(incompleteGamma(1, x).lower).toBeCloseTo(-Math.expm1(-x), 14);
    expect(incompleteGamma(2, 0)).toEqual({ lower: 0, upper: 1 });
    expect(incompleteGamma(2, Number.POSITIVE_INFINITY)).toEqual({ lower: 1, upper: 0 });
  });

  it('refuses arguments outside its domain', () => {
    expect(() => incompleteGamma(0, 1)).toThrow(RangeError);
    expect(() => incompleteGamma(1, -1)).toThrow(RangeError);
    expect(() => incompleteGamma(1, Number.NaN)).toThrow(RangeError);
  });
});
