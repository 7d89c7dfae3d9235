import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import { useEffect, useRef } from 'react';
import { useT } from '../../i18n/useT.js';
import { announce } from '../../ui/announce.js';
import { stepName } from './agendaSteps.js';

/** Says politely what other people in the room have just done, for those who do not see the rows change. */
export function useAnnounceChanges(room: ReviewRoom, myId: string | null): void {
  const t = useT();
  const before = useRef(room);
  useEffect(() => {
    const old = before.current;
    before.current = room;
    if (old === room || old.id !== room.id) return;
    const known = new Map(old.items.map((item) => [item.id, item]));
    for (const item of room.items) {
      const was = known.get(item.id);
      if (item.kind !== 'alert_rule' || was?.kind !== 'alert_rule') continue;
      if (item.verdictEventId === was.verdictEventId || item.verdictBy === null) continue;
      if (item.verdictBy.id === myId) continue;
      announce(
        t('reviews.live.verdict', {
          name: item.verdictBy.name,
          rule: item.evidence.name,
          verdict: t(`ui.verdict.${item.verdict ?? 'unreviewed'}`),
        }),
      );
      return;
    }
    if (old.currentStep !== room.currentStep && room.currentStep !== null) {
      const step = room.steps.find(({ key }) => key === room.currentStep);
      if (step !== undefined) announce(t('reviews.live.step', { step: stepName(step, t) }));
    }
  }, [room, myId, t]);
}
