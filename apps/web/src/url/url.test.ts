import { describe, expect, it } from '@jest/globals';
import { frozenHref, resolveScope, scopeChangeToSearch } from './resolveScope.js';
import { parseSearch, scopeSearch, stringifySearch } from './searchParams.js';

const now = new Date('2026-11-21T08:00:00Z');
const read = (query: string) => scopeSearch.parse(parseSearch(query));

describe('the address', () => {
  it('is plain text, there and back', () => {
    const search = read('?from=2026-01-05&to=2026-02-02&tz=Asia/Tokyo&service=12,7&team=3&compare=1');
    expect(search).toEqual({
      from: '2026-01-05',
      to: '2026-02-02',
      tz: 'Asia/Tokyo',
      service: ['12', '7'],
      team: '3',
      compare: true,
    });
    expect(stringifySearch(search)).toBe(
      '?from=2026-01-05&to=2026-02-02&tz=Asia/Tokyo&service=12,7&team=3&compare=1',
    );
    expect(stringifySearch({})).toBe('');
  });

  it('ignores what it cannot read instead of failing', () => {
    expect(read('?from=2026-02-30&to=tomorrow&tz=Mars/Base&compare=maybe&service=&lang=fr')).toEqual({});
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
      compare: false,
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
    expect(scopeChangeToSearch({ serviceIds: [], compare: false })).toEqual({
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
