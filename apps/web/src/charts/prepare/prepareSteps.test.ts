import { describe, expect, it } from '@jest/globals';
import { prepareSteps } from './prepareSteps.js';

const step = (day: number, share: number, atRisk: number) => ({
  day,
  share,
  lower: share / 2,
  upper: share,
  atRisk,
});

describe('prepareSteps', () => {
  it('begins at day 0 with nobody done and everybody followed', () => {
    const model = prepareSteps([step(10, 0.25, 4), step(30, 0.5, 2)], 4);
    expect(model.points[0]).toEqual({ day: 0, share: 0, band: null });
    expect(model.points).toHaveLength(3);
    expect(model.dayTicks).toEqual([0, 5, 10, 15, 20, 25, 30]);
    expect(model.atRisk.map(({ n }) => n)).toEqual([4, 4, 4, 2, 2, 2, 2]);
  });

  it('has no band where a bound is missing', () => {
    expect(
      prepareSteps([{ day: 1, share: 1, lower: null, upper: null, atRisk: 1 }], 1).points[1]!.band,
    ).toBeNull();
  });

  it('keeps the last of steps too close to tell apart', () => {
    const many = Array.from({ length: 5000 }, (_, index) => step(index / 50, index / 5000, 5000 - index));
    const { points } = prepareSteps(many, 5000);
    expect(points.length).toBeLessThan(2000);
    expect(points.at(-1)!.day).toBeCloseTo(4999 / 50, 9);
  });

  it('has an axis that holds the band', () => {
    const rare = prepareSteps([{ day: 9, share: 0.06, lower: 0.03, upper: 0.12, atRisk: 40 }], 40);
    expect(rare.shareTicks).toEqual([0, 0.05, 0.1, 0.15000000000000002, 0.2]);
    expect(prepareSteps([step(9, 0.9, 4)], 4).shareTicks.at(-1)).toBe(1);
  });

  it('draws an empty curve without steps', () => {
    expect(prepareSteps([], 0)).toMatchObject({ points: [{ day: 0, share: 0 }], lastDay: 1, lastShare: 0 });
  });
});
