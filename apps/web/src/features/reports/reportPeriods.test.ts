import { describe, expect, it } from '@jest/globals';
import { defaultBucket, recentPeriods } from './reportPeriods.js';

describe('recentPeriods', () => {
  it.each([
    ['month', 4, '2026-11-01', '2026-10-01'],
    ['quarter', 4, '2026-10-01', '2026-07-01'],
    ['fiscal_quarter', 4, '2026-10-01', '2026-07-01'],
    ['fiscal_quarter', 2, '2026-11-01', '2026-08-01'],
    ['fiscal_half_year', 4, '2026-10-01', '2026-04-01'],
    ['fiscal_year', 12, '2025-12-01', '2024-12-01'],
  ] as const)('%s with a fiscal year from month %i', (bucket, start, from, before) => {
    const periods = recentPeriods(bucket, '2026-11-21', start, 2);
    expect(periods).toMatchObject([
      { from, ended: false },
      { from: before, ended: true },
    ]);
  });

  it('names the last complete one as its report will be named', () => {
    expect(recentPeriods('fiscal_quarter', '2026-11-21', 4, 2)[1]?.name).toEqual({
      en: 'FY2026 Q2 (Jul–Sep 2026)',
      ja: '2026年度 第2四半期（2026年7〜9月）',
    });
  });

  it('is a fiscal quarter unless the fiscal year is the calendar’s', () => {
    expect([1, 4, 2].map(defaultBucket)).toEqual(['quarter', 'fiscal_quarter', 'fiscal_quarter']);
  });
});
