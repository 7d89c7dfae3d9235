import { describe, expect, it } from '@jest/globals';
import { periodOfDay } from '@tenken/shared/report-period';
import { firstPeriod, nextPeriod, reportDueAt, retryAt } from './next-report-run.js';

const weekdays = { workingDays: [1, 2, 3, 4, 5], holidays: new Set<string>() };

describe('when a scheduled report is due', () => {
  it.each([
    // The quarter ends on Wednesday 30 September 2026: Thursday, Friday, Monday.
    ['Asia/Tokyo', 1, weekdays, '2026-10-01T00:00:00.000Z'],
    ['Asia/Tokyo', 3, weekdays, '2026-10-05T00:00:00.000Z'],
    ['Asia/Tokyo', 3, { ...weekdays, holidays: new Set(['2026-10-02']) }, '2026-10-06T00:00:00.000Z'],
    ['Europe/Berlin', 1, weekdays, '2026-10-01T07:00:00.000Z'],
    // The 18th business day is Monday 26 October: the clocks went back the day before.
    ['Europe/Berlin', 18, weekdays, '2026-10-26T08:00:00.000Z'],
  ])('%s, business day %i', (timeZone, businessDay, calendar, expected) => {
    const rule = { bucket: 'quarter' as const, timeZone, businessDay, at: '09:00' };
    const period = periodOfDay('quarter', '2026-08-01', 4);
    expect(reportDueAt(rule, period, calendar).toISOString()).toBe(expected);
  });

  it('a time that the clocks skip is as much later', () => {
    // Berlin, Sunday 29 March 2026: 02:30 does not exist.
    const rule = { bucket: 'month' as const, timeZone: 'Europe/Berlin', businessDay: 1, at: '02:30' };
    const everyDay = { workingDays: [1, 2, 3, 4, 5, 6, 7], holidays: new Set<string>() };
    const period = { ...periodOfDay('month', '2026-02-01', 4), toDay: '2026-03-29' };
    expect(reportDueAt(rule, period, everyDay).toISOString()).toBe('2026-03-29T01:30:00.000Z');
  });

  it('begins with the period that goes on, in the zone of the schedule', () => {
    const rule = { bucket: 'month' as const, timeZone: 'Asia/Tokyo', businessDay: 1, at: '09:00' };
    expect(firstPeriod(rule, new Date('2026-10-31T15:00:00Z'), 4).fromDay).toBe('2026-11-01');
    expect(nextPeriod('fiscal_half_year', '2026-05-05', 4).fromDay).toBe('2026-10-01');
  });

  it('is tried again later and later', () => {
    const now = new Date('2026-11-21T00:00:00Z');
    const minutes = [1, 2, 3, 20].map(
      (attempt) => (retryAt(now, attempt).getTime() - now.getTime()) / 60_000,
    );
    expect(minutes).toEqual([5, 10, 20, 360]);
  });
});
