import { describe, expect, it } from '@jest/globals';
import { lastYearRange } from './last-year-range.js';
import { resolveRange } from './resolve-range.js';

const NOW = new Date('2026-11-21T08:00:00Z');

describe('lastYearRange', () => {
  it.each([
    ['a quarter', 'UTC', '2026-07-01', '2026-10-01', '2025-07-01T00:00:00.000Z', '2025-10-01T00:00:00.000Z'],
    [
      'a fiscal half',
      'Asia/Tokyo',
      '2026-04-01',
      '2026-10-01',
      '2025-03-31T15:00:00.000Z',
      '2025-09-30T15:00:00.000Z',
    ],
    // 24 August 2026 and 25 August 2025 are Mondays.
    ['12 weeks', 'UTC', '2026-08-24', '2026-11-16', '2025-08-25T00:00:00.000Z', '2025-11-17T00:00:00.000Z'],
    // 1 June 2026 is a Monday, but the range is a month.
    [
      'a month that begins on a Monday',
      'UTC',
      '2026-06-01',
      '2026-07-01',
      '2025-06-01T00:00:00.000Z',
      '2025-07-01T00:00:00.000Z',
    ],
    ['days', 'UTC', '2026-03-03', '2026-03-05', '2025-03-03T00:00:00.000Z', '2025-03-05T00:00:00.000Z'],
    [
      'from 29 February',
      'UTC',
      '2024-02-29',
      '2024-03-04',
      '2023-02-28T00:00:00.000Z',
      '2023-03-04T00:00:00.000Z',
    ],
    [
      'until 29 February',
      'UTC',
      '2024-02-01',
      '2024-02-29',
      '2023-02-01T00:00:00.000Z',
      '2023-03-01T00:00:00.000Z',
    ],
    // Clocks went forward on 30 March 2025, on 29 March 2026.
    [
      'other clocks',
      'Europe/Berlin',
      '2026-03-29',
      '2026-03-30',
      '2025-03-28T23:00:00.000Z',
      '2025-03-29T23:00:00.000Z',
    ],
    [
      'hours',
      'UTC',
      '2026-11-01T10:00:00Z',
      '2026-11-01T16:00:00Z',
      '2025-11-01T10:00:00.000Z',
      '2025-11-01T16:00:00.000Z',
    ],
  ])('%s', (_, timeZone, from, to, earlierFrom, earlierTo) => {
    const range = lastYearRange(resolveRange({ from, to, timeZone }, NOW));
    expect([range.from.toISOString(), range.to.toISOString()]).toEqual([earlierFrom, earlierTo]);
  });
});
