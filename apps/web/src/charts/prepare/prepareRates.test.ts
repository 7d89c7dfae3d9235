import { describe, expect, it } from '@jest/globals';
import { prepareRates, type RateBucket } from './prepareRates.js';

const bucket = (perWeek: number | null, perWeekUpper: number | null = perWeek): RateBucket => ({
  from: '2026-09-07T00:00:00.000Z',
  to: '2026-09-14T00:00:00.000Z',
  n: 1,
  perWeek,
  perWeekLower: 0,
  perWeekUpper,
  unfinished: false,
});
const format = { unit: 'week', timeZone: 'UTC', language: 'en' } as const;

describe('prepareRates', () => {
  it.each([
    ['ordinary', [bucket(4, 7)], [0, 2, 4, 6, 8]],
    ['nothing counted: up to what would fit', [bucket(0, 3.7)], [0, 1, 2, 3, 4]],
    ['nothing passed', [bucket(null)], [0, 0.05]],
    ['rare', [bucket(0.1, 0.2)], [0, 0.05, 0.1, 0.15, 0.2]],
  ])('%s', (_, buckets, yTicks) => {
    expect(prepareRates(buckets, format).yTicks).toEqual(yTicks);
  });

  it('cuts an interval that reaches beyond twice the highest rate, and says so', () => {
    const { yTicks, slots } = prepareRates([bucket(7, 39), bucket(0, 26), bucket(6, 12)], format);
    expect(yTicks.at(-1)).toBe(15);
    expect(slots.map(({ cut }) => cut)).toEqual([true, true, false]);
  });

  it('holds the rate that it is compared with', () => {
    expect(prepareRates([bucket(1, 2)], format, undefined, 9).yTicks.at(-1)).toBe(10);
  });
});
