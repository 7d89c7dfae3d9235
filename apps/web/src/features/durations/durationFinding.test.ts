import { describe, expect, it } from '@jest/globals';
import type { DurationComparison, DurationsResponse } from '@tenken/shared/durations.contract';
import { durationFinding } from './durationFinding.js';
import { bucketFor } from './durationView.js';
import { answerOf } from './testDurations.js';

const comparison = (more: Partial<DurationComparison>): DurationComparison => ({
  ratio: 0.6,
  lower: 0.4,
  upper: 0.9,
  verdict: 'lower',
  smallestDetectableChange: 0.3,
  n: 20,
  previousN: 22,
  medianSeconds: 2520,
  previousMedianSeconds: 3900,
  previousFrom: '2026-06-01T00:00:00.000Z',
  previousTo: '2026-08-24T00:00:00.000Z',
  ...more,
});
const find = (more: Partial<DurationsResponse>) => durationFinding({ ...answerOf(), ...more }, 'en');

describe('durationFinding', () => {
  it('says how much shorter by the interval, not by the estimate', () => {
    const { verdict, args } = find({ comparison: comparison({}) });
    expect(verdict).toBe('lower');
    expect(args).toMatchObject({ n: 20, m: 22, now: '42m', before: '1h 05m' });
    expect(args.least).toBeCloseTo(0.1, 9);
    expect(args.most).toBeCloseTo(0.6, 9);
  });

  it('says how much longer', () => {
    const { verdict, args } = find({ comparison: comparison({ verdict: 'higher', lower: 1.2, upper: 2 }) });
    expect([verdict, args.least, args.most]).toEqual(['higher', expect.closeTo(0.2, 9), 1]);
  });

  it('says no clear change with everything that would fit', () => {
    const { verdict, args } = find({
      comparison: comparison({ verdict: 'no_clear_change', lower: 0.7, upper: 1.5 }),
    });
    expect([verdict, args.least, args.most]).toEqual(['no_clear_change', expect.closeTo(0.3, 9), 0.5]);
  });

  it.each([
    ['too_few', { comparison: comparison({ verdict: 'too_few', ratio: null, lower: null, upper: null }) }],
    ['unfinished', { comparison: null }],
    ['none', { groups: [] }],
  ] as const)('%s', (verdict, more) => {
    expect(find(more as Partial<DurationsResponse>).verdict).toBe(verdict);
  });
});

describe('bucketFor', () => {
  it.each([
    ['2026-11-01', '2026-11-08', 'day'],
    ['2026-08-24', '2026-11-16', 'week'],
    ['2025-04-01', '2026-04-01', 'month'],
    ['2020-04-01', '2026-04-01', 'quarter'],
  ])('%s – %s: %s', (from, to, bucket) => {
    expect(bucketFor({ from, to })).toBe(bucket);
  });
});
