import { describe, expect, it } from '@jest/globals';
import { canRead, namesRule, otherMatchers } from './read-matchers.js';

const matcher = (name: string, value: string, isRegex = false, isEqual = true) => ({
  name,
  value,
  isRegex,
  isEqual,
});

describe('namesRule', () => {
  it.each([
    ['its name', [matcher('alertname', 'DiskFull')], 'yes'],
    ['another name', [matcher('alertname', 'DiskSlow')], 'no'],
    ['one of a list', [matcher('alertname', 'DiskFull|DiskSlow', true)], 'yes'],
    ['a pattern', [matcher('alertname', 'Disk.*', true)], 'yes'],
    ['only a part of its name', [matcher('alertname', 'Disk', true)], 'no'],
    ['any name but its own', [matcher('alertname', 'DiskFull', false, false)], 'no'],
    ['any name but another', [matcher('alertname', 'DiskSlow', false, false)], 'open'],
    ['no name at all', [matcher('instance', 'web-1')], 'open'],
    ['a pattern that is not evaluated', [matcher('alertname', '[A-Z]{4}.*', true)], 'open'],
  ] as const)('%s', (_, matchers, expected) => {
    expect(namesRule(matchers, 'DiskFull')).toBe(expected);
  });
});

describe('canRead', () => {
  it.each([
    ['web-1|web-2', true],
    ['(?:api|web)-.+', true],
    ['db\\.internal', true],
    ['', true],
    ['web-[1-3]', true],
    ['[^ab]', false],
    ['[[:alpha:]]', false],
    ['[b-a]', false],
    ['(?i)web', false],
    ['(?=web)', false],
    ['(?<a>b)', false],
    ['a{2}', false],
    ['*', false],
    ['(', false],
    ['\\d+', false],
  ])('%j: %s', (value, expected) => {
    expect(canRead([matcher('instance', value, true)])).toBe(expected);
  });

  it('takes anything where it is compared as it stands', () => {
    expect(canRead([matcher('instance', '[::1]:9100')])).toBe(true);
  });
});

it('writes what must match beside the name', () => {
  expect(
    otherMatchers([
      matcher('alertname', 'DiskFull'),
      matcher('a', '1'),
      matcher('b', '2', true),
      matcher('c', '3', false, false),
      matcher('d', '4', true, false),
    ]),
  ).toEqual(['a="1"', 'b=~"2"', 'c!="3"', 'd!~"4"']);
});
