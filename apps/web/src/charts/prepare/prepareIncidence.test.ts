import { describe, expect, it } from '@jest/globals';
import { placeEndLabels } from './placeEndLabels.js';
import { incidenceAt, prepareIncidence } from './prepareIncidence.js';

const step = (day: number, share: number, atRisk: number) => ({
  day,
  share,
  lower: null,
  upper: null,
  atRisk,
});
// four items: done on day 10, declined on 20, done on 30, open for 81 days
const steps = [step(10, 0.25, 4), step(20, 0.25, 3), step(30, 0.5, 2), step(81, 0.5, 1)];

describe('prepareIncidence', () => {
  it.each([
    [0, 0, 4],
    [9, 0, 4],
    [10, 0.25, 4],
    [11, 0.25, 3],
    [81, 0.5, 1],
  ])('day %i: %d done, %i followed', (day, share, atRisk) => {
    expect(incidenceAt(steps, 4, day)).toMatchObject({ share, atRisk });
  });

  it('has every curve on one axis, and ends each where nobody is followed longer', () => {
    const model = prepareIncidence([
      { key: 'SEV1', n: 4, steps },
      { key: 'SEV2', n: 1, steps: [step(5, 1, 1)] },
    ]);
    expect(model.dayTicks).toEqual([0, 14, 28, 42, 56, 70]);
    expect(model.curves[0]!.line.slice(0, 3)).toEqual([
      { x: 0, y: 0 },
      { x: 10, y: 0 },
      { x: 10, y: 0.25 },
    ]);
    expect(model.curves[1]!.atTicks.map((at) => at === null)).toEqual([false, true, true, true, true, true]);
    expect(model.shareTicks.at(-1)).toBe(1);
  });

  it('draws nothing of nothing', () => {
    expect(prepareIncidence([])).toMatchObject({
      curves: [],
      lastDay: 1,
      shareTicks: [0, 0.25, 0.5, 0.75, 1],
    });
  });
});

describe('placeEndLabels', () => {
  it('keeps each beside its line where there is room, and pushes the others apart', () => {
    const room = { least: 0, most: 200 };
    expect(placeEndLabels([50, 100], room)).toEqual([50, 100]);
    expect(placeEndLabels([100, 101, 99], room)).toEqual([113, 127, 99]);
    expect(placeEndLabels([200, 200], room)).toEqual([186, 200]);
  });
});
