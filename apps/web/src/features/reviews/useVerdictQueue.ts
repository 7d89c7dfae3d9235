import { notifyManager, useQueryClient } from '@tanstack/react-query';
import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import type { Verdict, VerdictEvent } from '@tenken/shared/verdicts.contract';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { afterPaint } from './afterPaint.js';
import { browserStorage } from './browserStorage.js';
import { giveVerdicts, roomQuery } from './reviews.queries.js';
import { mayRetry } from './useRoomOutbox.js';
import { VerdictQueue, type VerdictQueueState } from './verdictQueue.js';

/** The verdicts of a session on their way to the server; see VerdictQueue. */
export function useVerdictQueue(sessionId: string): { queue: VerdictQueue; state: VerdictQueueState } {
  const queryClient = useQueryClient();
  const queue = useMemo(
    () =>
      new VerdictQueue({
        sessionId,
        storage: browserStorage(),
        send: (items, clientId) => giveVerdicts({ reviewSessionId: sessionId, clientId, items }),
        mayRetry,
        // Kept in the browser's storage by then, and a request costs a slow computer as much as drawing the row.
        soon: afterPaint,
        onSent: (events) => {
          queryClient.setQueryData(roomQuery(sessionId).queryKey, (room) =>
            room === undefined ? room : withEvents(room, events),
          );
          // After those who show the room: they are told in this order.
          return new Promise((resolve) => notifyManager.schedule(resolve));
        },
      }),
    [sessionId, queryClient],
  );
  useEffect(() => {
    const flush = () => void queue.flush();
    flush();
    window.addEventListener('online', flush);
    return () => {
      window.removeEventListener('online', flush);
      queue.stop();
    };
  }, [queue]);
  return { queue, state: useSyncExternalStore(queue.subscribe, queue.getState) };
}

/** The room with events that the server has confirmed; the rows that they are not about stay the same objects. */
function withEvents(room: ReviewRoom, events: readonly VerdictEvent[]): ReviewRoom {
  const byRule = new Map(events.map((event) => [event.alertRuleId, event]));
  return {
    ...room,
    items: room.items.map((item) => {
      const event = item.kind === 'alert_rule' ? byRule.get(item.evidence.alertRuleId) : undefined;
      if (item.kind !== 'alert_rule' || event === undefined) return item;
      return withVerdict(
        {
          ...item,
          verdictEventId: event.id,
          verdictBy: event.decidedBy,
          verdictReasonCode: event.reasonCode,
          changedSinceReviewed: false,
        },
        event.verdict,
        room,
      );
    }),
  };
}

type RuleItem = Extract<ReviewRoom['items'][number], { kind: 'alert_rule' }>;

/** A rule's line as it will be with this verdict. */
export function withVerdict(item: RuleItem, verdict: Verdict | null, room: ReviewRoom): RuleItem {
  const isDecided = room.decisions.some(({ alertRuleId }) => alertRuleId === item.evidence.alertRuleId);
  return { ...item, verdict, isReviewed: verdict !== null || isDecided || item.reviewedBy !== null };
}
