import { describe, expect, it } from '@jest/globals';
import { incompleteBeta } from './incomplete-beta.js';

describe('incompleteBeta', () => {
  // 60-digit arithmetic (mpmath betainc); the last two: R 4.2 pbeta
  it.each<readonly number[]>([
    [0.3, 2, 3, 0.3483],
    [0.5, 0.5, 0.5, 0.5],
    [0.01, 0.2, 5, 0.5846698531754057],
    [0.9, 20, 3, 0.6200409384119036],
    [0.001, 5, 400, 6.283087926135172e-5],
    [0.5, 500, 520, 0.7345065771511532],
    [0, 2, 3, 0],
    [1, 2, 3, 1],
    [0.1, 1e5, 9e5, 0.5003546154275581],
    [0.0999, 1e5, 9e5, 0.3697395923521258],
  ])('%p', (...row) => {
    const expected = row.at(-1)!;
    const [first, second, third] = row.slice(0, -1) as [number, number, number];
    const actual = incompleteBeta(first, second, third);
    expect(Math.abs(actual - expected)).toBeLessThanOrEqual(2e-13 * Math.max(Math.abs(expected), 1e-300));
  });

  it('has closed forms: x^a for b = 1, the arcsine law for a = b = ½', () => {
    for (const x of [0.001, 0.2, 0.5, 0.77, 0.999]) {
      expect(incompleteBeta(x, 3.3, 1)).toBeCloseTo(x ** 3.3, 14);
      expect(incompleteBeta(x, 0.5, 0.5)).toBeCloseTo((2 / Math.PI) * Math.asin(Math.sqrt(x)), 14);
    }
  });

  it('mirrors: I_x(a, b) = 1 − I_(1−x)(b, a)', () => {
    for (const [x, a, b] of [
      [0.1, 2, 9],
      [0.6, 40, 30],
      [0.99, 0.4, 7],
    ] as const) {
      expect(incompleteBeta(x, a, b) + incompleteBeta(1 - x, b, a, x)).toBeCloseTo(1, 13);
    }
  });

  it('refuses arguments outside its domain', () => {
    for (const [x, a, b] of [
      [-0.1, 1, 1],
      [1.1, 1, 1],
      [0.5, 0, 1],
      [0.5, 1, Number.NaN],
      [Number.NaN, 1, 1],
    ] as const) {
      expect(() => incompleteBeta(x, a, b)).toThrow(RangeError);
    }
  });
});
