import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addBusinessDays, type BusinessCalendar, countBusinessDays, isBusinessDay } from './business-days.js';

/** November 2026 in Japan: the 3rd (Tuesday) and the 23rd (Monday) are holidays. */
const japan: BusinessCalendar = {
  workingDays: [1, 2, 3, 4, 5],
  holidays: new Set(['2026-11-03', '2026-11-23']),
};

describe('business days', () => {
  it.each([
    ['2026-11-20', true],
    ['2026-11-21', false],
    ['2026-11-22', false],
    ['2026-11-23', false],
    ['2026-11-24', true],
  ])('%s: %s', (day, expected) => {
    expect(isBusinessDay(day, japan)).toBe(expected);
  });

  it.each([
    // Friday + 1 passes the weekend and the holiday on Monday
    ['2026-11-20', 1, '2026-11-24'],
    ['2026-11-21', 1, '2026-11-24'],
    ['2026-11-20', 3, '2026-11-26'],
    ['2026-11-24', -1, '2026-11-20'],
    ['2026-11-21', 0, '2026-11-21'],
    ['2026-12-31', 1, '2027-01-01'],
  ])('%s + %i business days = %s', (day, count, expected) => {
    expect(addBusinessDays(day, count, japan)).toBe(expected);
  });

  it.each([
    ['2026-11-20', '2026-11-24', 1],
    ['2026-11-20', '2026-11-23', 0],
    ['2026-11-02', '2026-11-30', 18],
    ['2026-11-24', '2026-11-20', -1],
    ['2026-11-20', '2026-11-20', 0],
  ])('from %s to %s: %i', (from, to, expected) => {
    expect(countBusinessDays(from, to, japan)).toBe(expected);
  });

  it('works for a team that works on Sunday to Thursday', () => {
    const calendar = { workingDays: [7, 1, 2, 3, 4], holidays: new Set<string>() };
    expect(addBusinessDays('2026-11-19', 1, calendar)).toBe('2026-11-22');
  });

  it('says so when nobody ever works', () => {
    expect(() => addBusinessDays('2026-11-20', 1, { workingDays: [], holidays: new Set() })).toThrow(
      RangeError,
    );
  });

  it('counts what it added', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 0, max: 60 }), (offset, count) => {
        const day = new Date(Date.UTC(2024, 0, 1 + offset)).toISOString().slice(0, 10);
        expect(countBusinessDays(day, addBusinessDays(day, count, japan), japan)).toBe(count);
      }),
    );
  });
});
