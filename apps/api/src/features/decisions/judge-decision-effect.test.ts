import { describe, expect, it } from '@jest/globals';
import {
  type DecisionEffectCounts,
  isQuieter,
  judgeDecisionEffect,
  judgeOutcome,
  spanOfEffect,
} from './judge-decision-effect.js';

const AT = new Date('2026-10-01T00:00:00Z');
const LONG_AFTER = new Date('2026-11-20T00:00:00Z');
const span = spanOfEffect(AT, LONG_AFTER)!;
const counts: DecisionEffectCounts = {
  effectiveBy: 'date',
  firedBefore: 42,
  firedAfter: 6,
  pagesBefore: 42,
  pagesAfter: 6,
  incidentsCaughtBefore: 1,
  incidentsCaughtAfter: 1,
  incidentsUncaughtBefore: 0,
  incidentsUncaughtAfter: 0,
  incidentsLost: 0,
  firstRecordAt: new Date('2026-01-01T00:00:00Z'),
};
const effectOf = (change: Partial<DecisionEffectCounts>, now = LONG_AFTER) =>
  judgeDecisionEffect(spanOfEffect(AT, now)!, { ...counts, ...change });
const outcomeOf = (change: Partial<DecisionEffectCounts>, now = LONG_AFTER) =>
  judgeOutcome({ isMeasured: true, effectiveAt: AT, effect: effectOf(change, now) });

describe('spanOfEffect', () => {
  it('has equal windows of 28 days, or of what has passed, and none before it is effective', () => {
    expect(span).toMatchObject({ seconds: 28 * 86_400, isComplete: true });
    expect([span.from.toISOString(), span.to.toISOString()]).toEqual([
      '2026-09-03T00:00:00.000Z',
      '2026-10-29T00:00:00.000Z',
    ]);
    const young = spanOfEffect(AT, new Date('2026-10-03T12:00:00Z'))!;
    expect([young.seconds / 86_400, young.isComplete]).toEqual([2.5, false]);
    expect(young.from.toISOString()).toBe('2026-09-28T12:00:00.000Z');
    expect(spanOfEffect(AT, AT)).toBeNull();
  });

  it('is complete at the very end of the 28 days', () => {
    expect(spanOfEffect(AT, new Date(span.measuredAt.getTime() - 1))?.isComplete).toBe(false);
    expect(spanOfEffect(AT, span.measuredAt)?.isComplete).toBe(true);
  });
});

describe('judgeDecisionEffect', () => {
  // R 4.2.2: poisson.test(c(after, before), c(28, 28)); the first is the reference of METRICS.md section 8
  it.each([
    [42, 6, 0.142857142857, 0.0496304759559, 0.337721968619],
    [42, 30, 0.714285714286, 0.431682614443, 1.16866459984],
    [10, 24, 2.4, 1.10623397505, 5.62323307506],
    [5, 0, 0, 0, 1.09127910518],
    [6, 0, 0, 0, 0.849311194297],
    [100, 73, 0.73, 0.53232188373, 0.997028006011],
    [100, 74, 0.74, 0.540358245251, 1.00950112581],
    [1000, 850, 0.85, 0.774810857414, 0.932322271581],
  ] as const)('gives what R gives: %d before, %d after', (before, after, ratio, lower, upper) => {
    const effect = effectOf({ firedBefore: before, firedAfter: after });
    expect(effect.ratio).toBeCloseTo(ratio, 10);
    expect(effect.lower).toBeCloseTo(lower, 8);
    expect(effect.upper).toBeCloseTo(upper, 8);
    expect(effect.windowDays).toBe(28);
  });

  it('says nothing where nothing fired on either side', () => {
    const effect = effectOf({ firedBefore: 0, firedAfter: 0 });
    expect([effect.ratio, effect.lower, effect.upper, effect.verdict]).toEqual([null, null, null, null]);
  });

  it('has no ratio, but a lower bound, where it never fired before', () => {
    const effect = effectOf({ firedBefore: 0, firedAfter: 20 });
    expect([effect.ratio, effect.upper, effect.verdict]).toEqual([null, null, 'higher']);
    expect(effect.lower).toBeGreaterThan(1);
  });

  it('says from when on there are records, where the window before began earlier', () => {
    expect(effectOf({}).recordsFrom).toBeNull();
    expect(effectOf({ firstRecordAt: new Date('2026-09-04T00:00:00Z') }).recordsFrom).toBeNull();
    expect(effectOf({ firstRecordAt: new Date('2026-09-05T00:00:00Z') }).recordsFrom).toBe(
      '2026-09-05T00:00:00.000Z',
    );
  });
});

describe('judgeOutcome', () => {
  it.each([
    ['worked', {}],
    ['no_clear_change', { firedAfter: 30 }],
    ['worse', { firedBefore: 10, firedAfter: 24 }],
    ['worse', { firedBefore: 0, firedAfter: 20 }],
    ['no_base', { firedBefore: 0, firedAfter: 0 }],
    ['no_base', { firedBefore: 5, firedAfter: 0 }],
    ['worked', { firedBefore: 6, firedAfter: 0 }],
    ['lost_detection', { incidentsLost: 1 }],
    // records that begin within the window before can only hide firings of it
    ['worked', { firstRecordAt: new Date('2026-09-20T00:00:00Z') }],
    ['no_base', { firedAfter: 30, firstRecordAt: new Date('2026-09-20T00:00:00Z') }],
    ['no_base', { firedBefore: 10, firedAfter: 24, firstRecordAt: new Date('2026-09-20T00:00:00Z') }],
  ])('%s: %j', (outcome, change) => {
    expect(outcomeOf(change)).toBe(outcome);
  });

  it('waits for the 28 days, but not with a lost detection', () => {
    const early = new Date('2026-10-10T00:00:00Z');
    expect(outcomeOf({}, early)).toBe('too_early');
    expect(outcomeOf({ incidentsLost: 1 }, early)).toBe('lost_detection');
    expect(judgeOutcome({ isMeasured: true, effectiveAt: AT, effect: null })).toBe('too_early');
  });

  it('does not measure what was kept or cancelled, or has not taken effect', () => {
    expect(judgeOutcome({ isMeasured: false, effectiveAt: AT, effect: effectOf({}) })).toBe('not_measured');
    expect(judgeOutcome({ isMeasured: true, effectiveAt: null, effect: null })).toBe('not_measured');
  });
});

describe('isQuieter', () => {
  it('counts firings or pages: a lower severity pages less and fires as often', () => {
    const same = { firedBefore: 5, firedAfter: 5, pagesBefore: 5, pagesAfter: 5 };
    expect(isQuieter(same)).toBe(false);
    expect(isQuieter({ ...same, firedAfter: 4 })).toBe(true);
    expect(isQuieter({ ...same, pagesAfter: 4 })).toBe(true);
    expect(isQuieter({ ...same, pagesBefore: null, pagesAfter: null })).toBe(false);
  });
});
