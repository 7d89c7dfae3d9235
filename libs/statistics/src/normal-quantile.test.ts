import { describe, expect, it } from '@jest/globals';
import { normalCdf } from './normal-cdf.js';
import { normalQuantile } from './normal-quantile.js';

describe('normalQuantile', () => {
  // R 4.2: qnorm(p)
  it.each<readonly number[]>([
    [1e-300, -37.0470962993612],
    [1e-20, -9.262340089798405],
    [1e-5, -4.264890793922826],
    [0.025, -1.959963984540054],
    [0.2, -0.8416212335729142],
    [0.5, 0],
    [0.8, 0.8416212335729144],
    [0.975, 1.959963984540054],
    [0.9999, 3.719016485455708],
  ])('%p', (...row) => {
    const expected = row.at(-1)!;
    const [first] = row.slice(0, -1) as [number];
    const actual = normalQuantile(first);
    expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-14 * Math.max(Math.abs(expected), 1e-300));
  });

  it('undoes the distribution function and refuses the ends', () => {
    for (const p of [1e-12, 0.001, 0.07, 0.3, 0.6, 0.95]) {
      expect(Math.abs(normalCdf(normalQuantile(p)) / p - 1)).toBeLessThan(1e-13);
    }
    for (const p of [0, 1, -1, Number.NaN]) expect(() => normalQuantile(p)).toThrow(RangeError);
  });
});
