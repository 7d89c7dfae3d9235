import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findFloods, type WindowCount } from './find-floods.js';

const windows = (counts: readonly number[], first = 0): WindowCount[] =>
  counts.flatMap((fired, at) => (fired === 0 ? [] : [{ index: first + at, fired, pages: fired % 3 }]));
const spans = (counts: readonly number[]) =>
  findFloods(windows(counts), counts.length).map((flood) => [flood.fromIndex, flood.toIndex, flood.episodes]);

describe('findFloods', () => {
  it.each([
    ['ten is no flood, eleven is', [10, 11, 0], [[1, 2, 11]]],
    ['five goes on, four ends it', [11, 5, 5, 4, 9], [[0, 3, 21]]],
    [
      'a window without alerts ends it',
      [12, 0, 12, 3],
      [
        [0, 1, 12],
        [2, 3, 12],
      ],
    ],
    ['what rises slowly begins where it passes ten', [6, 9, 14, 6, 2], [[2, 4, 20]]],
    ['rising again within a flood is the same flood', [20, 6, 30, 5, 1], [[0, 4, 61]]],
    ['many between five and ten are none', [9, 10, 8, 10], []],
    ['none', [], []],
  ])('%s', (_, counts, expected) => {
    expect(spans(counts)).toEqual(expected);
  });

  it('knows the highest window, the pages, and that the range ends first', () => {
    expect(findFloods(windows([0, 14, 25, 7], 100), 104)).toEqual([
      { fromIndex: 101, toIndex: 104, episodes: 46, pages: 2 + 1 + 1, peak: 25, isCut: true },
    ]);
    expect(findFloods(windows([14], 100), 102)).toMatchObject([{ toIndex: 101, isCut: false }]);
  });

  it('is what the definition says of each window', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 16 }), { maxLength: 60 }), (counts) => {
        // In a flood: a window with more than ten at or before, and none below five since.
        const inFlood = counts.map((_, at) =>
          counts.some(
            (n, begin) => begin <= at && n > 10 && counts.slice(begin, at + 1).every((m) => m >= 5),
          ),
        );
        const found = findFloods(windows(counts), counts.length);
        expect(counts.map((_, at) => found.some((f) => f.fromIndex <= at && at < f.toIndex))).toEqual(
          inFlood,
        );
        const runs = inFlood.filter((is, at) => is && !inFlood[at - 1]).length;
        expect(found).toHaveLength(runs);
        for (const flood of found) {
          const inside = counts.slice(flood.fromIndex, flood.toIndex);
          expect(flood.episodes).toBe(inside.reduce((sum, n) => sum + n, 0));
          expect(flood.peak).toBe(Math.max(...inside));
          expect(flood.isCut).toBe(flood.toIndex === counts.length);
        }
      }),
    );
  });
});
