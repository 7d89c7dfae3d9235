import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { markAlike } from './markAlike.js';

const shared = (text: string, other: string) =>
  markAlike(text, other)
    .filter((part) => part.shared)
    .map((part) => part.text);

describe('markAlike', () => {
  it.each([
    ['Queue backlog delays delivery', 'Delivery delayed by queue backlog', ['Queue', 'backlog', 'delivery']],
    ['メールの配信が遅れている', 'メール配信が遅延', ['メール', '配信が遅']],
    ['決済APIが応答しない', '決済apiの応答が遅い', ['決済API', '応答']],
    ['It is up', 'It is down', []],
    ['', 'x', []],
  ])('%s | %s', (text, other, expected) => {
    expect(shared(text, other)).toEqual(expected);
  });

  it('leaves the text whole', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, other) => {
        expect(
          markAlike(text, other)
            .map((part) => part.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});
