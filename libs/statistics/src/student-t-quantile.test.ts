import { describe, expect, it } from '@jest/globals';
import { studentTCdf } from './student-t-cdf.js';
import { studentTQuantile } from './student-t-quantile.js';

describe('studentTQuantile', () => {
  // R 4.2: qt(p, df)
  it.each<readonly number[]>([
    [0.975, 1, 12.70620473617469],
    [0.975, 5, 2.570581835636314],
    [0.975, 10.7, 2.208537614849554],
    [0.975, 200.3, 1.971878245596391],
    [0.6, 3, 0.2766706623326898],
    [1e-6, 4, -41.57785415045099],
    [0.025, 1e6, -1.959966356814107],
    [0.995, 30, 2.749995653567225],
    [0.001, 0.8, -1304.687020599351],
    [0.5, 3, 0],
  ])('%p', (...row) => {
    const expected = row.at(-1)!;
    const [first, second] = row.slice(0, -1) as [number, number];
    const actual = studentTQuantile(first, second);
    expect(Math.abs(actual - expected)).toBeLessThanOrEqual(2e-11 * Math.max(Math.abs(expected), 1e-300));
  });

  it('undoes the distribution function', () => {
    for (const degreesOfFreedom of [0.6, 1, 2.5, 9, 99, 101, 5000.5]) {
      for (const p of [1e-9, 0.004, 0.02, 0.3, 0.51, 0.9, 0.995]) {
        const back = studentTCdf(studentTQuantile(p, degreesOfFreedom), degreesOfFreedom);
        expect(Math.abs(back / p - 1)).toBeLessThan(1e-9);
      }
    }
  });
});
