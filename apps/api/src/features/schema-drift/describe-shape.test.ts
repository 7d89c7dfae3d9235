import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { describeShape, objectsOf } from './describe-shape.js';
import { redactExample } from './redact-example.js';

const paths = (body: unknown) => [...describeShape(body).keys()];

describe('describeShape', () => {
  it('folds indexes, free-form maps and names that are ids', () => {
    expect(
      paths({
        version: '4',
        alerts: [
          { status: 'firing', labels: { alertname: 'A', zone: 'x' } },
          { status: 'ok', endsAt: '2026-11-21T00:00:00Z' },
        ],
        fields: { customfield_10042: 1, customfield_10043: 2, '7': 1, 'a b': 2 },
        'a.b': 1,
      }),
    ).toEqual([
      'version',
      'alerts',
      'alerts[]',
      'alerts[].status',
      'alerts[].labels',
      'alerts[].endsAt',
      'fields',
      'fields.*',
      'fields.customfield_*',
      '"a.b"',
    ]);
  });

  it('knows types, and that null is none', () => {
    const shape = describeShape({ a: null, b: [1, 'x'], c: { d: true } });
    expect([...shape].map(([path, { types }]) => [path, [...types]])).toEqual([
      ['a', []],
      ['b', ['array']],
      ['b[]', ['number', 'text']],
      ['c', ['object']],
      ['c.d', ['boolean']],
    ]);
    expect([...objectsOf({ c: { d: 1 } }, shape)]).toEqual(['', 'c']);
    expect([...objectsOf([1], describeShape([{ a: 1 }]))]).toEqual(['[]']);
  });

  it('folds an object with very many names, and stops at a size', () => {
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`name${n}x`, n]));
    expect(paths(many)).toEqual(['*']);
    expect(paths({ a: Array.from({ length: 500 }, (_, n) => ({ [`k${n}x`]: 1 })) }).length).toBeLessThan(60);
    let deep: object = {};
    for (let n = 0; n < 5000; n += 1) deep = { deep };
    expect(paths(deep).length).toBeLessThan(20);
  });

  it('takes any JSON', () => {
    fc.assert(fc.property(fc.jsonValue(), (body) => void objectsOf(body, describeShape(body))));
  });
});

describe('redactExample', () => {
  it.each([
    ['state', 'firing', '"firing"'],
    ['n', 3, '3'],
    ['note', `${'long '.repeat(20)}`, `"${'long '.repeat(12)}…"`],
    ['url', 'https://user:pw@example.com/a?key=1#x', '"https://…@example.com/a…"'],
    ['owner', 'Hanako <hanako@example.com>', '"Hanako <…@…>"'],
    ['apiKey', 'x', '(hidden)'],
    ['auth.value', 'x', '(hidden)'],
    ['note', 'Bearer eyJhbGciOiJIUzI1NiJ9.x.y', '(hidden)'],
    ['note', 'ghp_abcdef', '(hidden)'],
    ['id', 'd41d8cd98f00b204e9800998ecf8427e', '(hidden)'],
    ['gone', null, null],
  ])('%s %p → %s', (path, value, expected) => {
    expect(redactExample(path, value)).toBe(expected);
  });
});
