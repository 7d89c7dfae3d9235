import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileExpression, isProblem } from './compile-expression.js';

describe('compileExpression', () => {
  it.each([
    'a',
    '@',
    '$.a',
    'a.b[0].c',
    "items[?state=='x'].{a: b}",
    'a || `"x"`',
    'join(`"-"`, [a, b])',
    '"é"',
  ])('takes %s', (text) => {
    expect(isProblem(compileExpression(text))).toBe(false);
  });

  it.each([
    ['a..b', 3, 'does not fit'],
    ['a b', 3, '"b" does not fit'],
    ['alerts[', 8, 'missing at the end'],
    ['foo(', 5, 'missing at the end'],
    ['a.é', 3, 'cannot be read from "é" on'],
    ['a == "abc', 6, 'cannot be read from ""abc" on'],
    ['a.{b c}', 6, '"c" does not fit'],
    ['a | nofn(b)', 5, 'there is no function nofn'],
    ["pad_left(a, `9`, '-')", 1, 'cannot be used'],
    ['a)', 2, '")" does not fit'],
  ])('says where %s is wrong', (text, position, message) => {
    expect(compileExpression(text)).toEqual({ position, message: expect.stringContaining(message) });
  });

  it('takes no expression that is too large or too deep', () => {
    expect(compileExpression(Array(101).fill('a').join('.'))).toMatchObject({
      message: expect.stringContaining('deep'),
    });
    expect(compileExpression(`[${Array(250).fill('a').join(',')}]`)).toMatchObject({
      message: expect.stringContaining('251 parts'),
    });
    expect(compileExpression('('.repeat(900))).toMatchObject({ message: expect.any(String) });
  });

  it('always answers, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        const made = compileExpression(text);
        if (!isProblem(made)) return;
        expect(made.position).toBeGreaterThanOrEqual(1);
        expect(made.position).toBeLessThanOrEqual(text.length + 1);
      }),
      { numRuns: 2000 },
    );
  });
});
