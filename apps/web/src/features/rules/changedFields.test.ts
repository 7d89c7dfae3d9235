import { describe, expect, it } from '@jest/globals';
import type { AlertRuleVersion } from '@tenken/shared/alert-rules.contract';
import { changedFields } from './changedFields.js';

const version: AlertRuleVersion = {
  version: 1,
  expression: 'up == 0',
  forSeconds: 60,
  keepFiringForSeconds: null,
  labels: { severity: 'page', team: 'web' },
  annotations: {},
  variants: [],
  seenAt: '2026-11-01T00:00:00.000Z',
};

describe('changedFields', () => {
  it('sees no change where only the order of labels differs', () => {
    expect(
      changedFields(version, { ...version, version: 2, labels: { team: 'web', severity: 'page' } }),
    ).toEqual([]);
  });

  it('names what changed', () => {
    expect(changedFields(version, { ...version, forSeconds: null, labels: { severity: 'ticket' } })).toEqual([
      'forSeconds',
      'labels',
    ]);
  });
});
