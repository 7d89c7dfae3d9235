import { describe, expect, it } from '@jest/globals';
import type { AgendaItemState } from '@tenken/shared/review-agenda.contract';
import { changesSince, type RoomParts, revisionOf } from './review-revision.js';

const topic = (id: string, note = ''): AgendaItemState => ({
  id,
  step: 'talk',
  kind: 'topic',
  position: Number(id),
  note,
  isReviewed: false,
  reviewedBy: null,
  rowVersion: 1,
});
const parts = (change: Partial<RoomParts> = {}): RoomParts => ({
  head: { title: 'Review', notes: '' } as RoomParts['head'],
  counts: { progress: { reviewed: 0, total: 2 }, agreement: null } as RoomParts['counts'],
  decisions: [],
  actionItems: [],
  gaps: [],
  overview: { fired: 1 } as RoomParts['overview'],
  asOf: '2026-11-20T07:00:00.000Z',
  items: [topic('1'), topic('2')],
  titles: ['One', 'Two'],
  ...change,
});
const since = revisionOf(parts()) ?? '';

describe('changesSince', () => {
  it('tells nothing but counts when nothing changed, wherever the revision was made', () => {
    expect(changesSince(parts(), since)).toEqual({
      revision: since,
      isStale: false,
      counts: parts().counts,
      items: [],
    });
  });

  it('tells the item and the part that changed, and a revision that knows of them', () => {
    const now = parts({
      items: [topic('1'), topic('2', 'said')],
      head: { title: 'Other' } as RoomParts['head'],
    });
    const changes = changesSince(now, since);
    expect(changes).toMatchObject({
      isStale: false,
      head: { title: 'Other' },
      items: [{ id: '2', note: 'said' }],
    });
    expect(changes).not.toHaveProperty('decisions');
    expect(changesSince(now, changes.revision ?? '')).toMatchObject({ items: [] });
  });

  it.each([
    ['another agenda', parts({ items: [topic('2'), topic('1')] })],
    ['an item more', parts({ items: [topic('1'), topic('2'), topic('3')], titles: ['One', 'Two', 'Three'] })],
    ['another title of a topic', parts({ titles: ['One', 'Three'] })],
    ['evidence made anew', parts({ asOf: '2026-11-20T08:00:00.000Z' })],
  ])('is stale after %s', (_, now) => {
    expect(changesSince(now, since)).toEqual({ isStale: true, items: [] });
  });

  it('is stale for what is no revision', () => {
    expect(changesSince(parts(), 'nonsense').isStale).toBe(true);
  });

  it('gives none for an agenda that fits into no address', () => {
    const items = Array.from({ length: 1001 }, (_, n) => topic(String(n)));
    expect(revisionOf(parts({ items }))).toBeUndefined();
  });
});
