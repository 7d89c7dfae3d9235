import { describe, expect, it } from '@jest/globals';
import { compareRates, describeCounts, sumCounts, timeToRecurrence } from './describe-recurrence.js';

const followed = (recurredDays: number[], watchedDays: number[], more: object = {}) => ({
  unresolved: 0,
  inFuture: 0,
  orderBroken: 0,
  timeUnknown: 0,
  recurredDays,
  watchedDays,
  recurredIds: [],
  ...more,
});

describe('timeToRecurrence', () => {
  it('follows every resolved incident until it comes back, or until now', () => {
    // Back after 10 days; watched 20 and 41 days so far. Kaplan–Meier: 2/3 after day 10.
    const answer = timeToRecurrence(followed([10], [20, 41], { unresolved: 1 }));
    expect(answer).toMatchObject({ n: 3, recurred: 1, unresolved: 1, medianDays: null, leftOut: [] });
    // where it moves, the days of the axis with the numbers still followed, and the end
    expect(answer.curve.map(({ day, atRisk }) => [day, atRisk])).toEqual([
      [7, 3],
      [10, 3],
      [14, 2],
      [21, 1],
      [28, 1],
      [35, 1],
      [41, 1],
    ]);
    expect(answer.curve[0]).toMatchObject({ day: 7, recurred: 0 });
    answer.curve.shift();
    expect(answer.curve[0]!.recurred).toBeCloseTo(1 / 3, 12);
    expect(answer.curve[0]!.lower!).toBeLessThan(1 / 3);
    expect(answer.curve[0]!.upper!).toBeGreaterThan(1 / 3);
    expect(answer.within).toMatchObject([
      { days: 30, atRisk: 1 },
      { days: 60, share: null },
      { days: 90, share: null },
    ]);
    expect(answer.within[0]!.share).toBeCloseTo(1 / 3, 12);
  });

  it('says why some cannot be placed, the most frequent reason first', () => {
    const answer = timeToRecurrence(followed([], [], { orderBroken: 1, timeUnknown: 2 }));
    expect(answer).toMatchObject({ n: 0, curve: [], medianDays: null });
    expect(answer.leftOut).toEqual([
      { reason: 'recurrence_time_unknown', n: 2 },
      { reason: 'order_broken', n: 1 },
    ]);
  });

  it('sends at most 400 steps, the first and the last among them', () => {
    const days = Array.from({ length: 1000 }, (_, day) => day + 1);
    const { curve, within } = timeToRecurrence(followed(days, [2000]));
    expect([curve[0]!.day, curve.at(-1)!.day]).toEqual([1, 2000]);
    expect(curve.length).toBeLessThanOrEqual(410);
    expect(curve.find(({ day }) => day === 365)?.atRisk).toBe(1001 - 364);
    expect(within[0]!.share).toBeCloseTo(30 / 1001, 12);
  });
});

describe('compareRates', () => {
  const of = (confirmed: number, incidents: number) => ({ confirmed, incidents, suggested: 0 });
  // R: fisher.test(matrix(c(2, 38, 12, 28), 2))$p.value = 0.006476; fisher.test(matrix(c(4, 36, 6, 34), 2))$p.value = 0.7370
  it.each([
    [of(2, 40), of(12, 40), 'lower', 0.006476],
    [of(12, 40), of(2, 40), 'higher', 0.006476],
    [of(4, 40), of(6, 40), 'no_clear_change', 0.737],
  ] as const)('%o against %o: %s', (now, then, verdict, pValue) => {
    const answer = compareRates(now, then);
    expect(answer.verdict).toBe(verdict);
    expect(answer.pValue).toBeCloseTo(pValue, 4);
  });
  it('has no word below six incidents in either period', () => {
    expect(compareRates(of(0, 5), of(30, 40))).toEqual({ verdict: 'too_few', pValue: null });
    expect(compareRates(of(0, 40), of(5, 5))).toEqual({ verdict: 'too_few', pValue: null });
  });
});

describe('describeCounts', () => {
  it('keeps confirmed and suggested apart; no rate without incidents', () => {
    const counts = sumCounts([
      { incidents: 3, confirmed: 1, suggested: 0 },
      { incidents: 1, confirmed: 0, suggested: 1 },
    ]);
    expect(describeCounts(counts)).toMatchObject({
      incidents: 4,
      confirmed: 1,
      suggested: 1,
      confirmedRate: { value: 0.25, n: 4 },
      suggestedRate: { value: 0.25, n: 4 },
    });
    expect(describeCounts(sumCounts([]))).toMatchObject({ confirmedRate: null, suggestedRate: null });
  });
});
