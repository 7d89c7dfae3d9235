import { describe, expect, it } from '@jest/globals';
import { splitProblem } from './split-problem.js';

describe('splitProblem', () => {
  it.each([
    [
      'alerts.1.startsAt: expected a time, found "yesterday"',
      'alerts.1.startsAt',
      'a time',
      '"yesterday"',
      null,
    ],
    [
      'alert.updatedAt: expected a time at or after createdAt',
      'alert.updatedAt',
      'a time at or after createdAt',
      null,
      null,
    ],
    ['rule: expected a text, found nothing (item 3)', 'rule', 'a text', 'nothing', 3],
    ['status: Invalid option: expected one of "a"|"b", found "c"', 'status', 'one of "a"|"b"', '"c"', null],
    ['Records.0: Message: expected object, found an array', 'Records.0.Message', 'object', 'an array', null],
    ['the body: expected an array of alerts', null, 'an array of alerts', null, null],
    ['a: expected b, found "x: expected y, found z"', 'a', 'b', '"x: expected y, found z"', null],
  ])('%s', (text, field, expected, found, item) => {
    expect(splitProblem(text)).toEqual({ field, expected, found, item, text });
  });

  it('leaves other words as they are, and no more than can be stored', () => {
    const text = 'The body is not JSON: Unexpected token';
    expect(splitProblem(text)).toEqual({ field: null, expected: null, found: null, item: null, text });
    const long = splitProblem(`a: expected b, found "${'😀'.repeat(1000)}\0`);
    expect(long.found).toHaveLength(401);
    expect(splitProblem('a\0: expected b').field).toBe('a\ufffd');
    const before = performance.now();
    splitProblem(`a: expected ${', found x'.repeat(500_000)}`);
    expect(performance.now() - before).toBeLessThan(200);
    expect(JSON.stringify(long)).not.toMatch(/\\u0000|\\ud8/);
  });
});
