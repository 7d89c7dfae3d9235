import { describe, expect, it } from '@jest/globals';
import { incompleteBeta } from './incomplete-beta.js';
import { inverseIncompleteBeta } from './inverse-incomplete-beta.js';

describe('inverseIncompleteBeta', () => {
  // R 4.2: qbeta(p, a, b)
  it.each<readonly number[]>([
    [0.025, 6, 43, 0.04728376042117953],
    [0.975, 7, 42, 0.2524605086419528],
    [0.5, 0.5, 0.5, 0.5],
    [0.025, 1, 10, 0.002528578544461784],
    [0.975, 300, 2000, 0.144495943788478],
    [0.01, 0.1, 3, 2.366901351944898e-21],
    [0.999, 5, 0.7, 0.9999906948724873],
    [0, 2, 3, 0],
    [1, 2, 3, 1],
  ])('%p', (...row) => {
    const expected = row.at(-1)!;
    const [first, second, third] = row.slice(0, -1) as [number, number, number];
    const actual = inverseIncompleteBeta(first, second, third);
    expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-11 * Math.max(Math.abs(expected), 1e-300));
  });

  it('undoes the distribution function', () => {
    for (const a of [0.3, 1, 4.5, 60, 4000]) {
      for (const b of [0.7, 2, 33, 900]) {
        for (const p of [1e-6, 0.025, 0.4, 0.8, 0.975]) {
          const x = inverseIncompleteBeta(p, a, b);
          if (x < 0.999) expect(Math.abs(incompleteBeta(x, a, b) / p - 1)).toBeLessThan(1e-10);
        }
      }
    }
  });

  it('refuses arguments outside its domain', () => {
    expect(() => inverseIncompleteBeta(1.1, 1, 1)).toThrow(RangeError);
    expect(() => inverseIncompleteBeta(0.5, 1, 0)).toThrow(RangeError);
  });
});
