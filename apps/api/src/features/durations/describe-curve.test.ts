import { describe, expect, it } from '@jest/globals';
import { CURVE_STEP_LIMIT } from '@tenken/shared/durations.contract';
import { describeCurve } from './describe-curve.js';
import { survivalOf } from './summarize-durations.js';

const NONE = { missing: new Map(), excluded: new Map() };
const upTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1);

describe('describeCurve', () => {
  it('steps where something ended, and to the last time anybody was followed', () => {
    const { steps } = describeCurve({ used: [10, 30], open: [20, 40], ...NONE });
    expect(steps.map(({ seconds, share, atRisk }) => [seconds, share, atRisk])).toEqual([
      [10, 0.75, 4],
      [30, 0.375, 2],
      [40, 0.375, 1],
    ]);
  });

  it('has a median from one on and its interval from six on', () => {
    expect(describeCurve({ used: upTo(5), open: [], ...NONE })).toMatchObject({
      medianSeconds: 3,
      medianLower: null,
      medianUpper: null,
    });
    expect(describeCurve({ used: upTo(6), open: [], ...NONE }).medianLower).not.toBeNull();
    expect(describeCurve({ used: [], open: [], ...NONE })).toMatchObject({
      n: 0,
      medianSeconds: null,
      steps: [],
    });
  });

  it('thins a long curve to true points of it, the first and the last among them', () => {
    const set = { used: upTo(1000), open: [], ...NONE };
    const { n, steps } = describeCurve(set);
    expect([n, steps.length]).toEqual([1000, CURVE_STEP_LIMIT]);
    expect([steps[0]?.seconds, steps.at(-1)?.seconds]).toEqual([1, 1000]);
    const all = new Map(survivalOf(set).steps.map((step) => [step.time, step]));
    for (const { seconds, share, atRisk } of steps)
      expect([share, atRisk]).toEqual([all.get(seconds)?.survival, all.get(seconds)?.atRisk]);
    expect(new Set(steps.map(({ seconds }) => seconds)).size).toBe(CURVE_STEP_LIMIT);
  });
});
