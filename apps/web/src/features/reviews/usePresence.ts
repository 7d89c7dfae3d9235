import { useQuery } from '@tanstack/react-query';
import { PRESENCE_EVERY_SECONDS, type PresenceResponse } from '@tenken/shared/review-live.contract';
import { useEffect } from 'react';
import { leavePresence, presenceQuery, putPresence } from './reviewLive.queries.js';
import { TAB_ID } from './tabId.js';

export interface Place {
  step: string | null;
  itemId: string | null;
  isFollowing: boolean;
  /** the id of the item whose note is being written, or `notes` */
  editing: string | null;
}

export type PersonHere = Pick<PresenceResponse['items'][number], 'user' | keyof Place>;

/** Whoever runs down a list is told of once it rests: nobody follows every row of it. */
const SETTLE_MS = 120;
const NOBODY: readonly PersonHere[] = [];

/** Tells the others where this tab is, and knows where they are (this tab left out), who was seen last comes last. */
export function usePresence(sessionId: string, place: Place, enabled: boolean): readonly PersonHere[] {
  const query = useQuery({
    ...presenceQuery(sessionId),
    enabled,
    // The heartbeat changes nothing that is shown: without it the answer stays the same object.
    select: othersOf,
  });
  const { step, itemId, isFollowing, editing } = place;
  useEffect(() => {
    if (!enabled) return;
    // Whose tab is in the background is not here: the others would follow a forgotten one.
    const tell = () => {
      if (document.hidden) return;
      void putPresence(sessionId, { tabId: TAB_ID, step, itemId, isFollowing, editing }).catch(
        () => undefined,
      );
    };
    const timer = setTimeout(tell, SETTLE_MS);
    const again = setInterval(tell, PRESENCE_EVERY_SECONDS * 1000);
    document.addEventListener('visibilitychange', tell);
    return () => {
      clearTimeout(timer);
      clearInterval(again);
      document.removeEventListener('visibilitychange', tell);
    };
  }, [enabled, sessionId, step, itemId, isFollowing, editing]);
  useEffect(() => {
    if (!enabled) return;
    return () => void leavePresence(sessionId, TAB_ID).catch(() => undefined);
  }, [enabled, sessionId]);
  return query.data ?? NOBODY;
}

function othersOf(answer: PresenceResponse): PersonHere[] {
  return answer.items
    .filter(({ tabId }) => tabId !== TAB_ID)
    .sort((a, b) => a.seenAt.localeCompare(b.seenAt))
    .map(({ user, step, itemId, isFollowing, editing }) => ({ user, step, itemId, isFollowing, editing }));
}
