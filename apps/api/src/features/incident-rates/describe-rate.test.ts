import { describe, expect, it } from '@jest/globals';
import type { IncidentRateInclude } from '@tenken/shared/incident-rates.contract';
import { describeRate, exposureDays, mergeCounts } from './describe-rate.js';

const counts = (n: number, excluded: [IncidentRateInclude, number][] = []) => ({
  n,
  excluded: new Map(excluded),
});

describe('describeRate', () => {
  // R 4.2: poisson.test(n, days / 7)$conf.int
  it.each([
    [0, 7, 0, 3.68887945411394],
    [3, 7, 0.618672122895602, 8.767273069742323],
    [10, 28, 1.19884717403311, 4.59758901050444],
    [12, 90, 0.482266952900617, 1.630345503747096],
    [31, 92, 1.60261925928253, 3.34798020133414],
  ])('%p in %p days', (n, days, lower, upper) => {
    const rate = describeRate(counts(n), days);
    expect(rate.perWeek).toBeCloseTo((n * 7) / days, 12);
    expect(rate.perWeekLower).toBeCloseTo(lower, 10);
    expect(rate.perWeekUpper).toBeCloseTo(upper, 10);
  });

  it('has a mean time between incidents from ten on', () => {
    expect(describeRate(counts(9), 90).meanDaysBetween).toBeNull();
    expect(describeRate(counts(10), 90).meanDaysBetween).toBe(9);
  });

  it('has no rate where no time has passed', () => {
    expect(describeRate(counts(0), 0)).toMatchObject({
      n: 0,
      exposureDays: 0,
      perWeek: null,
      perWeekLower: null,
      perWeekUpper: null,
      meanDaysBetween: null,
    });
  });

  it('adds periods and counts the classes left out, the most frequent first', () => {
    const both = mergeCounts([
      counts(2, [['drill', 1]]),
      counts(3, [
        ['drill', 1],
        ['duplicate', 3],
      ]),
    ]);
    expect(describeRate(both, 14)).toMatchObject({
      n: 5,
      excluded: 5,
      excludedBy: [
        { reason: 'duplicate', n: 3 },
        { reason: 'drill', n: 2 },
      ],
    });
  });
});

describe('exposureDays', () => {
  const day = (text: string) => new Date(`2026-11-${text}T00:00:00Z`);
  it('is the part that has passed', () => {
    expect(exposureDays(day('01'), day('08'), day('30'))).toBe(7);
    expect(exposureDays(day('01'), day('08'), new Date('2026-11-03T12:00:00Z'))).toBe(2.5);
    expect(exposureDays(day('01'), day('08'), day('01'))).toBe(0);
    expect(exposureDays(day('05'), day('08'), day('01'))).toBe(0);
  });
});
