import { describe, expect, it } from '@jest/globals';
import { decisionFilter } from './decisionFilters.js';

const scope = {
  from: '2026-09-01',
  to: '2026-11-01',
  timeZone: 'Asia/Tokyo',
  serviceIds: ['3'],
  teamId: null,
};

describe('decisionFilter', () => {
  it('asks for every decision of the scope, whenever it was made', () => {
    expect(decisionFilter({}, scope, '7')).toMatchObject({ service: ['3'], ownerId: undefined });
    expect(decisionFilter({}, scope, '7')).not.toHaveProperty('from');
  });

  it('takes the words of the address, and leaves out those that nobody knows', () => {
    const search = {
      outcome: ['worked', 'wonderful'],
      kind: ['nonsense'],
      mine: true,
      ranged: true,
    } as const;
    expect(
      decisionFilter({ ...search, outcome: [...search.outcome], kind: [...search.kind] }, scope, '7'),
    ).toMatchObject({ outcome: ['worked'], kind: undefined, ownerId: '7', from: '2026-09-01' });
  });
});
