import { describe, expect, it } from '@jest/globals';
import { toLocalField, toZonedInstant } from './zonedInstant.js';

describe('toZonedInstant', () => {
  it.each([
    ['2026-11-21T14:05', 'Asia/Tokyo', '2026-11-21T14:05:00+09:00'],
    ['2026-11-21T14:05', 'UTC', '2026-11-21T14:05:00+00:00'],
    ['2026-07-01T09:00', 'America/New_York', '2026-07-01T09:00:00-04:00'],
    // 02:30 does not exist on 8 March 2026 in New York: clocks go from 02:00 to 03:00.
    ['2026-03-08T02:30', 'America/New_York', '2026-03-08T03:30:00-04:00'],
    // 01:30 occurs twice on 1 November 2026: the first is still summer time.
    ['2026-11-01T01:30', 'America/New_York', '2026-11-01T01:30:00-04:00'],
    ['2026-11-01T03:00', 'America/New_York', '2026-11-01T03:00:00-05:00'],
    ['2026-06-01T12:00', 'Asia/Kolkata', '2026-06-01T12:00:00+05:30'],
  ])('%s in %s', (local, zone, expected) => {
    expect(toZonedInstant(local, zone)).toBe(expected);
  });
  it('goes back and forth', () => {
    expect(toLocalField('2026-11-21T05:05:00Z', 'Asia/Tokyo')).toBe('2026-11-21T14:05');
    expect(toLocalField(null, 'UTC')).toBe('');
    expect(toZonedInstant('', 'UTC')).toBeNull();
  });
});
