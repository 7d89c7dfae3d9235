import { describe, expect, it } from '@jest/globals';
import { nextUnreviewed } from './nextUnreviewed.js';

const items = [
  { id: 'a', isReviewed: false },
  { id: 'b', isReviewed: true },
  { id: 'c', isReviewed: false },
];

describe('nextUnreviewed', () => {
  it.each([
    ['a', 1, 'c'],
    ['b', 1, 'c'],
    ['c', 1, 'a'],
    [null, 1, 'a'],
    ['a', -1, 'c'],
    [null, -1, 'c'],
  ] as const)('from %p by %p it is %p', (from, step, expected) => {
    expect(nextUnreviewed(items, from, step)).toBe(expected);
  });

  it('is nobody when all are reviewed, or only the current one is left', () => {
    expect(nextUnreviewed([{ id: 'a', isReviewed: true }], 'a')).toBeNull();
    expect(nextUnreviewed([{ id: 'a', isReviewed: false }], 'a')).toBeNull();
    expect(nextUnreviewed([], null)).toBeNull();
  });
});
