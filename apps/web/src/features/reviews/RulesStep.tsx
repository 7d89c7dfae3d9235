import { Box } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { RuleAgendaItem } from '@tenken/shared/review-agenda.contract';
import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import type { Verdict } from '@tenken/shared/verdicts.contract';
import {
  memo,
  type ReactNode,
  useCallback,
  useDeferredValue,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useT } from '../../i18n/useT.js';
import { announce } from '../../ui/announce.js';
import { EmptyNote } from '../../ui/DataState.js';
import type { PersonOption } from '../../ui/PersonPicker.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { BulkBar } from './BulkBar.js';
import { type BulkAsking, BulkConfirm } from './BulkConfirm.js';
import { nextUnreviewed } from './nextUnreviewed.js';
import { PeekPane } from './PeekPane.js';
import type { PersonMark } from './peopleByPlace.js';
import { ReasonStrip } from './ReasonStrip.js';
import classes from './ReviewRoom.module.css';
import { RulesTable } from './RulesTable.js';
import type { RenderDecisionDialog } from './roomDecisionDialog.js';
import { focusRow, scrollToRow } from './rowFocus.js';
import { scopeOfRoom } from './scopeOfRoom.js';
import { useAfterPaint } from './useAfterPaint.js';
import { usePeekRoom } from './usePeekRoom.js';
import { useReasonKeys } from './useReasonKeys.js';
import type { RoomActions } from './useRoomActions.js';
import { useRowSelection } from './useRowSelection.js';
import { useRuleItems } from './useRuleItems.js';
import { isVotedOn, useRuleJudging } from './useRuleJudging.js';
import { useRulesKeys } from './useRulesKeys.js';
import type { VerdictQueue, VerdictQueueState } from './verdictQueue.js';

/** More rows at once than this are asked about first. */
const ASK_ABOVE = 50;

interface Props {
  room: ReviewRoom;
  actions: RoomActions;
  people: readonly PersonOption[];
  /** the others by the item that they look at */
  here: ReadonlyMap<string, readonly PersonMark[]>;
  queue: VerdictQueue;
  verdicts: VerdictQueueState;
  myId: string | null;
  mayWrite: boolean;
  activeId: string | null;
  isFollowing: boolean;
  onActivate(id: string | null): void;
  onEditing(itemId: string | null): void;
  renderDecisionDialog: RenderDecisionDialog;
  renderPeekExtra: ((alertRuleId: string) => ReactNode) | undefined;
}

/**
 * Rule by rule: evidence, a vote or a verdict by one key, the next one. What a key changes in the table is drawn at once,
 * everything else follows when nothing is pressed.
 */
export const RulesStep = memo(function RulesStep(props: Props) {
  const { room, actions, mayWrite, onActivate, queue, verdicts, isFollowing } = props;
  const t = useT();
  const noteId = useId();
  const isNarrow = useMediaQuery('(max-width: 75em)', false, { getInitialValueInEffect: false });
  const [peekOpened, setPeekOpened] = useState(!isNarrow);
  const [episodesOf, setEpisodesOf] = useState<string | null>(null);
  const [deciding, setDeciding] = useState<{ decisionId?: string | undefined; keeps?: boolean } | null>(null);
  const [asking, setAsking] = useState<BulkAsking | null>(null);

  const items = useRuleItems(room, verdicts);
  const ids = useMemo(() => items.map((item) => item.id), [items]);
  const active = items.find((item) => item.id === props.activeId) ?? items[0] ?? null;

  // The evidence is the heavy part: the row and its verdict are painted first, the evidence right after.
  const [shown, showNow] = useAfterPaint(active);
  const peekRoom = useDeferredValue(usePeekRoom(room));

  const go = (id: string | null) => {
    if (id === null) return;
    onActivate(id);
    focusRow(id);
  };
  const judging = useRuleJudging({
    room,
    items,
    queue,
    actions,
    myId: props.myId,
    isFollowing,
    onGo: go,
  });
  const selection = useRowSelection({
    ids,
    activeId: active?.id ?? null,
    enabled: mayWrite && items.length > 0,
    onGo: go,
  });
  const chosen = items.filter((item) => selection.selected.has(item.id));

  // Where the presenter goes, this list scrolls; the focus stays with whoever types.
  const followedId = isFollowing ? props.activeId : null;
  useEffect(() => {
    if (followedId !== null) scrollToRow(followedId);
  }, [followedId]);

  const many = (wanted: readonly RuleAgendaItem[], verdict: BulkAsking['verdict']) => {
    if (verdict === 'keep') {
      const rest = wanted.filter((item) => !item.isReviewed);
      if (rest.length > 0) void judging.keep(rest.map((item) => item.id));
    } else judging.give(wanted, verdict);
    selection.clear();
  };
  const askOrDo = (wanted: readonly RuleAgendaItem[], verdict: BulkAsking['verdict']) => {
    if (wanted.length > ASK_ABOVE) setAsking({ items: wanted, verdict });
    else many(wanted, verdict);
  };
  const judge = (verdict: Verdict | null) => {
    if (!mayWrite) return;
    if (chosen.length > 0) askOrDo(chosen, verdict);
    else if (active !== null) judging.judge(active, verdict);
  };
  const keepActive = () => {
    if (chosen.length > 0) return askOrDo(chosen, 'keep');
    if (active === null || active.isReviewed) return;
    void judging.keep([active.id]);
    judging.goOn(active.id);
  };
  const writeNote = () => {
    setPeekOpened(true);
    // Never into the note of the rule before; and the drawer of a narrow window has to be there first.
    showNow();
    setTimeout(() => document.getElementById(noteId)?.focus(), isNarrow ? 250 : 0);
  };
  const reveal = (revealed: boolean) => active && void actions.reveal([active.id], revealed);

  useRulesKeys({
    mayWrite: mayWrite && active !== null,
    isVoting: active !== null && isVotedOn(room, active),
    mayReveal: room.status === 'running',
    onVerdict: judge,
    onReveal: () => reveal(true),
    onDecide: () => setDeciding({}),
    onAccept: () => setDeciding({ keeps: true }),
    onKeep: keepActive,
    onNote: writeNote,
    onEpisodes: () => {
      setPeekOpened(true);
      setEpisodesOf(active?.id ?? null);
    },
    onPeek: () => setPeekOpened((opened) => !opened),
    onUnreviewed: (step) => {
      const id = nextUnreviewed(items, active?.id ?? null, step);
      if (id === null) announce(t('reviews.rules.allDone'));
      else go(id);
    },
    onMove: (step) => {
      const index = active === null ? -1 : ids.indexOf(active.id);
      go(ids[Math.max(0, Math.min(ids.length - 1, index + step))] ?? null);
    },
  });

  // Memoised parts keep the callbacks of an older render: these do what the newest does.
  const latest = useRef({ judge, keepActive, reveal, askOrDo, items, ids, active, isNarrow, onActivate });
  latest.current = { judge, keepActive, reveal, askOrDo, items, ids, active, isNarrow, onActivate };
  const onVerdict = useCallback((verdict: Verdict | null) => latest.current.judge(verdict), []);
  const onKeep = useCallback(() => latest.current.keepActive(), []);
  const onReveal = useCallback((revealed: boolean) => latest.current.reveal(revealed), []);
  const onDecide = useCallback((decisionId?: string) => setDeciding({ decisionId }), []);
  const onEpisodes = useCallback((id: string | null) => setEpisodesOf(id), []);
  const closePeek = useCallback(() => setPeekOpened(false), []);
  const chooseRow = useCallback((id: string) => {
    const { onActivate: go, isNarrow: isOver, active: before } = latest.current;
    go(id);
    if (isOver && id !== before?.id) setPeekOpened(true);
  }, []);
  const { choose } = selection;
  const chooseAll = useCallback(() => choose(latest.current.ids), [choose]);
  const keepAll = useCallback((wanted: readonly string[]) => {
    const quiet = new Set(wanted);
    latest.current.askOrDo(
      latest.current.items.filter((item) => quiet.has(item.id)),
      'keep',
    );
  }, []);
  const retry = useCallback((ruleId: string) => queue.retry(ruleId), [queue]);
  const dismiss = useCallback((ruleId: string) => queue.dismiss(ruleId), [queue]);
  useReasonKeys({
    isAsked: judging.justJudged !== null,
    onReason: (code) => void judging.giveReason(code),
    onClose: judging.closeReason,
  });
  // Drawn a moment after the row; its letters work at once.
  const justJudged = useDeferredValue(judging.justJudged);

  if (items.length === 0) {
    return (
      <EmptyNote
        title={t('reviews.rules.none')}
        hint={t('reviews.rules.none.hint')}
        action={
          <RowsLink target={{ to: '/coverage', search: scopeOfRoom(room) }}>
            {t('reviews.rules.none.coverage')}
          </RowsLink>
        }
      />
    );
  }

  const decided = room.decisions.find(({ id }) => id === deciding?.decisionId);
  return (
    <Box className={classes.withPeek} data-peek={(peekOpened && !isNarrow) || undefined}>
      <div className={classes.table}>
        <RulesTable
          items={items}
          decisions={room.decisions}
          activeId={active?.id ?? null}
          tabStopId={shown?.id ?? null}
          queue={verdicts}
          myId={props.myId}
          mayWrite={mayWrite}
          here={props.here}
          selected={selection.selected}
          onToggle={selection.toggle}
          onSelectAll={chooseAll}
          onActivate={chooseRow}
          onRetry={retry}
          onDismiss={dismiss}
          onKeepAll={keepAll}
        />
        {justJudged !== null && (
          <ReasonStrip
            verdictKey={justJudged.key}
            about={justJudged.about}
            onReason={(code) => void judging.giveReason(code)}
            onClose={judging.closeReason}
          />
        )}
        {chosen.length > 0 && (
          <BulkBar
            count={chosen.length}
            total={items.length}
            onVerdict={judge}
            onKeep={keepActive}
            onAll={chooseAll}
            onClear={selection.clear}
          />
        )}
      </div>
      {shown !== null && (
        <PeekPane
          {...{ actions, mayWrite, noteId, onVerdict, onDecide, onKeep, onReveal, onEpisodes, isNarrow }}
          room={peekRoom}
          item={shown}
          opened={peekOpened}
          onClose={closePeek}
          judgesEpisodes={episodesOf === shown.id}
          onEditing={props.onEditing}
          renderExtra={props.renderPeekExtra}
        />
      )}
      {active !== null &&
        props.renderDecisionDialog({
          opened: deciding !== null,
          onClose: () => setDeciding(null),
          reviewSessionId: room.id,
          alertRuleId: active.evidence.alertRuleId,
          ruleName: active.evidence.name,
          timeZone: room.timeZone,
          people: props.people,
          decision: decided,
          startKind: deciding?.keeps ? 'keep' : undefined,
          onUnreachable: (body) => actions.keepDecision(body, active.evidence.name),
          onDone: (decision) => {
            if (deciding?.decisionId === undefined) {
              void actions.decided(decision.id, decision.kind, active.evidence.name);
            } else void actions.refetch();
          },
        })}
      <BulkConfirm
        asking={asking}
        onClose={() => setAsking(null)}
        onConfirm={({ items: wanted, verdict }) => many(wanted, verdict)}
      />
    </Box>
  );
});
