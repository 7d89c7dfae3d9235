import { describe, expect, it } from '@jest/globals';
import { prepareChanges } from './prepareChanges.js';

describe('prepareChanges', () => {
  it('keeps what differs', () => {
    expect(
      prepareChanges({ name: 'A', days: [1, 2], team: null }, { name: 'B', days: [1, 2], team: '7' }),
    ).toEqual([
      { field: 'name', before: 'A', after: 'B' },
      { field: 'team', before: null, after: '7' },
    ]);
  });

  it('shows everything of what was created or deleted', () => {
    expect(prepareChanges(null, { role: 'member', empty: '' })).toEqual([
      { field: 'role', before: null, after: 'member' },
    ]);
    expect(prepareChanges({ role: 'member' }, null)).toEqual([
      { field: 'role', before: 'member', after: null },
    ]);
  });

  it('takes bare values', () => {
    expect(prepareChanges(90, 180)).toEqual([{ field: '', before: '90', after: '180' }]);
    expect(prepareChanges(null, null)).toEqual([]);
  });
});
