import { describe, expect, it } from '@jest/globals';
import { DEFAULT_RANGE_PRESET, presetOf, rangeBefore, resolvePreset } from './rangePresets.js';

const saturday = new Date('2026-11-21T08:00:00Z');

describe('resolvePreset', () => {
  it.each([
    ['last_4_weeks', '2026-10-19', '2026-11-16'],
    ['last_12_weeks', '2026-08-24', '2026-11-16'],
    ['last_52_weeks', '2025-11-17', '2026-11-16'],
    ['this_month', '2026-11-01', '2026-12-01'],
    ['last_month', '2026-10-01', '2026-11-01'],
    ['this_quarter', '2026-10-01', '2027-01-01'],
    ['last_quarter', '2026-07-01', '2026-10-01'],
    ['this_fiscal_year', '2026-04-01', '2027-04-01'],
    ['last_fiscal_year', '2025-04-01', '2026-04-01'],
  ] as const)('%s', (preset, from, to) => {
    expect(resolvePreset(preset, saturday, 'Asia/Tokyo')).toEqual({ from, to });
  });

  it('takes today from the zone: it is already Monday in Tokyo', () => {
    const sundayNoonUtc = new Date('2026-11-22T15:30:00Z');
    expect(resolvePreset('last_4_weeks', sundayNoonUtc, 'UTC').to).toBe('2026-11-16');
    expect(resolvePreset('last_4_weeks', sundayNoonUtc, 'Asia/Tokyo').to).toBe('2026-11-23');
  });

  it('puts January to March into the fiscal year before', () => {
    expect(resolvePreset('this_fiscal_year', new Date('2027-02-10T00:00:00Z'), 'UTC')).toEqual({
      from: '2026-04-01',
      to: '2027-04-01',
    });
  });

  it('names the preset of a range, and the range before it', () => {
    const range = resolvePreset(DEFAULT_RANGE_PRESET, saturday, 'UTC');
    expect(presetOf(range, saturday, 'UTC')).toBe('last_12_weeks');
    expect(presetOf({ from: '2026-01-02', to: '2026-01-03' }, saturday, 'UTC')).toBeNull();
    expect(rangeBefore(range)).toEqual({ from: '2026-06-01', to: '2026-08-24' });
  });
});
