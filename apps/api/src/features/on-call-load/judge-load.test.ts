import { describe, expect, it } from '@jest/globals';
import type { LoadFigureKey } from '@tenken/shared/on-call-load.contract';
import { alertPriority } from './alert-priority.js';
import { judgeLoad } from './judge-load.js';

describe('judgeLoad', () => {
  it.each<[LoadFigureKey, number | null, string | null]>([
    ['per_ten_minutes', 1, 'met'],
    ['per_ten_minutes', 1.01, 'acceptable'],
    ['per_ten_minutes', 2.01, 'not_met'],
    ['per_day', 150, 'met'],
    ['per_day', 300, 'acceptable'],
    ['per_day', 301, 'not_met'],
    ['flood_windows', 0.0099, 'met'],
    ['flood_windows', 0.01, 'not_met'],
    ['top_ten', 0.05, 'met'],
    ['top_ten', 0.06, 'not_met'],
    ['chattering', 0, 'met'],
    ['fleeting', 1, 'not_met'],
    ['stale', 4, 'met'],
    ['stale', 5, 'not_met'],
    ['fleeting', null, null],
  ])('%s of %p: %p', (key, value, verdict) => {
    expect(judgeLoad(key, value, { rulesFired: 300, low: 1 })).toBe(verdict);
  });

  it('does not judge the share of ten among ten', () => {
    expect(judgeLoad('top_ten', 1, { rulesFired: 10, low: null })).toBe('few_rules');
    expect(judgeLoad('top_ten', 0.98, { rulesFired: 11, low: null })).toBe('not_met');
  });

  it('wants four in five of low priority as well as few of high', () => {
    const judge = (high: number, low: number) => judgeLoad('priorities', high, { rulesFired: 300, low });
    expect([judge(0.05, 0.8), judge(0.05, 0.79), judge(0.06, 0.9)]).toEqual(['met', 'not_met', 'not_met']);
  });

  it('reads the words of the sources', () => {
    expect(['critical', 'P2', 'Warning', 'info', 'sev3', 'banana', null].map(alertPriority)).toEqual([
      'high',
      'high',
      'medium',
      'low',
      'medium',
      'other',
      'other',
    ]);
  });
});
