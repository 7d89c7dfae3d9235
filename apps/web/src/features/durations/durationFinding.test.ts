import { describe, expect, it } from '@jest/globals';
import type { DurationComparison, DurationsResponse } from '@tenken/shared/durations.contract';
import { formatPValue, logRankVerdict } from './curveFinding.js';
import { durationFinding } from './durationFinding.js';
import { instantsAfter, pairOf } from './durationPair.js';
import { bucketFor } from './durationView.js';
import { answerOf, curveOf } from './testDurations.js';

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
const find = (more: Partial<DurationsResponse>, figures: Parameters<typeof answerOf>[0] = {}) =>
  durationFinding({ ...answerOf(figures), ...more }, 'en');
const nothing = { n: 0, open: 0, missing: 0, excluded: 0, tooFew: true, medianSeconds: null };

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

  it('says no clear change with everything that would fit, and what could not have been seen', () => {
    const { verdict, args } = find({
      comparison: comparison({ verdict: 'no_clear_change', lower: 0.7, upper: 1.5 }),
    });
    expect([verdict, args.least, args.most]).toEqual(['no_clear_change', expect.closeTo(0.3, 9), 0.5]);
    expect(args).toMatchObject({ seen: 'yes', detectable: 0.3 });
  });

  it('says too few', () => {
    const few = comparison({ verdict: 'too_few', ratio: null, lower: null, upper: null });
    expect(find({ comparison: few }).verdict).toBe('too_few');
  });

  it.each([
    ['nothing at all', 'none', nothing],
    ['nothing that can be used', 'unusable', { ...nothing, missing: 3, excluded: 2 }],
    ['one incident', 'one', { ...nothing, n: 1, meanSeconds: 2520 }],
    ['one that is open', 'few', { ...nothing, open: 1 }],
    ['four and an open one', 'few', { ...nothing, n: 4, open: 1 }],
    ['six, nothing to compare with', 'alone', { ...nothing, n: 6, tooFew: false, medianSeconds: 60 }],
    ['two ended, five open', 'mostlyOpen', { ...nothing, n: 2, open: 5, tooFew: false }],
  ] as const)('without a comparison, %s: %s', (_, verdict, figures) => {
    expect(find({ previous: null, comparisonReason: null }, figures).verdict).toBe(verdict);
  });

  it.each([
    ['running', { asOf: '2026-11-10T00:00:00.000Z' }, {}],
    ['open', {}, { open: 2 }],
    ['beforeOpen', {}, {}],
  ] as const)('gives no verdict yet, because: %s', (why, more, figures) => {
    const { verdict, args } = find(more, figures);
    expect([verdict, args.why, args.both]).toEqual(['unfinished', why, 'yes']);
  });
});

describe('logRankVerdict', () => {
  const ended = { ...curveOf().current, open: 0 };
  it.each([
    [null, { logRank: null }],
    ['unfinished', {}],
    ['same', { current: ended, previous: ended }],
    ['differ', { current: ended, previous: ended, logRank: { pValue: 0.049 } }],
    ['unfinished', { current: ended, previous: ended, asOf: '2026-11-10T00:00:00.000Z' }],
  ] as const)('%s', (verdict, more) => {
    expect(logRankVerdict(curveOf(more))).toBe(verdict);
  });

  it.each([
    [0.0004, '< 0.001'],
    [0.0423, '= 0.042'],
    [0.214, '= 0.21'],
  ])('%d: %s', (p, text) => {
    expect(formatPValue(p)).toBe(text);
  });
});

describe('any two instants', () => {
  it('are in the order of time', () => {
    expect(instantsAfter('mitigatedAt')).toEqual(['resolvedAt', 'closedAt']);
    expect(pairOf('startedAt', 'mitigatedAt')).toBe('startedAt-mitigatedAt');
    expect(pairOf('resolvedAt', 'mitigatedAt')).toBe('resolvedAt-closedAt');
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
