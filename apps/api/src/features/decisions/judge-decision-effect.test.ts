import { describe, expect, it } from '@jest/globals';
import { judgeDecisionEffect } from './judge-decision-effect.js';

const counts = {
  effectiveAt: '2026-10-01T00:00:00.000Z',
  fromDefinitionChange: false,
  windowSeconds: 28 * 86_400,
  incidentsCaughtBefore: 1,
  incidentsCaughtAfter: 1,
};

describe('judgeDecisionEffect', () => {
  it('gives the reference of METRICS.md: 6 after, 42 before is 0.143 (0.0496 to 0.338), lower', () => {
    const effect = judgeDecisionEffect({ ...counts, firedBefore: 42, firedAfter: 6 });
    expect(effect.verdict).toBe('lower');
    expect(effect.windowDays).toBe(28);
    expect(effect.ratio).toBeCloseTo(0.1429, 4);
    expect(effect.lower).toBeCloseTo(0.0496, 4);
    expect(effect.upper).toBeCloseTo(0.338, 3);
  });

  it('says nothing where nothing fired on either side', () => {
    const effect = judgeDecisionEffect({ ...counts, firedBefore: 0, firedAfter: 0 });
    expect([effect.ratio, effect.lower, effect.upper, effect.verdict]).toEqual([null, null, null, null]);
  });

  it('has no ratio, but a lower bound, where it never fired before', () => {
    const effect = judgeDecisionEffect({ ...counts, firedBefore: 0, firedAfter: 20 });
    expect([effect.ratio, effect.upper, effect.verdict]).toEqual([null, null, 'higher']);
    expect(effect.lower).toBeGreaterThan(1);
  });
});
