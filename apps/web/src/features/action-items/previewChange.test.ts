import { describe, expect, it } from '@jest/globals';
import type { ActionItemRow } from '@tenken/shared/action-items.contract';
import { previewChange } from './previewChange.js';

const item = (more: Partial<ActionItemRow>) =>
  ({ owner: null, status: 'open', dueOn: null, priority: null, team: null, ...more }) as ActionItemRow;
const name = (id: string) => `Team ${id}`;

describe('previewChange', () => {
  it('counts what will change by what it is now, and what is so already', () => {
    const items = [item({ owner: 'Mori' }), item({ owner: 'Mori' }), item({}), item({ owner: 'Sato' })];
    expect(previewChange(items, { owner: 'Sato', ownerId: null }, name)).toMatchObject({
      field: 'owner',
      to: 'Sato',
      from: [
        { value: 'Mori', n: 2 },
        { value: null, n: 1 },
      ],
      unchanged: 1,
    });
  });

  it.each([
    [{ status: 'declined', reason: 'no' } as const, 'status', 'declined'],
    [{ dueOn: null }, 'dueOn', null],
    [{ priority: 'P1' } as const, 'priority', 'P1'],
    [{ teamId: '3' }, 'team', 'Team 3'],
    [{ teamId: null }, 'team', null],
  ])('%j', (set, field, to) => {
    expect(previewChange([], set, name)).toMatchObject({ field, to, from: [], unchanged: 0 });
  });

  it('is for the changes of many only', () => {
    expect(previewChange([], { title: 'x' }, name)).toBeNull();
  });
});
