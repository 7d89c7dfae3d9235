import { describe, expect, it } from '@jest/globals';
import { previousRange } from './previous-range.js';
import { resolveRange } from './resolve-range.js';

const NOW = new Date('2026-11-21T08:00:00Z');

describe('previousRange', () => {
  it.each([
    ['12 weeks', 'UTC', '2026-08-24', '2026-11-16', '2026-06-01T00:00:00.000Z'],
    ['a quarter of 92 days after one of 91', 'UTC', '2026-07-01', '2026-10-01', '2026-04-01T00:00:00.000Z'],
    ['a year', 'UTC', '2024-04-01', '2025-04-01', '2023-04-01T00:00:00.000Z'],
    ['January', 'UTC', '2026-01-01', '2026-02-01', '2025-12-01T00:00:00.000Z'],
    [
      'a week over the change of clocks',
      'Europe/Berlin',
      '2026-03-30',
      '2026-04-06',
      '2026-03-22T23:00:00.000Z',
    ],
  ])('%s', (_, timeZone, from, to, expected) => {
    const range = resolveRange({ from, to, timeZone }, NOW);
    expect(previousRange(range)).toEqual({ from: new Date(expected), to: range.from, timeZone });
  });

  it('is as long where the ends are not midnights', () => {
    const range = resolveRange(
      { from: '2026-11-01T10:00:00Z', to: '2026-11-01T16:00:00Z', timeZone: 'UTC' },
      NOW,
    );
    expect(previousRange(range).from.toISOString()).toBe('2026-11-01T04:00:00.000Z');
  });
});
