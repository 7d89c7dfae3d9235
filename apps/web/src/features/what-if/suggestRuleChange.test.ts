import { describe, expect, it } from '@jest/globals';
import { diffText, ruleAfter, suggestRuleChange } from './suggestRuleChange.js';

const SETTINGS = {
  onDelaySeconds: 300,
  offDelaySeconds: 600,
  notificationGapSeconds: 0,
  workingHoursOnly: false,
};
const RULE = {
  expression: 'sum(rate(errors[5m])) > 3',
  forSeconds: 300,
  keepFiringForSeconds: null,
  labels: { severity: 'page', on: 'off' },
  annotations: { summary: 'Errors: {{ $value }}' },
};

describe('the suggested rule', () => {
  it('adds delay and hold to what the rule has, and keeps the rest', () => {
    expect(diffText(suggestRuleChange('ErrorRate', RULE, SETTINGS))).toBe(
      [
        ' - alert: ErrorRate',
        '   expr: "sum(rate(errors[5m])) > 3"',
        '-  for: 5m',
        '+  for: 10m',
        '+  keep_firing_for: 10m',
        '   labels:',
        '     severity: page',
        '     on: "off"',
        '   annotations:',
        '     summary: "Errors: {{ $value }}"',
        '',
      ].join('\n'),
    );
  });

  it('is nothing where neither changes', () => {
    const settings = { ...SETTINGS, onDelaySeconds: 0, offDelaySeconds: 0, notificationGapSeconds: 60 };
    expect(suggestRuleChange('ErrorRate', RULE, settings)).toEqual([]);
  });

  it('writes expressions of several lines as a block, and leaves room for one that is not known', () => {
    const lines = suggestRuleChange(
      '5xx: all',
      { ...RULE, expression: 'a\n  > b', labels: {}, annotations: {} },
      { ...SETTINGS, offDelaySeconds: 0 },
    );
    expect(ruleAfter(lines)).toBe('- alert: "5xx: all"\n  expr: |-\n    a\n      > b\n  for: 10m\n');
    const unknown = suggestRuleChange('X', { ...RULE, expression: null }, SETTINGS);
    expect(ruleAfter(unknown)).toContain('  expr: # …\n');
  });
});
