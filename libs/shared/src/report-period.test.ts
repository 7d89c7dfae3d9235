import { describe, expect, it } from '@jest/globals';
import {
  periodLastYear,
  periodName,
  periodOfDay,
  type ReportPeriodKind,
  shiftPeriod,
} from './report-period.js';

describe('the period of a report', () => {
  it.each([
    ['month', '2026-07-31', 1, '2026-07-01', '2026-08-01', 'July 2026', '2026年7月'],
    ['month', '2026-12-05', 4, '2026-12-01', '2027-01-01', 'December 2026', '2026年12月'],
    [
      'quarter',
      '2026-09-30',
      4,
      '2026-07-01',
      '2026-10-01',
      'Q3 2026 (Jul–Sep)',
      '2026年 第3四半期（7〜9月）',
    ],
    [
      'half_year',
      '2026-09-30',
      4,
      '2026-07-01',
      '2027-01-01',
      'H2 2026 (Jul–Dec)',
      '2026年 下半期（7〜12月）',
    ],
    ['year', '2026-09-30', 4, '2026-01-01', '2027-01-01', '2026', '2026年'],
    [
      'fiscal_quarter',
      '2027-02-28',
      4,
      '2027-01-01',
      '2027-04-01',
      'FY2026 Q4 (Jan–Mar 2027)',
      '2026年度 第4四半期（2027年1〜3月）',
    ],
    [
      'fiscal_half_year',
      '2027-02-28',
      4,
      '2026-10-01',
      '2027-04-01',
      'FY2026 H2 (Oct 2026–Mar 2027)',
      '2026年度 下期（2026年10月〜2027年3月）',
    ],
    [
      'fiscal_half_year',
      '2026-04-01',
      4,
      '2026-04-01',
      '2026-10-01',
      'FY2026 H1 (Apr–Sep 2026)',
      '2026年度 上期（2026年4〜9月）',
    ],
    [
      'fiscal_year',
      '2026-03-31',
      4,
      '2025-04-01',
      '2026-04-01',
      'FY2025 (Apr 2025–Mar 2026)',
      '2025年度（2025年4月〜2026年3月）',
    ],
    // A fiscal year from February: its first quarter is February to April.
    [
      'fiscal_quarter',
      '2026-01-31',
      2,
      '2025-11-01',
      '2026-02-01',
      'FY2025 Q4 (Nov 2025–Jan 2026)',
      '2025年度 第4四半期（2025年11月〜2026年1月）',
    ],
  ] as const)('%s of %s (fiscal year from %i)', (kind, day, start, fromDay, toDay, en, ja) => {
    const period = periodOfDay(kind, day, start);
    expect(period).toMatchObject({ fromDay, toDay });
    expect(periodName(kind, period)).toEqual({ en, ja });
  });

  it('every day is in exactly one period of a kind, and periods follow each other', () => {
    const kinds: ReportPeriodKind[] = [
      'month',
      'quarter',
      'half_year',
      'year',
      'fiscal_quarter',
      'fiscal_year',
    ];
    for (const kind of kinds)
      for (let start = 1; start <= 12; start++) {
        const period = periodOfDay(kind, '2026-11-21', start);
        expect(period.fromDay <= '2026-11-21' && '2026-11-21' < period.toDay).toBe(true);
        expect(shiftPeriod(kind, period.fromDay, 1, start).fromDay).toBe(period.toDay);
        expect(shiftPeriod(kind, period.toDay, -1, start)).toEqual(period);
        const before = periodLastYear(kind, period.fromDay, start);
        expect(before).toMatchObject({ part: period.part, year: period.year - 1 });
      }
  });
});
