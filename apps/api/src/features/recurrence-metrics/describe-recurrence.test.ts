import { describe, expect, it } from '@jest/globals';
import { countRecurrences, timeToRecurrence } from './describe-recurrence.js';

const NOW = new Date('2026-11-21T00:00:00Z');
const incident = (
  resolvedAt: string | null,
  nextBeganAt: string | null = null,
  confirmedLater = nextBeganAt ? 1 : 0,
) => ({
  id: '1',
  resolvedAt,
  nextBeganAt,
  confirmedLater,
});

describe('timeToRecurrence', () => {
  it('follows every resolved incident until it comes back, or until now', () => {
    // Days: back after 10; watched 20 and 41 days so far. Kaplan–Meier: 2/3 after day 10.
    const answer = timeToRecurrence(
      [
        incident('2026-10-01T00:00:00Z', '2026-10-11T00:00:00Z'),
        incident('2026-11-01T00:00:00Z'),
        incident('2026-10-11T00:00:00Z'),
        incident(null),
      ],
      NOW,
    );
    expect(answer).toMatchObject({ n: 3, recurred: 1, unresolved: 1, medianDays: null, leftOut: [] });
    expect(answer.curve.map(({ day, atRisk }) => [day, atRisk])).toEqual([
      [10, 3],
      [20, 2],
      [41, 1],
    ]);
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

  it('leaves out what cannot be placed, and says why', () => {
    const answer = timeToRecurrence(
      [
        incident('2026-10-11T00:00:00Z', '2026-10-01T00:00:00Z'),
        incident('2026-12-01T00:00:00Z'),
        incident('2026-10-01T00:00:00Z', null, 1),
      ],
      NOW,
    );
    expect(answer).toMatchObject({ n: 0, curve: [], medianDays: null });
    expect(answer.leftOut.map(({ reason }) => reason).sort()).toEqual([
      'in_future',
      'order_broken',
      'recurrence_time_unknown',
    ]);
  });
});

describe('countRecurrences', () => {
  it('keeps confirmed and suggested apart', () => {
    expect(countRecurrences(['1', '2', '3', '4'], new Set(['1']), new Set(['1', '2']))).toMatchObject({
      incidents: 4,
      confirmed: 1,
      suggested: 1,
      confirmedRate: { value: 0.25, n: 4 },
      suggestedRate: { value: 0.25, n: 4 },
    });
    expect(countRecurrences([], new Set(), new Set())).toMatchObject({
      confirmedRate: null,
      suggestedRate: null,
    });
  });
});
