import { describe, expect, it } from '@jest/globals';
import { prepareScatter } from './prepareScatter.js';

describe('prepareScatter', () => {
  it('has whole ticks from 0 past the highest count, and durations on a logarithmic axis', () => {
    const model = prepareScatter(
      [
        { x: 0, seconds: 0 },
        { x: 37, seconds: 200 },
      ],
      'en',
    );
    expect(model.xTicks).toEqual([0, 5, 10, 15, 20, 25, 30, 35, 40]);
    expect(model.points[0]).toEqual({ x: 0, seconds: 1 });
    expect(model.yDomain).toEqual([1, 300]);
    expect(model.yTicks.map((tick) => tick.label)).toEqual(['1s', '10s', '1m', '5m']);
  });

  it('says whole hours without their minutes', () => {
    const { yTicks } = prepareScatter([{ x: 1, seconds: 3500 }], 'ja');
    expect(yTicks.at(-1)?.label).toBe('1時間');
  });

  it.each([
    [0, 1, 2],
    [1, 1, 2],
    [9, 1, 10],
    [11, 2, 7],
    [100, 10, 11],
    [101, 20, 7],
  ])('up to %p in steps of %p', (most, step, count) => {
    const { xTicks } = prepareScatter([{ x: most, seconds: 60 }], 'en');
    expect([xTicks[1], xTicks.length]).toEqual([step, count]);
  });
});
