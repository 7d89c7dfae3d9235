import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { ApiError } from '../../api/http.js';
import { browserStorage } from './browserStorage.js';
import { performRoomWrite } from './performRoomWrite.js';
import { type OutboxState, RoomOutbox } from './roomOutbox.js';
import { TAB_ID } from './tabId.js';

/** True when the same request may succeed later by itself: nothing was reached, or the server has a bad moment. */
export function mayRetry(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status >= 500);
}

/** What was written in a room and could not be sent yet; see RoomOutbox. */
export function useRoomOutbox(sessionId: string): { outbox: RoomOutbox; state: OutboxState } {
  const queryClient = useQueryClient();
  const outbox = useMemo(
    () =>
      new RoomOutbox({
        sessionId,
        tabId: TAB_ID,
        storage: browserStorage(),
        send: async (write) => {
          await performRoomWrite(sessionId, write);
          await queryClient.invalidateQueries({ queryKey: ['reviews'] });
        },
        mayRetry,
      }),
    [sessionId, queryClient],
  );
  useEffect(() => {
    const flush = () => void outbox.flush();
    flush();
    window.addEventListener('online', flush);
    return () => {
      window.removeEventListener('online', flush);
      outbox.stop();
    };
  }, [outbox]);
  return { outbox, state: useSyncExternalStore(outbox.subscribe, outbox.getState) };
}
