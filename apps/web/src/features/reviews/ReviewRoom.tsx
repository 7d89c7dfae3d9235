import type { ReviewStepKey, ReviewRoom as Room } from '@tenken/shared/reviews.contract';
import {
  lazy,
  type ReactNode,
  Suspense,
  useCallback,
  useDeferredValue,
  useEffect,
  useRef,
  useState,
} from 'react';
import { useT } from '../../i18n/useT.js';
import type { PersonOption } from '../../ui/PersonPicker.js';
import { AgendaRail } from './AgendaRail.js';
import { agendaItemName } from './agendaItemName.js';
import { stepName } from './agendaSteps.js';
import { ConnectionBanner } from './ConnectionBanner.js';
import { LazyActionDialog } from './LazyActionDialog.js';
import { LazyHistoryDrawer } from './LazyHistoryDrawer.js';
import { PresenterBar } from './PresenterBar.js';
import classes from './ReviewRoom.module.css';
import { RoomStep } from './RoomStep.js';
import { RoomToolbar } from './RoomToolbar.js';
import type { RenderDecisionDialog } from './roomDecisionDialog.js';
import { useActiveItem } from './useActiveItem.js';
import { useAnnounceChanges } from './useAnnounceChanges.js';
import { useFollow } from './useFollow.js';
import { useJoin } from './useJoin.js';
import { usePresence } from './usePresence.js';
import { usePresenterMode } from './usePresenterMode.js';
import { useRoomActions } from './useRoomActions.js';
import { useRoomKeys } from './useRoomKeys.js';
import { useRoomOutbox } from './useRoomOutbox.js';
import { useVerdictQueue } from './useVerdictQueue.js';

const PlannedNote = lazy(() =>
  import('./PlannedNote.js').then((module) => ({ default: module.PlannedNote })),
);

interface Props {
  room: Room;
  people: readonly PersonOption[];
  myId: string | null;
  mayWrite: boolean;
  /** the step that this reader chose; null = follows the meeting */
  step: ReviewStepKey | null;
  itemId: string | null;
  onStep(step: ReviewStepKey | null): void;
  onItem(id: string | null): void;
  onClosed(): void;
  renderDecisionDialog: RenderDecisionDialog;
  /** more evidence of a rule, by another feature */
  renderPeekExtra?(alertRuleId: string): ReactNode;
  /** buttons of other features */
  toolbarExtra?: ReactNode;
}

/** The review room: agenda on the left, the step in the middle, evidence on the right. */
export function ReviewRoom(props: Props) {
  const { room, people, myId, mayWrite, onStep } = props;
  const t = useT();
  const { outbox, state: kept } = useRoomOutbox(room.id);
  const { queue, state: verdicts } = useVerdictQueue(room.id);
  const actions = useRoomActions(room.id, outbox);
  const [addingAction, setAddingAction] = useState(false);
  const [showsHistory, setShowsHistory] = useState(false);
  const [editing, setEditing] = useState<string | null>(null);
  const [activeId, activate] = useActiveItem(props.itemId, props.onItem);
  useAnnounceChanges(room, myId);
  useJoin(room, myId, mayWrite, actions.show);

  const isPresenter = room.presenter !== null && room.presenter.id === myId;
  usePresenterMode(isPresenter);
  const own = props.step ?? room.currentStep ?? room.steps[0]?.key ?? 'rules';
  // Whoever only reads is not seen by others, and sees them.
  const isLive = myId !== null && room.status !== 'closed';
  const [position, setPosition] = useState({ step: own as string | null, isFollowing: false });
  const others = usePresence(room.id, { ...position, itemId: activeId, editing }, isLive);
  const { isFollowing, setFollowing, place } = useFollow(room, others, myId);
  const followed = isFollowing ? place : null;
  const known = room.steps.some((step) => step.key === (followed?.step ?? own));
  const shown = known ? (followed?.step ?? own) : (room.steps[0]?.key ?? 'rules');
  useEffect(() => setPosition({ step: shown, isFollowing }), [shown, isFollowing]);
  const followedItem = followed?.itemId ?? null;
  useEffect(() => {
    if (followedItem !== null) activate(followedItem);
  }, [followedItem, activate]);

  // Going somewhere by oneself ends following: nobody is pulled away from what they look at.
  const section = useRef<HTMLElement>(null);
  const latest = useRef({ isFollowing, activeId });
  latest.current = { isFollowing, activeId };
  const goTo = useCallback(
    (id: string | null) => {
      if (latest.current.isFollowing && id !== latest.current.activeId && id !== null) setFollowing(false);
      activate(id);
    },
    [activate, setFollowing],
  );
  // What stands around the step is memoised: it is not drawn anew with each key.
  const showStep = useCallback(
    (step: ReviewStepKey | null) => {
      setFollowing(false);
      onStep(step);
    },
    [setFollowing, onStep],
  );
  const goToMeeting = useCallback(() => showStep(null), [showStep]);
  const moveMeeting = useCallback(
    (to: ReviewStepKey) => {
      // Away from the button: Enter belongs to the step now, and must not move the meeting on a second time.
      section.current?.focus({ preventScroll: true });
      onStep(null);
      void actions.goTo(to);
    },
    [onStep, actions],
  );
  const follow = (wants: boolean) => {
    setFollowing(wants);
    if (wants) onStep(null);
  };
  const present = (wants: boolean) => void actions.present(wants, myId);
  const takeTurns = useCallback(() => void actions.present(!isPresenter, myId), [actions, isPresenter, myId]);
  const openHistory = useCallback(() => setShowsHistory(true), []);
  const openAction = useCallback(() => setAddingAction(true), []);

  useRoomKeys({
    room,
    mayWrite,
    myId,
    isAway: props.step !== null && room.currentStep !== null,
    isFollowing,
    onAction: openAction,
    onMove: moveMeeting,
    onWrapUp: () => {
      // The rows that had the focus are gone: Tab leads from here into the step.
      section.current?.focus({ preventScroll: true });
      showStep('wrap_up');
    },
    onFollow: follow,
    onBackToMeeting: () => onStep(null),
    onPresent: present,
    onHistory: openHistory,
  });

  const backToRules = useCallback(() => showStep('rules'), [showStep]);

  // What stands around the rows follows them: a key waits for none of it.
  const calm = useDeferredValue(room);
  const calmOthers = useDeferredValue(others);
  const about = room.items.find((item) => item.id === activeId);
  const step = room.steps.find(({ key }) => key === shown);
  return (
    <>
      <ConnectionBanner
        verdicts={verdicts.isOffline ? verdicts.pending.size : 0}
        isOffline={kept.isOffline || verdicts.isOffline}
        outbox={kept}
        onTry={() => {
          void queue.flush();
          void outbox.flush();
        }}
        onRetry={(id) => outbox.retry(id)}
        onDiscard={(id) => outbox.discard(id)}
      />
      {room.status === 'planned' && (
        <Suspense>
          <PlannedNote room={room} mayWrite={mayWrite} actions={actions} />
        </Suspense>
      )}
      <PresenterBar
        room={room}
        myId={myId}
        isFollowing={isFollowing}
        onFollow={follow}
        onStop={() => present(false)}
      />
      <div className={classes.room}>
        <AgendaRail
          room={calm}
          actions={actions}
          shown={shown}
          people={calmOthers}
          mayWrite={mayWrite}
          onShow={showStep}
          onMove={moveMeeting}
          onFollow={goToMeeting}
        />
        <section ref={section} tabIndex={-1} aria-label={step ? stepName(step, t) : undefined}>
          <RoomToolbar
            room={calm}
            mayWrite={mayWrite}
            isPresenter={isPresenter}
            people={people}
            actions={actions}
            onPresent={takeTurns}
            onHistory={openHistory}
            onAction={openAction}
            extra={props.toolbarExtra}
          />
          <RoomStep
            {...{ room, actions, mayWrite, people, myId, others, queue, verdicts, activeId, shown }}
            isFollowing={isFollowing}
            onActivate={goTo}
            onEditing={setEditing}
            onBackToRules={backToRules}
            onClosed={props.onClosed}
            renderDecisionDialog={props.renderDecisionDialog}
            renderPeekExtra={props.renderPeekExtra}
          />
        </section>
      </div>
      <LazyActionDialog
        opened={addingAction}
        onClose={() => setAddingAction(false)}
        timeZone={room.timeZone}
        people={people}
        about={about === undefined ? '' : agendaItemName(about, t)}
        submit={actions.addActionItem}
      />
      <LazyHistoryDrawer
        opened={showsHistory}
        onClose={() => setShowsHistory(false)}
        room={room}
        actions={actions}
        mayWrite={mayWrite}
      />
    </>
  );
}
