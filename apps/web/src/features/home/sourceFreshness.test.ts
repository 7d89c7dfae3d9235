import { describe, expect, it } from '@jest/globals';
import { sourceFreshness } from './sourceFreshness.js';

const now = new Date('2026-11-21T08:00:00Z');

describe('sourceFreshness', () => {
  it.each([
    [null, 'never'],
    ['2026-11-21T07:59:00Z', 'fresh'],
    ['2026-11-20T08:00:00Z', 'fresh'],
    ['2026-11-20T07:59:00Z', 'quiet'],
    ['2026-11-14T08:00:00Z', 'quiet'],
    ['2026-11-14T07:59:00Z', 'stale'],
    // a clock that is ahead of ours
    ['2026-11-21T08:05:00Z', 'fresh'],
  ])('%s is %s', (at, expected) => {
    expect(sourceFreshness(at, now)).toBe(expected);
  });
});
