import { describe, expect, it } from '@jest/globals';
import { incompleteGamma } from './incomplete-gamma.js';
import { inverseIncompleteGamma } from './inverse-incomplete-gamma.js';

describe('inverseIncompleteGamma', () => {
  it('undoes the incomplete gamma function', () => {
    for (const a of [0.05, 0.5, 1, 3.3, 42, 1000, 2e5]) {
      for (const p of [1e-10, 0.001, 0.025, 0.3, 0.5, 0.7, 0.975, 0.999999]) {
        expect(Math.abs(incompleteGamma(a, inverseIncompleteGamma(p, a)).lower / p - 1)).toBeLessThan(1e-10);
      }
    }
  });

  it('is −log(1 − p) for a = 1', () => {
    for (const p of [1e-9, 0.2, 0.5, 0.99]) {
      expect(Math.abs(inverseIncompleteGamma(p, 1) / -Math.log1p(-p) - 1)).toBeLessThan(1e-13);
    }
  });

  it('refuses arguments outside its domain', () => {
    expect(() => inverseIncompleteGamma(1, 1)).toThrow(RangeError);
    expect(() => inverseIncompleteGamma(0.5, -1)).toThrow(RangeError);
  });
});
