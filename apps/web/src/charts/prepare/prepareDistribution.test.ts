import { describe, expect, it } from '@jest/globals';
import { bucketLabel, monthSpan } from './bucketLabel.js';
import { durationTicks, formatTick } from './durationTicks.js';
import { type DistributionBucket, prepareDistribution } from './prepareDistribution.js';

const bucket = (more: Partial<DistributionBucket>): DistributionBucket => ({
  from: '2026-09-07T00:00:00.000Z',
  to: '2026-09-14T00:00:00.000Z',
  unfinished: false,
  partial: false,
  n: 0,
  open: 0,
  medianSeconds: null,
  medianLower: null,
  medianUpper: null,
  p90Seconds: null,
  p90Lower: null,
  ...more,
});
const format = { unit: 'week', timeZone: 'UTC', language: 'en' } as const;
const point = (at: string, seconds: number, open = false) => ({ id: at, title: 't', at, seconds, open });

describe('durationTicks', () => {
  it.each([
    [[], [60, 300, 900, 3600, 14_400, 86_400]],
    [
      [70, 3000],
      [60, 300, 900, 3600],
    ],
    [[0], [1, 10]],
    [[3600], [900, 3600, 14_400]],
    [
      [0.2, 5],
      [1, 10],
    ],
  ])('%j → %j', (seconds, expected) => {
    expect(durationTicks(seconds).ticks).toEqual(expected);
  });

  it('holds a duration longer than every tick', () => {
    expect(durationTicks([60, 1e9]).domain).toEqual([60, 1e9]);
  });

  it('names ticks in one unit', () => {
    expect([60, 14_400, 1_209_600].map((tick) => formatTick(tick, 'en'))).toEqual(['1m', '4h', '14d']);
    expect([10, 900, 86_400].map((tick) => formatTick(tick, 'ja'))).toEqual(['10秒', '15分', '1日']);
  });
});

describe('bucketLabel', () => {
  it.each([
    ['week', '2026-09-06T15:00:00Z', '7 Sep', '9/7'],
    ['month', '2026-08-31T15:00:00Z', 'Sep 2026', '2026/9'],
    ['quarter', '2026-06-30T15:00:00Z', '2026 Q3', '2026年 7–9月'],
    ['fiscal_quarter', '2026-03-31T15:00:00Z', 'FY2026 Q1', '2026年度 第1四半期'],
    ['fiscal_quarter', '2026-12-31T15:00:00Z', 'FY2026 Q4', '2026年度 第4四半期'],
    ['half_year', '2026-06-30T15:00:00Z', '2026 H2', '2026年 7–12月'],
    ['fiscal_half_year', '2026-03-31T15:00:00Z', 'FY2026 H1', '2026年度 上期'],
    ['fiscal_half_year', '2026-09-30T15:00:00Z', 'FY2026 H2', '2026年度 下期'],
    ['fiscal_year', '2026-03-31T15:00:00Z', 'FY2026', '2026年度'],
    ['year', '2025-12-31T15:00:00Z', '2026', '2026年'],
  ] as const)('%s of %s', (unit, from, en, ja) => {
    expect(bucketLabel(from, { unit, timeZone: 'Asia/Tokyo', language: 'en' })).toBe(en);
    expect(bucketLabel(from, { unit, timeZone: 'Asia/Tokyo', language: 'ja' })).toBe(ja);
  });
});

describe('fiscal years from another month', () => {
  it('counts quarters and halves from there', () => {
    const october = { timeZone: 'UTC', language: 'ja', fiscalYearStartsIn: 10 } as const;
    const at = '2027-01-01T00:00:00Z';
    expect(bucketLabel(at, { ...october, unit: 'fiscal_quarter' })).toBe('2026年度 第2四半期');
    expect(bucketLabel('2027-04-01T00:00:00Z', { ...october, unit: 'fiscal_half_year' })).toBe(
      '2026年度 下期',
    );
  });

  it.each([
    ['2026-04-01', 3, 'Apr–Jun', '4–6月'],
    ['2026-11-01', 3, 'Nov–Jan', '11–1月'],
    ['2026-10-01', 6, 'Oct–Mar', '10–3月'],
    ['2026-05-01', 1, 'May', '5月'],
  ] as const)('%s and %i months: %s', (from, months, en, ja) => {
    expect(monthSpan(from, months, 'en')).toBe(en);
    expect(monthSpan(from, months, 'ja')).toBe(ja);
  });
});

describe('prepareDistribution', () => {
  it('shows no median below six incidents, and p90 only with an interval', () => {
    const model = prepareDistribution(
      [
        bucket({ n: 5, medianSeconds: 60, p90Seconds: 90 }),
        bucket({ n: 5, open: 1, medianSeconds: 60, medianLower: 30, medianUpper: null }),
        bucket({ n: 40, medianSeconds: 60, medianLower: 30, medianUpper: 80, p90Seconds: 90, p90Lower: 70 }),
      ],
      [],
      format,
    );
    expect(model.slots.map(({ median, tooFew, p90 }) => [median, tooFew, p90])).toEqual([
      [null, true, null],
      [60, false, null],
      [60, false, 90],
    ]);
  });

  it('puts each dot into its period by time, half-open, and leaves out what is in none', () => {
    const later = bucket({ from: '2026-09-14T00:00:00.000Z', to: '2026-09-21T00:00:00.000Z' });
    const { dots } = prepareDistribution(
      [bucket({}), later],
      [
        point('2026-09-10T12:00:00.000Z', 60),
        point('2026-09-14T00:00:00.000Z', 0, true),
        point('2026-09-21T00:00:00.000Z', 60),
      ],
      format,
    );
    expect(dots).toHaveLength(2);
    expect(dots[0]!.x).toBeCloseTo(0, 9);
    expect(dots[1]).toMatchObject({ open: true, y: 1, seconds: 0 });
    expect(dots[1]!.x).toBeGreaterThan(0.5);
  });

  it('names at most thirteen periods on the axis', () => {
    const many = Array.from({ length: 52 }, () => bucket({}));
    expect(prepareDistribution(many, [], format).xTicks).toHaveLength(13);
  });
});
