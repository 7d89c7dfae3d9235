import { describe, expect, it } from '@jest/globals';
import { incidentFilters, shownFilters } from './incidentSearch.js';

const SCOPE = {
  from: '2026-08-24',
  to: '2026-11-16',
  timeZone: 'Asia/Tokyo',
  serviceIds: ['3'],
  teamId: null,
};

describe('incidentFilters', () => {
  it('leaves out what figures leave out, unless it is asked for', () => {
    expect(incidentFilters({ severity: ['SEV1'] }, SCOPE)).toMatchObject({
      severity: ['SEV1'],
      kind: ['incident'],
      duplicates: 'exclude',
      from: '2026-08-24',
      service: ['3'],
    });
    expect(incidentFilters({ kind: ['drill'], duplicates: 'include' }, SCOPE)).toMatchObject({
      kind: ['drill'],
      duplicates: 'include',
    });
  });

  it('shows named rows whatever the scope is', () => {
    const filters = incidentFilters({ ids: ['1', '2'] }, SCOPE);
    expect([filters.from, filters.kind, filters.service, filters.ids]).toEqual([
      undefined,
      undefined,
      undefined,
      ['1', '2'],
    ]);
  });

  it('drops the range for incidents that belong to none', () => {
    expect(incidentFilters({ missing: ['cohort'] }, SCOPE).from).toBeUndefined();
  });

  it('names the filters that are on', () => {
    expect(shownFilters({ q: 'x', status: 'open', ids: ['1'] })).toEqual(['status', 'ids']);
  });
});
