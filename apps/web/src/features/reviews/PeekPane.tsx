import type { RuleAgendaItem } from '@tenken/shared/review-agenda.contract';
import type { Verdict } from '@tenken/shared/verdicts.contract';
import { lazy, memo, type ReactNode, Suspense } from 'react';
import { useT } from '../../i18n/useT.js';
import { LazyPeekDrawer } from './LazyPeekDrawer.js';
import classes from './ReviewRoom.module.css';
import type { PeekRoom } from './usePeekRoom.js';
import type { RoomActions } from './useRoomActions.js';

// Its code comes beside the table's, not before it.
const RulePeek = lazy(() => import('./RulePeek.js').then((module) => ({ default: module.RulePeek })));

interface Props {
  room: PeekRoom;
  item: RuleAgendaItem;
  actions: RoomActions;
  mayWrite: boolean;
  noteId: string;
  opened: boolean;
  /** over the table instead of beside it */
  isNarrow: boolean;
  onClose(): void;
  onVerdict(verdict: Verdict | null): void;
  onDecide(decisionId?: string): void;
  onKeep(): void;
  onReveal(revealed: boolean): void;
  judgesEpisodes: boolean;
  onEpisodes(itemId: string | null): void;
  onEditing(itemId: string | null): void;
  renderExtra: ((alertRuleId: string) => ReactNode) | undefined;
}

/** The evidence of a rule beside the table, or over it where there is no room. Memoised: no key waits for it. */
export const PeekPane = memo(function PeekPane({ opened, isNarrow, onClose, ...peek }: Props) {
  const t = useT();
  const evidence = (
    <Suspense>
      <RulePeek {...peek} />
    </Suspense>
  );
  if (isNarrow) {
    return (
      <LazyPeekDrawer opened={opened} onClose={onClose}>
        {evidence}
      </LazyPeekDrawer>
    );
  }
  return opened ? (
    <aside className={classes.peek} aria-label={t('reviews.peek')}>
      {evidence}
    </aside>
  ) : null;
});
