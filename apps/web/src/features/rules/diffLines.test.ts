import { describe, expect, it } from '@jest/globals';
import type { AlertRuleVersion } from '@tenken/shared/alert-rules.contract';
import fc from 'fast-check';
import { definitionLines } from './definitionLines.js';
import { diffLines } from './diffLines.js';

const texts = (lines: ReturnType<typeof diffLines>, without: string) =>
  lines.filter(({ kind }) => kind !== without).map(({ text }) => text);

describe('diffLines', () => {
  it('gives both texts back, and keeps what they share', () => {
    const list = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 });
    fc.assert(
      fc.property(list, list, (before, after) => {
        const lines = diffLines(before, after);
        expect(texts(lines, 'added')).toEqual(before);
        expect(texts(lines, 'removed')).toEqual(after);
        if (before.join() === after.join()) expect(lines.every(({ kind }) => kind === 'same')).toBe(true);
      }),
    );
  });

  it('is the shortest', () => {
    expect(diffLines(['a', 'x', 'b'], ['a', 'y', 'b']).map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      'same a',
      'removed x',
      'added y',
      'same b',
    ]);
  });
});

describe('definitionLines', () => {
  const version: AlertRuleVersion = {
    version: 1,
    expression: 'up == 0\nor absent(up)',
    forSeconds: 60,
    keepFiringForSeconds: null,
    labels: { team: 'web', severity: 'page' },
    annotations: {},
    variants: [],
    seenAt: '2026-11-01T00:00:00.000Z',
  };

  it('reads like a rule file, with labels in one order', () => {
    expect(definitionLines(version, 'en')).toEqual([
      'expr: up == 0',
      '  or absent(up)',
      'for: 1m',
      'labels:',
      '  severity: page',
      '  team: web',
    ]);
  });

  it('writes durations as the page does, to the second', () => {
    const lines = (forSeconds: number) =>
      definitionLines({ ...version, forSeconds, keepFiringForSeconds: 5400 }, 'ja').slice(2, 4);
    expect(lines(600)).toEqual(['for: 10分', 'keep_firing_for: 1時間30分']);
    expect(lines(90)).toEqual(['for: 1分30秒', 'keep_firing_for: 1時間30分']);
  });

  it('shows every definition of the name', () => {
    const one = { ...version, groupName: 'g', file: 'f.yml', severity: null, expression: 'x', labels: {} };
    expect(definitionLines({ ...version, variants: [one, { ...one, expression: 'y' }] }, 'en')).toEqual([
      '# f.yml / g',
      'expr: x',
      'for: 1m',
      '---',
      '# f.yml / g',
      'expr: y',
      'for: 1m',
    ]);
  });
});
