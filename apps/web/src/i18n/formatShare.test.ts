import { describe, expect, it } from '@jest/globals';
import { formatCount, formatShare } from './formatShare.js';

describe('formatShare', () => {
  it.each([
    [null, '—'],
    [0, '0%'],
    [0.001, '<1%'],
    [0.375, '38%'],
    [1, '100%'],
  ])('%p is %s', (share, text) => expect(formatShare(share, 'en')).toBe(text));
});

it('formatCount separates thousands and never makes up a zero', () => {
  expect([formatCount(12345, 'ja'), formatCount(null, 'en')]).toEqual(['12,345', '—']);
});
