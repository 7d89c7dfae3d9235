import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import { useEffect, useState } from 'react';
import type { PersonHere } from './usePresence.js';

export interface Follow {
  /** this screen goes where the presenter goes */
  isFollowing: boolean;
  setFollowing(follow: boolean): void;
  /** where the presenter is; null when that is not known */
  place: PersonHere | null;
}

/** Whether this screen follows the presenter. It does from when somebody begins to present, until its reader goes elsewhere. */
export function useFollow(room: ReviewRoom, people: readonly PersonHere[], myId: string | null): Follow {
  const presenterId = room.presenter?.id ?? null;
  const [wants, setWants] = useState(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another presenter is followed anew
  useEffect(() => setWants(true), [presenterId]);
  const isFollowing = wants && presenterId !== null && presenterId !== myId;
  const place =
    people.findLast(({ user, isFollowing: follows }) => user.id === presenterId && !follows) ?? null;
  return { isFollowing, setFollowing: setWants, place };
}
