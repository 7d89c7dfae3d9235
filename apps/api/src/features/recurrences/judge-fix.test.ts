import { describe, expect, it } from '@jest/globals';
import { type FixItem, judgeFix, statusAt } from './judge-fix.js';

const BEGAN = '2026-11-10T00:00:00Z';
const item = (more: Partial<FixItem>): FixItem => ({
  status: 'open',
  completedAt: null,
  declinedAt: null,
  startedAt: null,
  ...more,
});
const done = (completedAt: string | null) => item({ status: 'done', completedAt });

describe('judgeFix', () => {
  it.each([
    ['no items', [], BEGAN, 'no_items'],
    ['one open', [done('2026-11-01T00:00:00Z'), item({})], BEGAN, 'fix_open'],
    ['done a second too late', [done('2026-11-10T00:00:01Z')], BEGAN, 'fix_open'],
    ['done at the very instant', [done(BEGAN)], BEGAN, 'fix_done'],
    [
      'declined is not done',
      [item({ status: 'declined', declinedAt: '2026-11-01T00:00:00Z' })],
      BEGAN,
      'fix_open',
    ],
    ['the later one has no start', [item({})], null, 'unknown'],
  ] as const)('%s', (_, items, at, expected) => {
    expect(judgeFix(items, at)).toBe(expected);
  });

  it('knows where an item stood then', () => {
    expect(
      statusAt(
        item({ status: 'done', startedAt: '2026-11-02T00:00:00Z', completedAt: '2026-11-20T00:00:00Z' }),
        BEGAN,
      ),
    ).toBe('in_progress');
    expect(statusAt(done(null), BEGAN)).toBe('done');
  });
});
