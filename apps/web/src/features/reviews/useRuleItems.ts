import type { RuleAgendaItem } from '@tenken/shared/review-agenda.contract';
import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import { useMemo } from 'react';
import { useStableList } from './useStableList.js';
import { withVerdict } from './useVerdictQueue.js';
import type { VerdictQueueState } from './verdictQueue.js';

/** The rules of the agenda with the verdicts that are on their way; a row without one stays the same object. */
export function useRuleItems(room: ReviewRoom, verdicts: VerdictQueueState): readonly RuleAgendaItem[] {
  const items = useMemo(
    () =>
      room.items
        .filter((item): item is RuleAgendaItem => item.kind === 'alert_rule')
        .map((item) => {
          const pending = verdicts.pending.get(item.evidence.alertRuleId);
          return pending === undefined ? item : withVerdict(item, pending.verdict, room);
        }),
    [room, verdicts.pending],
  );
  return useStableList(items);
}
