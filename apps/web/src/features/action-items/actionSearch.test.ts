import { describe, expect, it } from '@jest/globals';
import { actionFilters, shownActionFilters } from './actionSearch.js';

const SCOPE = {
  from: '2026-08-24',
  to: '2026-11-16',
  timeZone: 'Asia/Tokyo',
  serviceIds: ['3'],
  teamId: null,
};

describe('actionFilters', () => {
  it('takes its own parameters of the address and nothing else', () => {
    const search = { mine: true, type: ['detect'], lang: 'ja', tz: 'UTC' } as never;
    expect(Object.keys(actionFilters(search, SCOPE))).not.toEqual(expect.arrayContaining(['lang']));
    expect(actionFilters(search, SCOPE)).toMatchObject({ mine: 'true', type: ['detect'], service: ['3'] });
  });

  it('asks for the range only for the cohort of the figures', () => {
    expect(actionFilters({}, SCOPE).from).toBeUndefined();
    expect(actionFilters({ cohort: true }, SCOPE)).toMatchObject({ from: '2026-08-24', to: '2026-11-16' });
  });

  it('shows named rows whatever the scope is', () => {
    expect(actionFilters({ ids: ['7'] }, SCOPE)).not.toHaveProperty('service');
    expect(shownActionFilters({ ids: ['7'], q: 'x' })).toEqual(['ids']);
  });
});
