import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  describeCompletion,
  type Item,
  shareOfLenses,
  summarizeActionItems,
} from './summarize-action-items.js';

const NOW = new Date('2026-11-21T08:00:00Z');
const DAY_MS = 86_400_000;
const daysBefore = (days: number) => new Date(NOW.getTime() - days * DAY_MS).toISOString();

/** An item that was done, declined, or is still open after so many days. */
function after(days: number, status: Item['status'] = 'done', rest: Partial<Item> = {}): Item {
  const createdAt = daysBefore(status === 'open' ? days : 200);
  const end = new Date(Date.parse(createdAt) + days * DAY_MS).toISOString();
  return {
    type: 'prevent',
    status,
    dueOn: null,
    createdAt,
    completedAt: status === 'done' ? end : null,
    declinedAt: status === 'declined' ? end : null,
    ...rest,
  };
}

describe('describeCompletion', () => {
  it('agrees with R on the 20 items of METRICS.md section 4', () => {
    const done = [3, 5, 7, 10, 12, 14, 21, 30, 35, 45, 60, 60, 90, 120];
    const open = [7, 21, 40, 75, 90, 150];
    const items = [...done.map((days) => after(days)), ...open.map((days) => after(days, 'open'))];
    const figures = summarizeActionItems(items, NOW, 'UTC');
    // survfit(Surv(time, status) ~ 1, conf.type = "log-log"): median 45 (12–90)
    expect(figures).toMatchObject({ medianDays: 45, medianLower: 12, medianUpper: 90 });
    const expected = [
      [30, 0.58, 0.331, 0.764],
      [60, 0.326, 0.125, 0.546],
      [90, 0.244, 0.07, 0.474],
    ] as const;
    const { doneWithin, followed } = describeCompletion(items, NOW);
    expect(followed).toBe(20);
    for (const [index, [days, notDone, lower, upper]] of expected.entries()) {
      expect(doneWithin[index]!.days).toBe(days);
      expect(1 - doneWithin[index]!.share!).toBeCloseTo(notDone, 3);
      expect(1 - doneWithin[index]!.upper!).toBeCloseTo(lower, 3);
      expect(1 - doneWithin[index]!.lower!).toBeCloseTo(upper, 3);
    }
  });

  it('leaves out what cannot be placed, and says why', () => {
    const items = [
      after(3, 'done', { completedAt: null }),
      after(3, 'declined', { declinedAt: null }),
      after(-2),
      after(-2, 'open'),
      after(5, 'deleted'),
      after(3),
    ];
    const { leftOut, followed, curve } = describeCompletion(items, NOW);
    expect(followed).toBe(1);
    expect(curve).toMatchObject([{ day: 3, done: 1, atRisk: 1 }]);
    expect(leftOut.map(({ reason }) => reason).sort()).toEqual([
      'declined_time_unknown',
      'done_time_unknown',
      'in_future',
      'order_broken',
    ]);
  });
});

describe('summarizeActionItems', () => {
  it('counts every item exactly once, and rates stay within their bounds', () => {
    const item = fc.record({
      days: fc.integer({ min: 0, max: 100 }),
      status: fc.constantFrom('open', 'in_progress', 'done', 'declined', 'deleted') as fc.Arbitrary<
        Item['status']
      >,
      due: fc.option(fc.integer({ min: 0, max: 200 })),
    });
    fc.assert(
      fc.property(fc.array(item, { maxLength: 30 }), (drawn) => {
        const items = drawn.map(({ days, status, due }) =>
          after(days, status, { dueOn: due === null ? null : daysBefore(due).slice(0, 10) }),
        );
        const figures = summarizeActionItems(items, NOW, 'UTC');
        const { created, done, declined, deleted, openInTime, overdue } = figures;
        expect(done + declined + deleted + openInTime + overdue).toBe(created);
        expect(figures.completionRate?.n ?? 0).toBe(created - deleted);
        for (const rate of [figures.completionRate, figures.onTimeRate]) {
          if (rate === null) continue;
          expect(rate.lower).toBeLessThanOrEqual(rate.value);
          expect(rate.upper).toBeGreaterThanOrEqual(rate.value);
        }
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  it.each([
    [
      'done on the due day, in Tokyo',
      after(0, 'done', { completedAt: '2026-11-10T14:59:59Z', dueOn: '2026-11-10' }),
      1,
      1,
    ],
    [
      'done a second later',
      after(0, 'done', { completedAt: '2026-11-10T15:00:00Z', dueOn: '2026-11-10' }),
      0,
      1,
    ],
    ['open and overdue', after(9, 'open', { dueOn: '2026-11-10' }), 0, 1],
    ['due today: not passed yet', after(9, 'open', { dueOn: '2026-11-21' }), null, null],
    [
      'declined in time',
      after(0, 'declined', { declinedAt: '2026-11-10T01:00:00Z', dueOn: '2026-11-10' }),
      null,
      null,
    ],
    [
      'declined late',
      after(0, 'declined', { declinedAt: '2026-11-12T01:00:00Z', dueOn: '2026-11-10' }),
      0,
      1,
    ],
    ['done, nobody knows when', after(0, 'done', { completedAt: null, dueOn: '2026-11-10' }), null, null],
    ['deleted', after(0, 'deleted', { dueOn: '2026-11-10' }), null, null],
    ['without a due day', after(9, 'open'), null, null],
  ])('on time: %s', (_, item, value, n) => {
    const { onTimeRate } = summarizeActionItems([item], NOW, 'Asia/Tokyo');
    if (value === null) expect(onTimeRate).toBeNull();
    else expect(onTimeRate).toMatchObject({ value, n });
  });

  it('has no rates without items', () => {
    expect(summarizeActionItems([], NOW, 'UTC')).toMatchObject({
      created: 0,
      completionRate: null,
      onTimeRate: null,
      medianDays: null,
    });
    expect(summarizeActionItems([after(1, 'deleted')], NOW, 'UTC').completionRate).toBeNull();
  });
});

describe('shareOfLenses', () => {
  it('has every lens, the empty ones too', () => {
    const lenses = shareOfLenses([after(1), after(1, 'open', { type: 'detect' }), after(1, 'deleted')]);
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
