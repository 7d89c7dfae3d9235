import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { ReviewChangesSchema } from '@tenken/shared/review-changes.contract';
import { type ReviewRoom, ReviewRoomSchema } from '@tenken/shared/reviews.contract';
import { apiGet } from '../../api/http.js';
import { withChanges } from './withChanges.js';

/** So often a room is changed here while it is being asked for before the answer counts all the same. */
const TRIES = 3;

/** Each room as the server told it last. What is shown may be ahead of it: what was done here and is on its way. */
const toldTo = new WeakMap<QueryClient, Map<string, ReviewRoom>>();

interface Asked {
  client: QueryClient;
  queryKey: QueryKey;
  signal: AbortSignal;
}

/**
 * The room as the server has it: the whole of it once, and from then on what has changed since, which says the same in a
 * hundredth of the bytes. An answer that is older than what was done here meanwhile is not shown, it would take that back
 * on the screen: it is asked for again. Throws ApiError.
 */
export async function readRoom(id: string, { client, queryKey, signal }: Asked): Promise<ReviewRoom> {
  const path = `/api/v1/reviews/${id}`;
  const told = toldTo.get(client) ?? new Map<string, ReviewRoom>();
  toldTo.set(client, told);
  for (let tries = 1; ; tries += 1) {
    const shown = client.getQueryData(queryKey);
    const known = shown === undefined ? undefined : told.get(id);
    const since = known?.revision;
    const changes =
      known && since ? await apiGet(`${path}/changes`, ReviewChangesSchema, { since }, { signal }) : null;
    const room =
      known && changes?.isStale === false
        ? withChanges(known, changes)
        : await apiGet(path, ReviewRoomSchema, undefined, { signal });
    told.set(id, room);
    if (client.getQueryData(queryKey) === shown || tries >= TRIES) return room;
  }
}
