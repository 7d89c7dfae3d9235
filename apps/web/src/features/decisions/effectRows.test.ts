import { describe, expect, it } from '@jest/globals';
import type { EffectEvidence } from '@tenken/shared/decision-effect.contract';
import { effectRows } from './effectRows.js';

const day = (offset: number) => ({
  offset,
  day: '2026-10-01',
  from: `from ${offset}`,
  to: `to ${offset}`,
  fired: 1,
  pages: 0,
  isCompared: true,
});
const evidence: EffectEvidence = {
  definition: { key: 'decision_effect', version: 2, text: '' },
  timeZone: 'Asia/Tokyo',
  alertRuleIds: ['4', '9'],
  before: { from: 'a', to: 'b' },
  after: { from: 'b', to: 'c' },
  days: [day(-1), day(0)],
  incidents: [],
  marks: [],
};

describe('effectRows', () => {
  it('asks for the very instants that were counted, of the rule and its earlier names', () => {
    const base = { rule: ['4', '9'], timeZone: 'Asia/Tokyo' };
    expect(effectRows(evidence, 'before')).toEqual({ ...base, from: 'a', to: 'b' });
    expect(effectRows(evidence, 'pages-after')).toEqual({ ...base, from: 'b', to: 'c', notified: 1 });
    expect(effectRows(evidence, '-1')).toEqual({ ...base, from: 'from -1', to: 'to -1' });
  });

  it('shows nothing for what is not there', () => {
    expect(effectRows(evidence, undefined)).toBeNull();
    expect(effectRows(evidence, '40')).toBeNull();
    expect(effectRows({ ...evidence, before: null }, 'before')).toBeNull();
  });
});
