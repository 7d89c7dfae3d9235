import type { DecisionAgendaItem } from '@tenken/shared/review-agenda.contract';
import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import { useMemo } from 'react';
import { useStableList } from './useStableList.js';

/** What the evidence of a rule shows of the room around it. */
export interface PeekRoom
  extends Pick<
    ReviewRoom,
    'id' | 'from' | 'to' | 'timeZone' | 'services' | 'status' | 'votesFirst' | 'participants' | 'decisions'
  > {
  /** decisions of earlier sessions that are on the agenda */
  openDecisions: readonly DecisionAgendaItem['evidence'][];
}

/** The same object until something of it changes: a verdict on one rule does not draw the evidence of another again. */
export function usePeekRoom(room: ReviewRoom): PeekRoom {
  const { id, from, to, timeZone, services, status, votesFirst, participants, decisions } = room;
  const openDecisions = useStableList(
    room.items.flatMap((item) => (item.kind === 'decision' ? [item.evidence] : [])),
  );
  return useMemo(
    () => ({
      id,
      from,
      to,
      timeZone,
      services,
      status,
      votesFirst,
      participants,
      decisions,
      openDecisions,
    }),
    [id, from, to, timeZone, services, status, votesFirst, participants, decisions, openDecisions],
  );
}
