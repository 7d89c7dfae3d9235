import { describe, expect, it } from '@jest/globals';
import { prepareFiringStrip } from './prepareFiringStrip.js';

const days = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    day: new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10),
    fired: index,
    pages: 1,
  }));
const range = (count: number) => ({
  from: '2026-01-01T00:00:00Z',
  to: new Date(Date.UTC(2026, 0, 1 + count)).toISOString(),
});
const mark = (at: string, kind: 'incident' | 'decision' | 'definition' = 'incident') => ({
  key: at,
  kind,
  at,
  label: at,
});

describe('prepareFiringStrip', () => {
  it('places marks by kind, and leaves out what is not in the range', () => {
    const { marks } = prepareFiringStrip({
      ...range(10),
      days: days(10),
      marks: [
        mark('2026-01-06T00:00:00Z'),
        mark('2026-01-03T12:00:00Z', 'decision'),
        mark('2026-01-11T00:00:00Z'),
        mark('2025-12-31T23:00:00Z'),
      ],
      spans: [],
    });
    expect(marks.incident.map(({ left }) => left)).toEqual([50]);
    expect(marks.decision.map(({ left }) => left)).toEqual([25]);
    expect(marks.definition).toEqual([]);
  });

  it('cuts spans at the ends; one without an end lasts on', () => {
    const { spans } = prepareFiringStrip({
      ...range(10),
      days: days(10),
      marks: [],
      spans: [
        { key: 'a', from: '2025-12-01T00:00:00Z', to: '2026-01-02T00:00:00Z', label: '' },
        { key: 'b', from: '2026-01-09T00:00:00Z', to: null, label: '' },
        { key: 'c', from: '2025-12-01T00:00:00Z', to: '2025-12-02T00:00:00Z', label: '' },
      ],
    });
    expect(spans.map(({ key, left, width }) => [key, left, width])).toEqual([
      ['a', 0, 10],
      ['b', 80, 20],
    ]);
  });

  it('sums days where there are more than bars', () => {
    const model = prepareFiringStrip({ ...range(365), days: days(365), marks: [], spans: [] });
    expect([model.barDays, model.bars.length]).toEqual([4, 92]);
    expect(model.bars[0]).toEqual({ day: '2026-01-01', to: '2026-01-05', fired: 6, pages: 4 });
    expect(model.bars.reduce((sum, bar) => sum + bar.fired, 0)).toBe((365 * 364) / 2);
    expect(model.ticks.length).toBeLessThanOrEqual(6);
    expect(model.ticks[1]!.day).toBe('2026-03-05');
  });

  it('has nothing to draw without days', () => {
    expect(prepareFiringStrip({ ...range(1), days: [], marks: [], spans: [] })).toMatchObject({
      bars: [],
      max: 0,
      ticks: [],
    });
  });
});
