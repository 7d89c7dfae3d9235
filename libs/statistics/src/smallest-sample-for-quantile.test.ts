import { describe, expect, it } from '@jest/globals';
import { smallestSampleForQuantile } from './smallest-sample-for-quantile.js';

describe('smallestSampleForQuantile', () => {
  // R 4.2: the first n with qbinom(.025, n, p) >= 1 and qbinom(.975, n, p) + 1 <= n
  it.each([
    [0.5, 6],
    [0.75, 13],
    [0.9, 36],
    [0.95, 72],
    [0.99, 368],
    [0.1, 36],
  ])('share %p needs %p values', (share, n) => {
    expect(smallestSampleForQuantile(share)).toBe(n);
  });

  it('follows the confidence: both tails of n values within α/2', () => {
    for (const share of [0.2, 0.5, 0.8, 0.97]) {
      for (const confidence of [0.5, 0.8, 0.9, 0.99]) {
        const n = smallestSampleForQuantile(share, confidence);
        const tail = ((1 - confidence) / 2) * (1 + 1e-9);
        const wider = Math.max(share, 1 - share);
        expect(wider ** n).toBeLessThanOrEqual(tail);
        expect(wider ** (n - 1)).toBeGreaterThan(tail);
      }
    }
  });

  it('refuses a share that is none', () => {
    expect(() => smallestSampleForQuantile(0)).toThrow(RangeError);
    expect(() => smallestSampleForQuantile(1)).toThrow(RangeError);
  });
});
