import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import { ApiError } from '../../api/http.js';
import { mergeNotes } from './mergeNotes.js';
import { addTopic, putVerdictReason, putVote } from './reviewLive.queries.js';
import {
  addActionItem,
  addGap,
  createDecision,
  fetchRoom,
  giveVerdicts,
  putItemNote,
  putNotes,
  setItemsReviewed,
} from './reviews.queries.js';
import type { RoomWrite } from './roomWrite.js';

/** A text that changes this often while it is being joined is somebody else's to finish. */
const MERGES = 5;

interface Note {
  text: string;
  rowVersion: number;
}

/** Sends a write that was kept. Notes that others have changed meanwhile are joined with theirs. Throws ApiError. */
export async function performRoomWrite(sessionId: string, write: RoomWrite): Promise<unknown> {
  switch (write.kind) {
    case 'item_note':
      return sendNote(
        write,
        (text, rowVersion) => putItemNote(sessionId, write.itemId, text, rowVersion),
        async () => noteOf(await fetchRoom(sessionId), write.itemId),
      );
    case 'notes':
      return sendNote(
        write,
        (text, rowVersion) => putNotes(sessionId, text, rowVersion),
        async () => {
          const { notes, rowVersion } = await fetchRoom(sessionId);
          return { text: notes, rowVersion };
        },
      );
    case 'topic':
      return addTopic(sessionId, { step: write.step, title: write.title, clientId: write.clientId });
    case 'action_item':
      return addActionItem(sessionId, write.body);
    case 'gap':
      return addGap(sessionId, write.body);
    case 'decision':
      return createDecision(write.body);
    case 'reviewed':
      return setItemsReviewed(sessionId, write.itemIds, write.reviewed);
    case 'vote':
      return putVote(sessionId, write.itemId, write.verdict);
    case 'reason':
      return putVerdictReason(write.eventId, write.reasonCode);
    case 'episode_verdict': {
      const { alertRuleId, episodeIds, verdict } = write;
      const answer = await giveVerdicts({
        reviewSessionId: sessionId,
        items: [{ alertRuleId, episodeIds: [...episodeIds], verdict }],
      });
      const failure = answer.failed[0];
      if (failure) throw new ApiError({ status: 409, code: failure.code, message: failure.detail });
      return answer;
    }
  }
}

function noteOf(room: ReviewRoom, itemId: string): Note {
  const item = room.items.find(({ id }) => id === itemId);
  if (item === undefined) throw new ApiError({ status: 404, code: 'not_found', message: 'agenda item' });
  return { text: item.note, rowVersion: item.rowVersion };
}

async function sendNote(
  write: { base: string; text: string; rowVersion: number },
  put: (text: string, rowVersion: number) => Promise<unknown>,
  newest: () => Promise<Note>,
): Promise<unknown> {
  let { text, rowVersion } = write;
  for (let tries = 1; ; tries += 1) {
    try {
      return await put(text, rowVersion);
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'stale' || tries >= MERGES) throw error;
      const saved = await newest();
      text = mergeNotes(write.base, saved.text, write.text);
      rowVersion = saved.rowVersion;
      // Somebody has saved just this (we ourselves, when only the answer was lost).
      if (text === saved.text) return undefined;
    }
  }
}
