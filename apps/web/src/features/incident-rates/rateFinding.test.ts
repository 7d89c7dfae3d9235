import { describe, expect, it } from '@jest/globals';
import type { IncidentRateComparison } from '@tenken/shared/incident-rates.contract';
import { formatRate, rateFinding } from './rateFinding.js';
import { rateOf, ratesOf } from './testIncidentRates.js';

const comparison = (more: Partial<IncidentRateComparison>): IncidentRateComparison => ({
  ratio: 0.5,
  lower: 0.3,
  upper: 0.8,
  pValue: 0.004,
  verdict: 'lower',
  n: 12,
  previousN: 24,
  previousFrom: '2026-06-01T00:00:00.000Z',
  previousTo: '2026-08-24T00:00:00.000Z',
  ...more,
});

describe('rateFinding', () => {
  it('says how much less by the interval of the ratio', () => {
    const { verdict, args } = rateFinding(ratesOf({ comparison: comparison({}) }));
    expect(verdict).toBe('lower');
    expect(args).toMatchObject({ n: 12, m: 24, rate: '1.0' });
    expect([args.least, args.most]).toEqual([expect.closeTo(0.2, 9), expect.closeTo(0.7, 9)]);
  });

  it('has no upper bound where there was none before', () => {
    const none = comparison({ verdict: 'higher', ratio: null, lower: 1.7, upper: null, previousN: 0 });
    expect(rateFinding(ratesOf({ comparison: none }))).toMatchObject({
      verdict: 'higher',
      args: { bounded: 'no', times: '1.7' },
    });
  });

  it.each([
    ['unfinished', {}],
    ['alone', { previous: null }],
    ['none', { previous: null, current: { ...ratesOf().current, ...rateOf({ n: 0, perWeek: 0 }) } }],
    ['notBegun', { current: { ...ratesOf().current, ...rateOf({ n: 0, exposureDays: 0, perWeek: null }) } }],
    ['too_few', { comparison: comparison({ verdict: 'too_few' }) }],
  ] as const)('%s', (verdict, more) => {
    expect(rateFinding(ratesOf(more)).verdict).toBe(verdict);
  });
});

describe('formatRate', () => {
  it.each([
    [null, '—'],
    [0, '0.0'],
    [0.0123, '0.012'],
    [0.13, '0.13'],
    [4.24, '4.2'],
    [12.4, '12'],
  ])('%s: %s', (perWeek, text) => {
    expect(formatRate(perWeek)).toBe(text);
  });
});
