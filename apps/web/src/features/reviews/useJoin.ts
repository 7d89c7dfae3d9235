import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import { useEffect } from 'react';
import { moveReview } from './reviews.queries.js';

/** Who opens a running room takes part in it. Nothing to tell when it fails: reading goes on. */
export function useJoin(
  room: ReviewRoom,
  myId: string | null,
  mayWrite: boolean,
  show: (room: ReviewRoom) => void,
): void {
  const isIn = room.participants.some((person) => person.id === myId);
  const joins = mayWrite && myId !== null && room.status === 'running' && !isIn;
  useEffect(() => {
    if (joins) moveReview(room.id, 'join').then(show, () => undefined);
  }, [joins, room.id, show]);
}
