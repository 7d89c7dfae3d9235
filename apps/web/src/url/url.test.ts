import { describe, expect, it } from '@jest/globals';
import { comparisonParams, comparisonText, nextComparison, parseComparison } from './comparison.js';
import { frozenHref, resolveScope, scopeChangeToSearch } from './resolveScope.js';
import { parseSearch, scopeSearch, stringifySearch } from './searchParams.js';

const now = new Date('2026-11-21T08:00:00Z');
const read = (query: string) => scopeSearch.parse(parseSearch(query));

describe('the address', () => {
  it('is plain text, there and back', () => {
    const search = read('?from=2026-01-05&to=2026-02-02&tz=Asia/Tokyo&service=12,7&team=3&compare=last_year');
    expect(search).toEqual({
      from: '2026-01-05',
      to: '2026-02-02',
      tz: 'Asia/Tokyo',
      service: ['12', '7'],
      team: '3',
      compare: 'last_year',
    });
    expect(stringifySearch(search)).toBe(
      '?from=2026-01-05&to=2026-02-02&tz=Asia/Tokyo&service=12,7&team=3&compare=last_year',
    );
    expect(stringifySearch({})).toBe('');
  });

  it('ignores what it cannot read instead of failing', () => {
    expect(read('?from=2026-02-30&to=tomorrow&tz=Mars/Base&compare=maybe&service=&lang=fr')).toEqual({});
  });
});

describe('comparison', () => {
  it.each([
    [undefined, 'previous', {}],
    ['last_year', 'last_year', { compare: 'last_year' }],
    ['none', 'none', { compare: 'none' }],
    [
      '2026-01-01..2026-04-01',
      { from: '2026-01-01', to: '2026-04-01' },
      { compareFrom: '2026-01-01', compareTo: '2026-04-01' },
    ],
  ] as const)('%s', (text, comparison, params) => {
    expect(parseComparison(text)).toEqual(comparison);
    expect(comparisonText(parseComparison(text))).toBe(text);
    expect(comparisonParams(parseComparison(text))).toEqual(params);
  });

  it.each(['1', '2026-04-01..2026-01-01', '2026-02-30..2026-04-01'])(
    'reads %s as the period before',
    (text) => {
      expect(parseComparison(text)).toBe('previous');
    },
  );

  it('goes through them by key, and back from two days of one’s own', () => {
    expect(nextComparison('previous')).toBe('last_year');
    expect(nextComparison('last_year')).toBe('none');
    expect(nextComparison({ from: '2026-01-01', to: '2026-04-01' })).toBe('previous');
  });
});

describe('resolveScope', () => {
  it('is the last 12 complete weeks in the reader’s zone when nothing is said', () => {
    expect(resolveScope({}, now, 'Asia/Tokyo')).toEqual({
      from: '2026-08-24',
      to: '2026-11-16',
      timeZone: 'Asia/Tokyo',
      serviceIds: [],
      teamId: null,
      compare: 'previous',
      isDefaultRange: true,
    });
  });
  it('needs both ends in order', () => {
    expect(resolveScope(read('?from=2026-01-05'), now, 'UTC').isDefaultRange).toBe(true);
    expect(resolveScope(read('?from=2026-02-05&to=2026-01-01'), now, 'UTC').isDefaultRange).toBe(true);
    expect(resolveScope(read('?from=2026-01-05&to=2026-01-06'), now, 'UTC')).toMatchObject({
      from: '2026-01-05',
      to: '2026-01-06',
      isDefaultRange: false,
    });
  });
  it('writes only what changed, and removes what is back to nothing', () => {
    expect(scopeChangeToSearch({ serviceIds: [], compare: 'previous' })).toEqual({
      service: undefined,
      compare: undefined,
    });
    expect(scopeChangeToSearch({ range: 'default' })).toEqual({ from: undefined, to: undefined });
    expect(scopeChangeToSearch({ teamId: null })).toEqual({ team: undefined });
    expect(Object.keys(scopeChangeToSearch({ teamId: '4' }))).toEqual(['team']);
  });
  it('freezes a moving address', () => {
    const scope = resolveScope({}, now, 'Asia/Tokyo');
    expect(frozenHref('http://localhost/rules?service=12,7&lang=ja', scope)).toBe(
      'http://localhost/rules?service=12,7&from=2026-08-24&to=2026-11-16&tz=Asia/Tokyo',
    );
  });
});
