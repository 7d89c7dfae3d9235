import { describe, expect, it } from '@jest/globals';
import { sumHidden } from './sum-hidden.js';

const day = (number: number) => new Date(Date.UTC(2026, 9, number));
const DAY = 86_400;

describe('sumHidden', () => {
  it.each([
    ['one span', [[2, 5]], 3],
    [
      'overlaps once',
      [
        [2, 5],
        [4, 6],
        [3, 4],
      ],
      4,
    ],
    [
      'a gap',
      [
        [2, 3],
        [5, 6],
      ],
      2,
    ],
    [
      'clipped at both ends',
      [
        [-20, 3],
        [9, 30],
      ],
      3,
    ],
    ['an open end', [[8, null]], 2],
    ['outside', [[12, 14]], 0],
    ['nothing', [], 0],
  ] as [string, [number, number | null][], number][])('%s', (_, spans, expected) => {
    const given = spans.map(([from, to]) => ({ startsAt: day(from), endsAt: to === null ? null : day(to) }));
    expect(sumHidden(given, day(1), day(10))).toBe(expected * DAY);
  });
});
