import { describe, expect, it } from '@jest/globals';
import { hourParameters, nearestWeeks, splitWindow } from './split-window.js';

const weeks = (from: string, to: string, useRollups = true) =>
  nearestWeeks(splitWindow(new Date(from), new Date(to), useRollups));

const days = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;

describe('nearestWeeks', () => {
  it.each([
    // 2026-11-02 is a Monday
    ['2026-11-02T00:00Z', '2026-11-16T00:00Z', ['2026-11-02', '2026-11-16']],
    ['2026-11-01T15:00Z', '2026-11-18T15:00Z', ['2026-11-02', '2026-11-16']],
    ['2026-11-05T00:00Z', '2026-11-19T00:00Z', ['2026-11-02', '2026-11-16']],
    ['2026-11-05T00:00:00.001Z', '2026-11-20T00:00Z', ['2026-11-09', '2026-11-23']],
    // all days but one of a week
    ['2026-11-02T00:00Z', '2026-11-08T00:00Z', ['2026-11-02', '2026-11-09']],
  ])('%s to %s', (from, to, expected) => {
    expect(weeks(from, to)).toEqual(expected);
  });

  it('leaves at most three days to be moved at each end, whatever the days of the week', () => {
    for (let first = 1; first <= 14; first += 1)
      for (let last = first + 7; last <= first + 21; last += 1) {
        const window = splitWindow(new Date(Date.UTC(2026, 9, first)), new Date(Date.UTC(2026, 9, last)));
        const [from, to] = nearestWeeks(window);
        for (const [week, day] of [
          [from, window.dayFrom],
          [to, window.dayTo],
        ] as const) {
          expect(new Date(week).getUTCDay()).toBe(1);
          expect(Math.abs(days(week, day))).toBeLessThanOrEqual(3);
        }
      }
  });

  it('has none where no week lies between, and all its days stay days', () => {
    expect(weeks('2026-11-03T00:00Z', '2026-11-05T00:00Z')).toEqual(['2026-11-05', '2026-11-05']);
    expect(weeks('2026-11-06T00:00Z', '2026-11-12T00:00Z')).toEqual(['2026-11-12', '2026-11-12']);
    expect(weeks('2026-11-02T01:00Z', '2026-11-02T05:00Z')).toEqual(['2026-11-03', '2026-11-03']);
  });

  it('has none where only episodes are counted', () => {
    const [from, to] = weeks('2026-10-01T00:00Z', '2026-11-16T00:00Z', false);
    expect(from).toBe(to);
  });
});

describe('hourParameters', () => {
  const of = (from: string, to: string, useRollups = true) =>
    hourParameters(new Date(from), new Date(to), useRollups).map((at) => at.toISOString().slice(0, 16));

  it('has empty edges where the range begins and ends with an hour', () => {
    const [from, to] = ['2026-11-01T15:00', '2026-11-03T15:00'];
    expect(of(`${from}Z`, `${to}Z`)).toEqual([from, to, from, from, to, to]);
  });

  it('leaves the rest of broken hours to the episodes', () => {
    expect(of('2026-11-01T15:10Z', '2026-11-01T18:20Z')).toEqual([
      '2026-11-01T16:00',
      '2026-11-01T18:00',
      '2026-11-01T15:10',
      '2026-11-01T16:00',
      '2026-11-01T18:00',
      '2026-11-01T18:20',
    ]);
  });

  it('is all edge within an hour and where hours do not serve', () => {
    const [from, to] = ['2026-11-01T15:10', '2026-11-01T15:20'];
    expect(of(`${from}Z`, `${to}Z`)).toEqual([from, from, from, to, to, to]);
    expect(of('2026-11-01T15:00Z', '2026-11-03T15:00Z', false).slice(0, 2)).toEqual([
      '2026-11-01T15:00',
      '2026-11-01T15:00',
    ]);
  });
});
