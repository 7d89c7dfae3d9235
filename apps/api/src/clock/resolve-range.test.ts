import { describe, expect, it } from '@jest/globals';
import { localDayOf, startOfLocalDay, zoneOffsetMs } from './local-day.js';
import { resolveRange } from './resolve-range.js';

const NOW = new Date('2026-11-21T08:00:00Z');

describe('resolveRange', () => {
  it('takes days as midnights of the zone', () => {
    const range = resolveRange({ from: '2026-11-01', to: '2026-11-08', timeZone: 'Asia/Tokyo' }, NOW);
    expect([range.from.toISOString(), range.to.toISOString()]).toEqual([
      '2026-10-31T15:00:00.000Z',
      '2026-11-07T15:00:00.000Z',
    ]);
  });

  it('is the last 12 complete weeks when it is not said', () => {
    const range = resolveRange({ timeZone: 'UTC' }, NOW);
    expect([range.from.toISOString(), range.to.toISOString()]).toEqual([
      '2026-08-24T00:00:00.000Z',
      '2026-11-16T00:00:00.000Z',
    ]);
  });

  it('does not take a reversed range', () => {
    expect(() => resolveRange({ from: '2026-11-08', to: '2026-11-08', timeZone: 'UTC' }, NOW)).toThrow(
      'later than from',
    );
  });
});

describe('local days', () => {
  it.each([
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
    ['2026-09-06', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
    ['2026-11-01', 'Asia/Kolkata', '2026-10-31T18:30:00.000Z'],
  ])('%s begins in %s at %s', (day, zone, start) => {
    expect(startOfLocalDay(day, zone).toISOString()).toBe(start);
    expect(localDayOf(new Date(start), zone)).toBe(day);
    expect(localDayOf(new Date(Date.parse(start) - 1), zone)).not.toBe(day);
  });

  it('knows offsets', () => {
    expect(zoneOffsetMs(NOW, 'Asia/Kolkata')).toBe(19_800_000);
  });
});
