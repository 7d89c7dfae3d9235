import { describe, expect, it } from '@jest/globals';
import { postmortemFilters, shownPostmortemFilters, stateOf } from './postmortemSearch.js';

const SCOPE = {
  from: '2026-09-01',
  to: '2026-11-23',
  timeZone: 'Asia/Tokyo',
  serviceIds: ['7'],
  teamId: '2',
};

describe('the address of the queue', () => {
  it('shows what waits, whenever it was resolved', () => {
    expect(stateOf({})).toBe('unreviewed');
    expect(postmortemFilters({}, SCOPE)).toEqual({ timeZone: 'Asia/Tokyo', service: ['7'], team: '2' });
  });

  it('passes nothing on that the API does not know', () => {
    const search = { lang: 'ja', state: 'overdue', q: 'db' } as Parameters<typeof postmortemFilters>[0];
    expect(Object.keys(postmortemFilters(search, SCOPE))).not.toContain('lang');
    expect(postmortemFilters(search, SCOPE)).toMatchObject({ q: 'db' });
  });

  it('takes the range only when a number of the range links here', () => {
    expect(postmortemFilters({ cohort: true, ageFrom: 0 }, SCOPE)).toMatchObject({
      from: '2026-09-01',
      to: '2026-11-23',
      ageFrom: '0',
    });
  });

  it('shows rows that are named by id whatever they are', () => {
    expect(stateOf({ ids: ['1'] })).toBe('all');
    expect(stateOf({ ids: ['1'], state: 'nonsense' })).toBe('all');
    expect(postmortemFilters({ ids: ['1'] }, SCOPE).team).toBeUndefined();
  });

  it('shows every filter that is on, so that it can be taken off', () => {
    expect(shownPostmortemFilters({ q: 'x', state: 'all' })).toEqual([]);
    expect(shownPostmortemFilters({ ageTo: 5, unowned: true, cohort: true })).toEqual([
      'unowned',
      'cohort',
      'ageFrom',
    ]);
  });
});
