import { describe, expect, it } from '@jest/globals';
import { answerFetch, problem, type SentRequest } from '../../testing/answerFetch.js';
import { reviewRoom, ruleItem } from '../../testing/reviewRoom.js';
import { performRoomWrite } from './performRoomWrite.js';

const write = {
  kind: 'item_note' as const,
  itemId: '1',
  base: 'first',
  text: 'first\nwritten offline',
  rowVersion: 1,
  label: 'note',
};

/** A server whose note was changed by somebody else while this browser was offline. */
function serverWith(note: string, rowVersion: number) {
  const saved: unknown[] = [];
  answerFetch({
    'GET /api/v1/reviews/7': reviewRoom({ items: [{ ...ruleItem('1'), note, rowVersion }] }),
    'PUT /api/v1/reviews/7/items/1/note': (request: SentRequest) => {
      const body = request.body as { note: string; rowVersion: number };
      if (body.rowVersion !== rowVersion) return { status: 409, body: problem(409, 'stale', 'changed') };
      saved.push(body);
      return reviewRoom();
    },
  });
  return saved;
}

describe('performRoomWrite', () => {
  it('joins a note that was written offline with what others saved meanwhile', async () => {
    const saved = serverWith('first\ntheirs', 2);
    await performRoomWrite('7', write);
    expect(saved).toEqual([{ note: 'first\ntheirs\nwritten offline', rowVersion: 2 }]);
  });

  it('does not save twice what arrived although its answer was lost', async () => {
    const saved = serverWith('first\nwritten offline', 2);
    await performRoomWrite('7', write);
    expect(saved).toEqual([]);
  });
});
