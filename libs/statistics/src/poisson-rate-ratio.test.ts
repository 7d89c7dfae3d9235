import { describe, expect, it } from '@jest/globals';
import { poissonRateRatio } from './poisson-rate-ratio.js';

describe('poissonRateRatio', () => {
  // R 4.2: poisson.test(c(x, y), c(T, U)); the first is the reference of the metric definitions,
  // the second the example of R's manual
  it.each([
    [6, 28, 42, 28, 0.142857142857143, 0.0496304759558658, 0.33772196861909, 'lower'],
    [11, 800, 23, 3000, 1.79347826086957, 0.789310945698778, 3.82982006681662, 'no_clear_change'],
    [0, 28, 10, 28, 0, 0, 0.446125549591925, 'lower'],
    [20, 14, 20, 28, 2, 1.02122933441917, 3.91684792552011, 'higher'],
    [0, 28, 6, 28, 0, 0, 0.849311194297323, 'lower'],
    [0, 28, 5, 28, 0, 0, 1.09127910518255, 'too_few'],
    [2, 28, 1, 28, 2, 0.104117537453928, 117.994373887231, 'too_few'],
  ])('%p in %p against %p in %p', (x, t, y, u, ratio, lower, upper, verdict) => {
    const result = poissonRateRatio({ count: x, exposure: t }, { count: y, exposure: u })!;
    expect(result.verdict).toBe(verdict);
    expect(result.ratio).toBeCloseTo(ratio, 12);
    expect(Math.abs(result.lower - lower)).toBeLessThanOrEqual(1e-10 * lower);
    expect(Math.abs(result.upper! - upper)).toBeLessThanOrEqual(1e-10 * upper);
  });

  it('has no ratio and no upper bound where nothing came before', () => {
    const result = poissonRateRatio({ count: 10, exposure: 28 }, { count: 0, exposure: 28 })!;
    expect(result).toMatchObject({ verdict: 'higher', ratio: null, upper: null });
    expect(result.lower).toBeCloseTo(2.24152147509756, 11);
  });

  it('has nothing to say without events or exposure, and refuses nonsense', () => {
    const none = { count: 0, exposure: 28 };
    expect(poissonRateRatio(none, none)).toBeNull();
    expect(poissonRateRatio({ count: 1, exposure: 0 }, none)).toBeNull();
    expect(poissonRateRatio({ count: 1, exposure: 28 }, { count: 1, exposure: 0 })).toBeNull();
    expect(() => poissonRateRatio({ count: 0.5, exposure: 28 }, none)).toThrow(RangeError);
    expect(() => poissonRateRatio({ count: 1, exposure: Number.NaN }, none)).toThrow(RangeError);
  });

  it('turns over with its periods', () => {
    for (const [x, y] of [
      [3, 9],
      [40, 41],
      [120, 7],
    ] as const) {
      const forth = poissonRateRatio({ count: x, exposure: 10 }, { count: y, exposure: 30 })!;
      const back = poissonRateRatio({ count: y, exposure: 30 }, { count: x, exposure: 10 })!;
      expect(forth.ratio! * back.ratio!).toBeCloseTo(1, 12);
      expect(forth.lower * back.upper!).toBeCloseTo(1, 10);
    }
  });
});
