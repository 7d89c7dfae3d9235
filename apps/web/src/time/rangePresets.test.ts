import { describe, expect, it } from '@jest/globals';
import { DEFAULT_RANGE_PRESET, presetOf, resolvePreset, shiftRange } from './rangePresets.js';

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
    ['this_fiscal_half_year', '2026-10-01', '2027-04-01'],
    ['last_fiscal_half_year', '2026-04-01', '2026-10-01'],
    ['this_fiscal_year', '2026-04-01', '2027-04-01'],
    ['last_fiscal_year', '2025-04-01', '2026-04-01'],
    ['this_year', '2026-01-01', '2027-01-01'],
    ['last_year', '2025-01-01', '2026-01-01'],
  ] as const)('%s', (preset, from, to) => {
    expect(resolvePreset(preset, saturday, 'Asia/Tokyo')).toEqual({ from, to });
  });

  it.each([
    ['last_fiscal_quarter', 4, '2026-07-01', '2026-10-01'],
    ['last_fiscal_quarter', 2, '2026-08-01', '2026-11-01'],
    ['this_fiscal_half_year', 2, '2026-08-01', '2027-02-01'],
    ['this_fiscal_year', 12, '2025-12-01', '2026-12-01'],
  ] as const)('%s of a fiscal year from month %i', (preset, fiscalStart, from, to) => {
    expect(resolvePreset(preset, saturday, 'Asia/Tokyo', fiscalStart)).toEqual({ from, to });
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

  it('names the preset of a range', () => {
    const range = resolvePreset(DEFAULT_RANGE_PRESET, saturday, 'UTC');
    expect(presetOf(range, saturday, 'UTC')).toBe('last_12_weeks');
    expect(presetOf({ from: '2026-01-02', to: '2026-01-03' }, saturday, 'UTC')).toBeNull();
  });
});

describe('shiftRange', () => {
  it.each([
    ['a quarter', -1, '2026-07-01', '2026-10-01', '2026-04-01', '2026-07-01'],
    ['a fiscal half', 1, '2026-04-01', '2026-10-01', '2026-10-01', '2027-04-01'],
    ['a leap February', 1, '2024-02-01', '2024-03-01', '2024-03-01', '2024-04-01'],
    ['twelve weeks', -1, '2026-08-24', '2026-11-16', '2026-06-01', '2026-08-24'],
  ] as const)('%s by %i', (_, sign, from, to, shiftedFrom, shiftedTo) => {
    expect(shiftRange({ from, to }, sign)).toEqual({ from: shiftedFrom, to: shiftedTo });
  });
});
