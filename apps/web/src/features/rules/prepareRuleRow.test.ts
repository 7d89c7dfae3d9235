import { describe, expect, it } from '@jest/globals';
import { bucketDays, partOf, toServerSort } from './prepareRuleRow.js';

describe('toServerSort', () => {
  it.each([
    [null, 'fired'],
    ['-fired', 'fired'],
    ['fired', '-fired'],
    ['name', 'name'],
    ['-name', '-name'],
    ['nonsense', 'fired'],
  ])('%p becomes %s', (sort, asked) => expect(toServerSort(sort)).toBe(asked));
});

describe('bucketDays', () => {
  it('keeps every alert', () => {
    expect(bucketDays([1, 2, 3, 4, 5], 3)).toEqual([3, 7, 5]);
    expect(bucketDays([], 3)).toEqual([]);
  });
});

it('partOf gives back the count', () => {
  expect(partOf({ value: 15 / 40, lower: 0.2, upper: 0.5, n: 40 })).toBe(15);
});
