import { describe, expect, it } from '@jest/globals';
import { comparedRange } from './compared-range.js';
import { resolveRange } from './resolve-range.js';

const NOW = new Date('2026-11-21T08:00:00Z');
// the first half of fiscal 2026
const RANGE = resolveRange({ from: '2026-04-01', to: '2026-10-01', timeZone: 'UTC' }, NOW);
const days = (query: Parameters<typeof comparedRange>[0]) => {
  const range = comparedRange(query, RANGE, NOW);
  return range && [range.from.toISOString().slice(0, 10), range.to.toISOString().slice(0, 10)];
};

describe('comparedRange', () => {
  it('is a fiscal half after a fiscal half, the same dates of last year, or none', () => {
    expect(days({ compare: 'previous' })).toEqual(['2025-10-01', '2026-04-01']);
    expect(days({ compare: 'last_year' })).toEqual(['2025-04-01', '2025-10-01']);
    expect(days({ compare: 'none' })).toBeNull();
  });

  it('is any other period when both ends are given, whatever `compare` says', () => {
    const chosen = { compareFrom: '2024-01-01', compareTo: '2024-02-01' };
    expect(days({ compare: 'previous', ...chosen })).toEqual(['2024-01-01', '2024-02-01']);
    expect(days({ compare: 'none', ...chosen })).toEqual(['2024-01-01', '2024-02-01']);
    expect(() => days({ compare: 'previous', compareFrom: '2024-01-01' })).toThrow('compareFrom');
    expect(() => days({ compare: 'previous', compareTo: '2024-01-01' })).toThrow('compareTo');
  });
});
