import { describe, expect, it } from '@jest/globals';
import { kaplanMeier } from './kaplan-meier.js';
import { survivalAt } from './survival-at.js';

describe('survivalAt', () => {
  const times = [3, 5, 7, 7, 10, 12, 14, 21, 21, 30, 35, 40, 45, 60, 60, 75, 90, 90, 120, 150];
  const events = [1, 1, 1, 0, 1, 1, 1, 1, 0, 1, 1, 0, 1, 1, 1, 0, 1, 0, 1, 0];
  const curve = kaplanMeier(times.map((time, index) => ({ time, event: events[index] === 1 })));

  // the reference of the metric definitions, from R's survival 3.5
  it.each([
    [30, 0.58, 0.331, 0.764, 11],
    [60, 0.326, 0.125, 0.546, 7],
    [90, 0.244, 0.07, 0.474, 4],
    [61, 0.326, 0.125, 0.546, 5],
    [149.9, 0.122, 0.01, 0.383, 1],
  ])('day %p: %p (%p to %p), %p at risk', (day, survival, lower, upper, atRisk) => {
    const at = survivalAt(curve, day)!;
    expect(at.survival).toBeCloseTo(survival, 3);
    expect(at.lower).toBeCloseTo(lower, 3);
    expect(at.upper).toBeCloseTo(upper, 3);
    expect(at.atRisk).toBe(atRisk);
  });

  it('is 1 before the first time and unknown after the last', () => {
    expect(survivalAt(curve, 0)).toEqual({ survival: 1, lower: null, upper: null, atRisk: 20 });
    expect(survivalAt(curve, 150)).not.toBeNull();
    expect(survivalAt(curve, 150.1)).toBeNull();
    expect(survivalAt(kaplanMeier([]), 1)).toBeNull();
    expect(() => survivalAt(curve, Number.NaN)).toThrow(RangeError);
  });

  it('stays at 0 once everyone has had the event', () => {
    const finished = kaplanMeier([{ time: 2, event: true }]);
    expect(survivalAt(finished, 99)).toEqual({ survival: 0, lower: null, upper: null, atRisk: 0 });
  });
});
