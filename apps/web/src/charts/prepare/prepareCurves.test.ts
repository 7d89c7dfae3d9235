import { describe, expect, it } from '@jest/globals';
import { prepareCurves, survivalAt } from './prepareCurves.js';

const step = (seconds: number, share: number, atRisk: number) => ({
  seconds,
  share,
  lower: share === 0 ? null : share / 2,
  upper: share === 0 ? null : Math.min(1, share * 1.2),
  atRisk,
});
// four incidents: over after 1, 10 and 60 minutes, one more after 4 hours
const steps = [step(60, 0.75, 4), step(600, 0.5, 3), step(3600, 0.25, 2), step(14_400, 0, 1)];

describe('survivalAt', () => {
  it.each([
    [30, 1, 4],
    [60, 0.75, 4],
    [61, 0.75, 3],
    [600, 0.5, 3],
    [3601, 0.25, 1],
    [14_400, 0, 1],
  ])('after %i s: %d not over, %i followed', (seconds, share, atRisk) => {
    expect(survivalAt(steps, 4, seconds)).toMatchObject({ share, atRisk });
  });

  it('is nothing once nobody is followed longer, nor without incidents', () => {
    expect(survivalAt(steps, 4, 14_401)).toBeNull();
    expect(survivalAt([], 0, 60)).toBeNull();
  });
});

describe('prepareCurves', () => {
  it('has both curves on one axis, each from 1 downwards', () => {
    const model = prepareCurves(
      [
        { key: 'current', n: 4, steps },
        { key: 'previous', n: 1, steps: [step(5, 0, 1)] },
      ],
      'en',
    );
    expect(model.domain).toEqual([1, 14_400]);
    expect(model.curves[0]!.line[0]).toEqual({ x: 1, y: 1 });
    expect(model.curves[0]!.line.at(-1)).toEqual({ x: 14_400, y: 0 });
    expect(model.curves[0]!.atTicks.map((at) => at?.atRisk)).toEqual([4, 4, 4, 3, 2, 2, 1]);
    expect(model.curves[1]!.atTicks.map((at) => at === null)).toEqual([
      false,
      true,
      true,
      true,
      true,
      true,
      true,
    ]);
    expect(model.places.every(({ curves }) => curves.length === 2)).toBe(true);
  });

  it('draws the band only where it has both bounds', () => {
    const { curves } = prepareCurves([{ key: 'current', n: 4, steps }], 'en');
    expect(curves[0]!.band.map(({ from, to }) => [from, to])).toEqual([
      [60, 600],
      [600, 3600],
      [3600, 14_400],
    ]);
  });

  it('counts a duration of 0 as a second, and draws nothing of nothing', () => {
    expect(prepareCurves([{ key: 'a', n: 1, steps: [step(0, 0, 1)] }], 'en').curves[0]!.line).toEqual([
      { x: 1, y: 1 },
      { x: 1, y: 1 },
      { x: 1, y: 0 },
    ]);
    expect(prepareCurves([{ key: 'a', n: 0, steps: [] }], 'en').curves[0]).toMatchObject({
      line: [],
      band: [],
    });
  });
});
