import { describe, expect, it } from '@jest/globals';
import type { ActionItemStatus } from '@tenken/shared/action-items.contract';
import fc from 'fast-check';
import { foldStatusChanges, type StatusChange } from './fold-status-changes.js';

const change = (toStatus: ActionItemStatus, day: number, more: Partial<StatusChange> = {}): StatusChange => ({
  toStatus,
  at: `2026-11-${String(day).padStart(2, '0')}T00:00:00.000Z`,
  atKnown: true,
  reason: null,
  ...more,
});

describe('foldStatusChanges', () => {
  it('is open when nothing is known', () => {
    expect(foldStatusChanges([]).status).toBe('open');
  });

  it('dates the outcome from the first of a run that says it', () => {
    const folded = foldStatusChanges([change('open', 1), change('done', 5), change('done', 9)]);
    expect(folded).toMatchObject({ status: 'done', completedAt: '2026-11-05T00:00:00.000Z' });
  });

  it('forgets a completion that was taken back', () => {
    const folded = foldStatusChanges([change('open', 1), change('done', 5), change('open', 6)]);
    expect(folded).toMatchObject({ status: 'open', completedAt: null });
  });

  it('keeps declined apart from done, with its reason', () => {
    const folded = foldStatusChanges([change('open', 1), change('declined', 2, { reason: 'not planned' })]);
    expect(folded).toMatchObject({ status: 'declined', completedAt: null, declineReason: 'not planned' });
  });

  it('has no date for an outcome whose time nobody knows', () => {
    const folded = foldStatusChanges([change('open', 1), change('done', 2, { atKnown: false })]);
    expect(folded).toMatchObject({ status: 'done', completedAt: null });
  });

  it('gives the same state in whatever order and however often changes come', () => {
    const status = fc.constantFrom<ActionItemStatus>('open', 'in_progress', 'done', 'declined', 'deleted');
    const history = fc.array(fc.tuple(status, fc.integer({ min: 1, max: 28 })), { maxLength: 12 });
    fc.assert(
      fc.property(history, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (pairs, random) => {
        const changes = pairs.map(([toStatus, day]) => change(toStatus, day));
        const keyed = [...changes, ...changes].map(
          (entry) => [random.next().value as number, entry] as const,
        );
        const shuffled = keyed.toSorted((a, b) => a[0] - b[0]).map(([, entry]) => entry);
        expect(foldStatusChanges(shuffled)).toEqual(foldStatusChanges(changes));
      }),
    );
  });
});
