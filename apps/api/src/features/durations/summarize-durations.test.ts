import { describe, expect, it } from '@jest/globals';
import type { DurationReason } from '@tenken/shared/durations.contract';
import { type IntervalSet, mergeIntervals } from './interval-set.js';
import { summarizeDurations } from './summarize-durations.js';

const NONE: IntervalSet = { used: [], open: [], missing: new Map(), excluded: new Map() };
const used = (...seconds: number[]): IntervalSet => ({ ...NONE, used: seconds });
const open = (...seconds: number[]): IntervalSet => ({ ...NONE, open: seconds });
const out = (reason: DurationReason): IntervalSet => ({
  ...NONE,
  [reason.startsWith('missing') ? 'missing' : 'excluded']: new Map([[reason, 1]]),
});

describe('summarizeDurations', () => {
  it('gives nothing made up without incidents', () => {
    expect(summarizeDurations(NONE)).toEqual({
      n: 0,
      missing: 0,
      excluded: 0,
      open: 0,
      medianSeconds: null,
      medianLower: null,
      medianUpper: null,
      p90Seconds: null,
      p90Lower: null,
      p90Upper: null,
      meanSeconds: null,
      geometricMeanSeconds: null,
      medianMethod: null,
      tooFew: true,
      excludedBy: [],
    });
  });

  it.each([
    [5, null, null, true],
    // all six values: 2 · 0.5⁶ = 3.1 % lie outside
    [6, 1, 6, false],
    // R: qbinom(.025, 20, .5) = 6, qbinom(.975, 20, .5) + 1 = 15
    [20, 6, 15, false],
  ])('median of 1 … %p: interval %p to %p', (n, lower, upper, tooFew) => {
    const figures = summarizeDurations(used(...Array.from({ length: n }, (_, index) => index + 1)));
    expect(figures).toMatchObject({
      n,
      medianSeconds: (n + 1) / 2,
      medianLower: lower,
      medianUpper: upper,
      tooFew,
    });
  });

  it('has an interval of p90 from 36 on', () => {
    const upTo = (n: number) =>
      summarizeDurations(used(...Array.from({ length: n }, (_, index) => index + 1)));
    expect(upTo(35)).toMatchObject({ p90Lower: null, p90Upper: null });
    expect(upTo(35).p90Seconds).toBeCloseTo(31.6, 9);
    expect(upTo(36).p90Lower).not.toBeNull();
    expect(upTo(36).p90Upper).toBe(36);
  });

  it('takes an open incident as still going on: the longest one open leaves the median of the rest where it is', () => {
    // 1 … 7 ended, one open at 100: Kaplan–Meier falls to one half at the fourth, flat until the fifth.
    const figures = summarizeDurations(mergeIntervals([used(1, 2, 3, 4, 5, 6, 7), open(100)]));
    expect(figures).toMatchObject({
      n: 7,
      open: 1,
      medianSeconds: 4.5,
      medianMethod: 'kaplan_meier',
      meanSeconds: null,
    });
    // Open at the very beginning it says nothing: the median of the others.
    expect(summarizeDurations(mergeIntervals([used(1, 2, 3, 4, 5, 6, 7), open(0)])).medianSeconds).toBe(4);
  });

  it('has no median when most are open', () => {
    expect(summarizeDurations(mergeIntervals([used(10), open(20, 30, 40)]))).toMatchObject({
      n: 1,
      open: 3,
      medianSeconds: null,
      medianMethod: 'kaplan_meier',
    });
  });

  it('counts what is left out by reason, the most frequent first', () => {
    const figures = summarizeDurations(
      mergeIntervals([used(1), out('drill'), out('missing_to'), out('defaulted'), out('missing_to')]),
    );
    expect(figures).toMatchObject({
      n: 1,
      missing: 2,
      excluded: 2,
      excludedBy: [
        { reason: 'missing_to', n: 2 },
        { reason: 'defaulted', n: 1 },
        { reason: 'drill', n: 1 },
      ],
    });
  });
});
