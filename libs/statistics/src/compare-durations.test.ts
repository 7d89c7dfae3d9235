import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareDurations } from './compare-durations.js';

const current = [600, 1200, 1800, 900, 3600, 7200, 300, 5400];
const previous = [3000, 4200, 9000, 1500, 10800, 2400, 6600, 20000, 600];

/** exp, in minutes: a common factor changes no ratio, and no duration is under the second at which logs stop. */
const minutes = (log: number) => 60 * Math.exp(log);

/** Alternating durations around a minute whose logs have a sample standard deviation of exactly `deviation`. */
function spread(n: number, deviation: number): number[] {
  const step = deviation * Math.sqrt((n - 1) / n);
  return Array.from({ length: n }, (_, index) => minutes(index % 2 === 0 ? step : -step));
}

describe('compareDurations', () => {
  it('gives the ratio, interval and detectable change of R', () => {
    // exp(t.test(log(x), log(y))), and the formula with sd, qnorm in R 4.2
    const comparison = compareDurations(current, previous);
    expect(comparison.ratio).toBeCloseTo(0.393870664392796, 12);
    expect(comparison.lower).toBeCloseTo(0.12628693155895, 12);
    expect(comparison.upper).toBeCloseTo(1.22842560472544, 12);
    expect(comparison.verdict).toBe('no_clear_change');
    expect(comparison.detectableLower).toBeCloseTo(0.225346227977947, 12);
    expect(comparison.detectableUpper).toBeCloseTo(4.43761588100717, 11);
    expect(comparison.smallestDetectableChange).toBeCloseTo(1 - 0.225346227977947, 12);
  });

  it('agrees with the sleep data of R in its own words', () => {
    // t.test(extra ~ group, data = sleep): -3.3654832 to 0.2054832, on logs made of those values
    const drug1 = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0].map(minutes);
    const drug2 = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4].map(minutes);
    const { lower, upper } = compareDurations(drug1, drug2);
    expect(Math.log(lower!)).toBeCloseTo(-3.36548323071171, 11);
    expect(Math.log(upper!)).toBeCloseTo(0.20548323071171, 11);
  });

  it.each([
    [0.1, 2210],
    [0.3, 193],
    [0.5, 52],
  ])('needs about the documented n to see %p: %p a side, standard deviation 1.25', (change, n) => {
    const durations = spread(n % 2 === 0 ? n : n + 1, 1.25);
    const { smallestDetectableChange } = compareDurations(durations, durations);
    expect(Math.abs(smallestDetectableChange! / change - 1)).toBeLessThan(0.01);
  });

  it('says too few below six in either period and gives no figure', () => {
    for (const [a, b] of [
      [current.slice(0, 5), previous],
      [current, previous.slice(0, 5)],
      [[], []],
    ] as const) {
      expect(compareDurations(a, b)).toEqual({
        verdict: 'too_few',
        ratio: null,
        lower: null,
        upper: null,
        smallestDetectableChange: null,
        detectableLower: null,
        detectableUpper: null,
      });
    }
    expect(compareDurations(current.slice(0, 6), previous.slice(0, 6)).verdict).not.toBe('too_few');
  });

  it('says lower and higher only when the interval leaves 1 out', () => {
    const tenth = previous.map((seconds) => seconds / 20);
    expect(compareDurations(tenth, previous).verdict).toBe('lower');
    expect(compareDurations(previous, tenth).verdict).toBe('higher');
  });

  it('counts a duration of 0 as 1 second', () => {
    const zeros = [0, 10, 20, 40, 80, 160];
    expect(compareDurations(zeros, previous)).toEqual(compareDurations([1, 10, 20, 40, 80, 160], previous));
  });

  it('has the ratio itself as interval when nothing varies', () => {
    const constant = (seconds: number) => Array.from({ length: 7 }, () => seconds);
    expect(compareDurations(constant(300), constant(300))).toMatchObject({
      verdict: 'no_clear_change',
      ratio: 1,
      lower: 1,
      upper: 1,
    });
    const half = compareDurations(constant(300), constant(600));
    expect(half.verdict).toBe('lower');
    expect(half.ratio).toBeCloseTo(0.5, 12);
    expect(compareDurations(constant(0), previous).ratio).not.toBeNaN();
  });

  it('refuses negative durations', () => {
    expect(() => compareDurations([-1, 2, 3, 4, 5, 6], previous)).toThrow(RangeError);
  });

  it('turns over with its periods, ignores order and unit, leaves its input alone', () => {
    const durations = fc.array(fc.integer({ min: 1, max: 1e6 }), { minLength: 6, maxLength: 40 });
    fc.assert(
      fc.property(durations, durations, (a, b) => {
        const copy = [[...a], [...b]];
        const forth = compareDurations(a, b);
        expect([a, b]).toEqual(copy);
        const back = compareDurations(b, a);
        expect(forth.ratio! * back.ratio!).toBeCloseTo(1, 10);
        expect(forth.lower! * back.upper!).toBeCloseTo(1, 8);
        expect(forth.lower!).toBeLessThanOrEqual(forth.ratio!);
        expect(forth.upper!).toBeGreaterThanOrEqual(forth.ratio!);
        const inMinutes = compareDurations(
          a.map((x) => x * 60).reverse(),
          b.map((x) => x * 60),
        );
        expect(inMinutes.ratio! / forth.ratio!).toBeCloseTo(1, 10);
        for (const figure of Object.values(forth)) expect(figure).not.toBeNaN();
      }),
      { seed: 5, numRuns: 200 },
    );
  });
});
