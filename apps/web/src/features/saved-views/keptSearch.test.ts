import { describe, expect, it } from '@jest/globals';
import { keptSearch, sameSearch } from './keptSearch.js';

describe('keptSearch', () => {
  it.each([
    ['', ''],
    ['?', ''],
    ['?severity=SEV1&peek=3', 'severity=SEV1'],
    ['?lang=ja&metric=ttd&rows=used&reason=x&rowsFrom=a&rowsTo=b&rowsGroup=c', 'metric=ttd'],
    ['?from=2026-01-01&to=2026-04-01&tz=Asia/Tokyo', 'from=2026-01-01&to=2026-04-01&tz=Asia/Tokyo'],
  ])('%s', (address, kept) => {
    expect(keptSearch(address)).toBe(kept);
  });
});

describe('sameSearch', () => {
  it.each([
    ['a=1&b=2', 'b=2&a=1', true],
    ['tz=Asia/Tokyo', 'tz=Asia%2FTokyo', true],
    ['', '', true],
    ['a=1', '', false],
    ['a=1,2', 'a=2,1', false],
  ])('%s and %s', (one, other, same) => {
    expect(sameSearch(one, other)).toBe(same);
  });
});
