import { describe, expect, it } from '@jest/globals';
import { wilsonInterval } from './wilson-interval.js';

describe('wilsonInterval', () => {
  // R 4.2: prop.test(x, n, correct = FALSE)$conf.int
  it.each([
    [0, 10, 0, 0.277532799862889],
    [10, 10, 0.722467200137111, 1],
    [1, 3, 0.0614919447203963, 0.792340399197952],
    [8, 10, 0.490162471536642, 0.943317848545625],
    [42, 57, 0.610234207365162, 0.833542134020269],
    [500, 1000, 0.469069600368104, 0.530930399631896],
  ])('%p of %p: %p to %p', (successes, trials, lower, upper) => {
    const interval = wilsonInterval(successes, trials)!;
    expect(interval.proportion).toBe(successes / trials);
    expect(interval.lower).toBeCloseTo(lower, 13);
    expect(interval.upper).toBeCloseTo(upper, 13);
  });

  it('follows the confidence', () => {
    const interval = wilsonInterval(8, 10, 0.9)!;
    expect(interval.lower).toBeCloseTo(0.540792805687488, 13);
    expect(interval.upper).toBeCloseTo(0.931442012262468, 13);
  });

  it('stays in [0, 1] around the proportion and mirrors', () => {
    for (let trials = 1; trials <= 60; trials++) {
      for (let successes = 0; successes <= trials; successes++) {
        const interval = wilsonInterval(successes, trials)!;
        const mirror = wilsonInterval(trials - successes, trials)!;
        expect(interval.lower).toBeGreaterThanOrEqual(0);
        expect(interval.upper).toBeLessThanOrEqual(1);
        expect(interval.lower).toBeLessThanOrEqual(interval.proportion);
        expect(interval.upper).toBeGreaterThanOrEqual(interval.proportion);
        expect(interval.lower).toBeCloseTo(1 - mirror.upper, 13);
      }
    }
  });

  it('has none without trials and refuses impossible counts', () => {
    expect(wilsonInterval(0, 0)).toBeNull();
    expect(() => wilsonInterval(3, 2)).toThrow(RangeError);
    expect(() => wilsonInterval(-1, 2)).toThrow(RangeError);
    expect(() => wilsonInterval(0.5, 2)).toThrow(RangeError);
  });
});
