import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { logRank } from './log-rank.js';

const observe = (pairs: readonly (readonly [number, number])[]) =>
  pairs.map(([time, event]) => ({ time, event: event === 1 }));

// the ovarian and aml data sets of R's survival package
const ovarian1 = observe([
  [59, 1],
  [115, 1],
  [156, 1],
  [431, 1],
  [448, 0],
  [477, 0],
  [638, 1],
  [803, 0],
  [855, 0],
  [1040, 0],
  [1106, 0],
  [268, 1],
  [329, 1],
]);
const ovarian2 = observe([
  [421, 0],
  [464, 1],
  [475, 1],
  [563, 1],
  [744, 0],
  [769, 0],
  [770, 0],
  [1129, 0],
  [1206, 0],
  [1227, 0],
  [353, 1],
  [365, 1],
  [377, 0],
]);
const maintained = observe([
  [9, 1],
  [13, 1],
  [13, 0],
  [18, 1],
  [23, 1],
  [28, 0],
  [31, 1],
  [34, 1],
  [45, 0],
  [48, 1],
  [161, 0],
]);
const notMaintained = observe([
  [5, 1],
  [5, 1],
  [8, 1],
  [8, 1],
  [12, 1],
  [16, 0],
  [23, 1],
  [27, 1],
  [30, 1],
  [33, 1],
  [43, 1],
  [45, 1],
]);

describe('logRank', () => {
  // R 4.2, survival 3.5: survdiff(Surv(time, event) ~ group)
  it('gives the statistic of R for two groups', () => {
    const aml = logRank([maintained, notMaintained])!;
    expect(aml.chiSquare).toBeCloseTo(3.396388698978, 11);
    expect(aml.degreesOfFreedom).toBe(1);
    expect(aml.pValue).toBeCloseTo(0.06533932, 8);
    expect(aml.observed).toEqual([7, 11]);
    expect(aml.expected[0]).toBeCloseTo(10.6893359923, 9);
    const ovarian = logRank([ovarian1, ovarian2])!;
    expect(ovarian.chiSquare).toBeCloseTo(1.062739861291, 11);
    expect(ovarian.expected[1]).toBeCloseTo(6.76646898285, 9);
  });

  it('gives the statistic of R for four groups and leaves out one never at risk at an event', () => {
    const four = logRank([maintained, notMaintained, ovarian1, ovarian2])!;
    expect(four.chiSquare).toBeCloseTo(49.5173041708561, 9);
    expect(four.degreesOfFreedom).toBe(3);
    expect(four.pValue / 1.01225910017006e-10).toBeCloseTo(1, 8);
    const withIdle = logRank([maintained, observe([[1, 0]]), notMaintained, []])!;
    expect(withIdle.chiSquare).toBeCloseTo(3.396388698978, 11);
    expect(withIdle.degreesOfFreedom).toBe(1);
    expect(withIdle.expected[1]).toBe(0);
  });

  it('finds no difference between a group and itself', () => {
    const same = logRank([maintained, maintained])!;
    expect(same.chiSquare).toBeCloseTo(0, 12);
    expect(same.pValue).toBeCloseTo(1, 6);
  });

  it('has nothing to say without two groups, without events or without choice', () => {
    expect(logRank([])).toBeNull();
    expect(logRank([maintained])).toBeNull();
    expect(logRank([maintained, []])).toBeNull();
    expect(logRank([observe([[3, 0]]), observe([[4, 0]])])).toBeNull();
    expect(logRank([observe([[3, 1]]), observe([[3, 1]])])).toBeNull();
    expect(() => logRank([observe([[-3, 1]]), maintained])).toThrow(RangeError);
  });

  it('expects as many events as there were, and ignores the order of groups and subjects', () => {
    const group = fc.array(fc.record({ time: fc.integer({ min: 0, max: 15 }), event: fc.boolean() }), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(group, group, group, (a, b, c) => {
        const forth = logRank([a, b, c]);
        const back = logRank([[...c].reverse(), [...a].reverse(), b]);
        expect(back === null).toBe(forth === null);
        if (forth === null || back === null) return;
        expect(back.chiSquare).toBeCloseTo(forth.chiSquare, 8);
        const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
        expect(total(forth.expected)).toBeCloseTo(total(forth.observed), 9);
        expect(forth.pValue).toBeGreaterThanOrEqual(0);
        expect(forth.pValue).toBeLessThanOrEqual(1);
      }),
      { seed: 37, numRuns: 300 },
    );
  });

  it('takes many alike at once as it takes each', () => {
    const each = (group: readonly { time: number; event: boolean; count: number }[]) =>
      group.flatMap(({ count, ...one }) => Array.from({ length: count }, () => one));
    const first = [
      { time: 3, event: true, count: 4 },
      { time: 5, event: false, count: 2 },
    ];
    const second = [
      { time: 4, event: true, count: 3 },
      { time: 5, event: true, count: 2 },
    ];
    expect(logRank([first, second])).toEqual(logRank([each(first), each(second)]));
  });
});
