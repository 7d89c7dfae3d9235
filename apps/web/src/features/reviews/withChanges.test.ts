import { describe, expect, it } from '@jest/globals';
import type { AgendaItemState } from '@tenken/shared/review-agenda.contract';
import { reviewRoom } from '../../testing/reviewRoom.js';
import { withChanges } from './withChanges.js';

const counts = ({ progress, verdictCounts, agreement }: ReturnType<typeof reviewRoom>) => ({
  progress,
  verdictCounts,
  agreement,
});

describe('withChanges', () => {
  it('puts what changed into its item and leaves every other the same object', () => {
    const room = { ...reviewRoom(), revision: 'a' };
    const { evidence, ...state } = room.items[1]!;
    const next = withChanges(room, {
      revision: 'b',
      isStale: false,
      counts: { ...counts(room), progress: { reviewed: 1, total: 5 } },
      items: [{ ...state, isReviewed: true } as AgendaItemState],
    });
    expect(next.items[1]).toEqual({ ...room.items[1], isReviewed: true });
    expect(next.items[1]?.evidence).toBe(evidence);
    expect(next.items.filter((item, index) => item !== room.items[index])).toHaveLength(1);
    expect(next).toMatchObject({ revision: 'b', progress: { reviewed: 1 } });
    expect(next.decisions).toBe(room.decisions);
  });
});
