import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareCohorts } from './compare-cohorts.js';
import { drawCurves, groupItems } from './group-curves.js';
import {
  describeCompletion,
  type Item,
  shareOfLenses,
  summarizeActionItems,
} from './summarize-action-items.js';

/** An item that was done, declined, or is still open after so many days. */
function after(days: number, outcome: Item['outcome'] = 'done', rest: Partial<Item> = {}): Item {
  return {
    type: 'prevent',
    outcome,
    inTime: null,
    leftOut: null,
    days,
    businessDays: Math.floor((days * 5) / 7),
    ...rest,
  };
}

const DONE = [3, 5, 7, 10, 12, 14, 21, 30, 35, 45, 60, 60, 90, 120];
const OPEN = [7, 21, 40, 75, 90, 150];
const TWENTY = [...DONE.map((days) => after(days)), ...OPEN.map((days) => after(days, 'openInTime'))];

describe('describeCompletion', () => {
  it('agrees with R on the 20 items of METRICS.md section 4', () => {
    const figures = summarizeActionItems(TWENTY);
    // survfit(Surv(time, status) ~ 1, conf.type = "log-log"): median 45 (12–90)
    expect(figures).toMatchObject({ medianDays: 45, medianLower: 12, medianUpper: 90 });
    const expected = [
      [30, 0.58, 0.331, 0.764],
      [60, 0.326, 0.125, 0.546],
      [90, 0.244, 0.07, 0.474],
    ] as const;
    const { doneWithin, followed } = describeCompletion(TWENTY);
    expect(followed).toBe(20);
    for (const [index, [days, notDone, lower, upper]] of expected.entries()) {
      expect(doneWithin[index]!.days).toBe(days);
      expect(1 - doneWithin[index]!.share!).toBeCloseTo(notDone, 3);
      expect(1 - doneWithin[index]!.upper!).toBeCloseTo(lower, 3);
      expect(1 - doneWithin[index]!.lower!).toBeCloseTo(upper, 3);
    }
  });

  it('leaves out what cannot be placed, and says why', () => {
    const { leftOut, followed, curve } = describeCompletion([
      after(3, 'done', { leftOut: 'done_time_unknown' }),
      after(0, 'done', { leftOut: 'order_broken' }),
      after(0, 'done', { leftOut: 'order_broken' }),
      after(5, 'deleted'),
      after(3),
    ]);
    expect(followed).toBe(1);
    expect(curve).toMatchObject([{ day: 3, done: 1, atRisk: 1 }]);
    expect(leftOut).toEqual([
      { reason: 'order_broken', n: 2 },
      { reason: 'done_time_unknown', n: 1 },
    ]);
  });

  it('draws at most 400 steps and ends where the whole curve ends', () => {
    const items = Array.from({ length: 3000 }, (_, day) => after(day));
    const { curve } = describeCompletion(items);
    expect(curve.length).toBeLessThanOrEqual(400);
    expect(curve.at(-1)).toMatchObject({ day: 2999, done: 1 });
    expect(summarizeActionItems(items).medianDays).toBe(1499.5);
  });
});

describe('summarizeActionItems', () => {
  it('counts every item exactly once, and rates stay within their bounds', () => {
    const item = fc.record({
      days: fc.nat(100),
      outcome: fc.constantFrom('openInTime', 'overdue', 'done', 'declined', 'deleted') as fc.Arbitrary<
        Item['outcome']
      >,
      inTime: fc.option(fc.boolean()),
    });
    fc.assert(
      fc.property(fc.array(item, { maxLength: 30 }), (drawn) => {
        const figures = summarizeActionItems(
          drawn.map(({ days, outcome, inTime }) => after(days, outcome, { inTime })),
        );
        const { created, done, declined, deleted, openInTime, overdue } = figures;
        expect(done + declined + deleted + openInTime + overdue).toBe(created);
        expect(figures.completionRate?.n ?? 0).toBe(created - deleted);
        for (const rate of [figures.completionRate, figures.onTimeRate]) {
          if (rate === null) continue;
          expect(rate.lower).toBeLessThanOrEqual(rate.value);
          expect(rate.upper).toBeGreaterThanOrEqual(rate.value);
        }
      }),
      { seed: 3, numRuns: 100 },
    );
  });

  it('has no rates without items', () => {
    expect(summarizeActionItems([])).toMatchObject({
      created: 0,
      completionRate: null,
      onTimeRate: null,
      medianDays: null,
      medianBusinessDays: null,
    });
    expect(summarizeActionItems([after(1, 'deleted')]).completionRate).toBeNull();
  });
});

describe('shareOfLenses', () => {
  it('has every lens, the empty ones too', () => {
    const lenses = shareOfLenses([after(1), after(1, 'overdue', { type: 'detect' }), after(1, 'deleted')]);
    expect(lenses.map(({ type, n }) => [type, n])).toEqual([
      ['prevent', 1],
      ['detect', 1],
      ['mitigate', 0],
      ['repair', 0],
      ['process', 0],
      ['other', 0],
    ]);
    expect(lenses[0]!.share).toMatchObject({ value: 0.5, n: 2 });
  });
});

describe('compareCohorts', () => {
  const range = { from: new Date('2026-06-01'), to: new Date('2026-09-01') };
  const compare = (current: Item[], earlier: Item[]) =>
    compareCohorts(current, summarizeActionItems(current), earlier, range);

  it('compares shares by Fisher and the pace by log-rank', () => {
    // 14 of 20 done against 4 of 20: fisher.test(matrix(c(14, 6, 4, 16), 2))$p.value
    const slow = [
      ...[40, 70, 100, 140].map((days) => after(days)),
      ...Array.from({ length: 16 }, (_, index) => after(60 + index * 6, 'openInTime')),
    ];
    const { completion, pace } = compare(TWENTY, slow);
    expect(completion).toMatchObject({ value: 0.7, previous: 0.2, verdict: 'higher' });
    expect(completion!.pValue).toBeCloseTo(0.003_641_027_049, 9);
    // survdiff(Surv(time, done) ~ cohort): expected 6.0615 of the 18, p = 4.8654e-05
    expect(pace).toMatchObject({ verdict: 'faster', observed: 14 });
    expect(pace!.expected).toBeCloseTo(6.061_493_596_886, 9);
    expect(pace!.pValue).toBeCloseTo(4.865_436_411e-5, 12);
  });

  it('says too few below six, and nothing without a base', () => {
    expect(compare([after(1)], TWENTY).completion?.verdict).toBe('too_few');
    expect(compare([after(1)], TWENTY).pace?.verdict).toBe('too_few');
    expect(compare([], TWENTY)).toMatchObject({ completion: null, onTime: null, pace: null });
  });

  it('sees no change between a cohort and itself, and none in the pace only because one is younger', () => {
    expect(compare(TWENTY, TWENTY)).toMatchObject({
      completion: { verdict: 'no_clear_change', pValue: 1 },
      pace: { verdict: 'no_clear_change' },
    });
    // The same pace, followed for 20 days only: its share is lower, and the pace says that nothing changed.
    const young = DONE.map((days) => (days <= 20 ? after(days) : after(20, 'openInTime')));
    const { completion, pace } = compare([...young, ...young], TWENTY);
    expect(completion!.value).toBeLessThan(completion!.previous);
    expect(pace!.verdict).toBe('no_clear_change');
  });
});

describe('drawCurves', () => {
  const groupsOf = (sizes: Record<string, number>) =>
    groupItems(
      Object.entries(sizes).flatMap(([team, n]) =>
        Array.from({ length: n }, (_, index) => ({
          ...after(index + Number(team)),
          severity: null,
          priority: null,
          teamId: Number(team),
        })),
      ),
      'team',
      new Map(['1', '2', '3', '4', '5', '6', '7'].map((id) => [id, `Team ${id}`])),
    );

  it('shows the six largest in the order of the groups, and says how many there are', () => {
    const { curves, curvesTotal } = drawCurves(groupsOf({ 7: 9, 6: 8, 5: 7, 4: 1, 3: 5, 2: 4, 0: 3 }));
    expect(curves.map(({ key }) => key)).toEqual(['2', '3', '5', '6', '7', 'none']);
    expect(curvesTotal).toBe(7);
  });

  it('tests nothing with one group', () => {
    expect(drawCurves(groupsOf({ 1: 9 })).logRank).toBeNull();
    expect(drawCurves([])).toEqual({ curves: [], curvesTotal: 0, logRank: null });
  });
});
