import { describe, expect, it } from '@jest/globals';
import { createBodyOf, draftOf, patchBodyOf } from './decisionBody.js';

const people = [{ id: '7', name: 'Aiko' }];
const draft = {
  ...draftOf(undefined, {}),
  reason: ' too loud ',
  owner: 'Aiko',
  dueOn: '2026-12-01',
  effectiveAt: '2026-11-20T00:00:00+09:00',
  acceptedPerWeek: 5,
  acceptedUntil: '2027-01-31',
  mergeIntoRuleId: '12',
};

describe('what the dialog of decisions sends', () => {
  it('leaves out what belongs to another kind', () => {
    expect(createBodyOf(draft, people)).toEqual({
      kind: 'tune',
      reason: 'too loud',
      ownerId: '7',
      dueOn: '2026-12-01',
      effectiveAt: '2026-11-20T00:00:00+09:00',
      createActionItem: true,
    });
    expect(createBodyOf({ ...draft, kind: 'keep' }, people)).toEqual({
      kind: 'keep',
      reason: 'too loud',
      acceptedPerWeek: 5,
      acceptedUntil: '2027-01-31',
      createActionItem: false,
    });
    expect(createBodyOf({ ...draft, kind: 'merge' }, people)).toMatchObject({ mergeIntoRuleId: '12' });
  });

  it('says nothing of what is empty, and clears it when it changes something', () => {
    const empty = draftOf(undefined, { kind: 'delete' });
    expect(createBodyOf(empty, people)).toEqual({ kind: 'delete', createActionItem: true });
    expect(patchBodyOf(empty, people, 3)).toEqual({
      rowVersion: 3,
      kind: 'delete',
      reason: '',
      owner: null,
      ownerId: null,
      dueOn: null,
      effectiveAt: null,
      acceptedPerWeek: null,
      acceptedUntil: null,
      mergeIntoRuleId: null,
    });
  });
});
