import { describe, expect, it } from '@jest/globals';
import { hourParameters, splitWindow, wholeWeeks } from './split-window.js';

const weeks = (from: string, to: string, useRollups = true) =>
  wholeWeeks(splitWindow(new Date(from), new Date(to), useRollups));

describe('wholeWeeks', () => {
  it.each([
    // 2026-11-02 is a Monday
    ['2026-11-02T00:00Z', '2026-11-16T00:00Z', ['2026-11-02', '2026-11-16']],
    ['2026-11-01T15:00Z', '2026-11-18T15:00Z', ['2026-11-02', '2026-11-16']],
    ['2026-11-03T00:00Z', '2026-11-16T00:00Z', ['2026-11-09', '2026-11-16']],
    ['2026-11-02T00:00:00.001Z', '2026-11-16T00:00Z', ['2026-11-09', '2026-11-16']],
  ])('%s to %s', (from, to, expected) => {
    expect(weeks(from, to)).toEqual(expected);
  });

  it('has none in less than a whole week, and all its days stay days', () => {
    expect(weeks('2026-11-03T00:00Z', '2026-11-15T00:00Z')).toEqual(['2026-11-15', '2026-11-15']);
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
