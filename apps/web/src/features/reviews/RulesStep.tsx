import { Box } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { RuleAgendaItem } from '@tenken/shared/review-agenda.contract';
import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import type { Verdict } from '@tenken/shared/verdicts.contract';
import {
  lazy,
  type ReactNode,
  Suspense,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useT } from '../../i18n/useT.js';
import { announce } from '../../ui/announce.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { EmptyNote } from '../../ui/DataState.js';
import type { PersonOption } from '../../ui/PersonPicker.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { BulkBar } from './BulkBar.js';
import { LazyPeekDrawer } from './LazyPeekDrawer.js';
import { nextUnreviewed } from './nextUnreviewed.js';
import type { PersonMark } from './peopleByPlace.js';
import { ReasonStrip } from './ReasonStrip.js';
import classes from './ReviewRoom.module.css';
import { focusRow, RulesTable, scrollToRow } from './RulesTable.js';
import type { RenderDecisionDialog } from './roomDecisionDialog.js';
import { scopeOfRoom } from './scopeOfRoom.js';
import { useAfterPaint } from './useAfterPaint.js';
import type { RoomActions } from './useRoomActions.js';
import { useRowSelection } from './useRowSelection.js';
import { isVotedOn, useRuleJudging } from './useRuleJudging.js';
import { useRulesKeys } from './useRulesKeys.js';
import { withVerdict } from './useVerdictQueue.js';
import type { VerdictQueue, VerdictQueueState } from './verdictQueue.js';

// Its code comes beside the table's, not before it.
const RulePeek = lazy(() => import('./RulePeek.js').then((module) => ({ default: module.RulePeek })));

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

/** What is asked about first: many rows at once. */
type Asking = { items: readonly RuleAgendaItem[]; verdict: Verdict | null | 'keep' };

/** Rule by rule: evidence, a vote or a verdict by one key, the next one. */
export function RulesStep(props: Props) {
  const { room, actions, mayWrite, onActivate, queue, verdicts, isFollowing } = props;
  const t = useT();
  const noteId = useId();
  const isNarrow = useMediaQuery('(max-width: 75em)', false, { getInitialValueInEffect: false });
  const [peekOpened, setPeekOpened] = useState(!isNarrow);
  const [episodesOf, setEpisodesOf] = useState<string | null>(null);
  const [deciding, setDeciding] = useState<{ decisionId?: string | undefined; keeps?: boolean } | null>(null);
  const [asking, setAsking] = useState<Asking | null>(null);
  const root = useRef<HTMLDivElement>(null);

  const items = useRuleItems(room, verdicts);
  const ids = useMemo(() => items.map((item) => item.id), [items]);
  const active = items.find((item) => item.id === props.activeId) ?? items[0] ?? null;

  // The evidence is the heavy part: the row and its verdict are painted first, the evidence right after.
  const shown = useAfterPaint(active);

  const go = (id: string | null) => {
    if (id === null) return;
    onActivate(id);
    if (root.current) focusRow(root.current, id);
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
    if (followedId !== null && root.current) scrollToRow(root.current, followedId);
  }, [followedId]);

  const many = (wanted: readonly RuleAgendaItem[], verdict: Asking['verdict']) => {
    if (verdict === 'keep') {
      const rest = wanted.filter((item) => !item.isReviewed);
      if (rest.length > 0) void judging.keep(rest.map((item) => item.id));
    } else judging.give(wanted, verdict);
    selection.clear();
  };
  const askOrDo = (wanted: readonly RuleAgendaItem[], verdict: Asking['verdict']) => {
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
    // The drawer of a narrow window has to be there first, and so has this rule's evidence.
    const waitMs = isNarrow ? 250 : shown === active ? 0 : 150;
    setTimeout(() => document.getElementById(noteId)?.focus(), waitMs);
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

  const latest = useRef({ judge, keepActive, reveal });
  latest.current = { judge, keepActive, reveal };
  const onVerdict = useCallback((verdict: Verdict | null) => latest.current.judge(verdict), []);
  const onKeep = useCallback(() => latest.current.keepActive(), []);
  const onReveal = useCallback((revealed: boolean) => latest.current.reveal(revealed), []);
  const onDecide = useCallback((decisionId?: string) => setDeciding({ decisionId }), []);
  const onEpisodes = useCallback((id: string | null) => setEpisodesOf(id), []);

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

  const peek = shown !== null && (
    <Suspense>
      <RulePeek
        {...{ room, actions, mayWrite, noteId, onVerdict, onDecide, onKeep, onReveal, onEpisodes }}
        item={shown}
        judgesEpisodes={episodesOf === shown.id}
        onEditing={props.onEditing}
        renderExtra={props.renderPeekExtra}
      />
    </Suspense>
  );
  const decided = room.decisions.find(({ id }) => id === deciding?.decisionId);
  return (
    <Box className={classes.withPeek} data-peek={(peekOpened && !isNarrow) || undefined} ref={root}>
      <div className={classes.table}>
        <RulesTable
          items={items}
          decisions={room.decisions}
          activeId={active?.id ?? null}
          queue={verdicts}
          myId={props.myId}
          mayWrite={mayWrite}
          here={props.here}
          selected={selection.selected}
          onToggle={selection.toggle}
          onSelectAll={() => selection.choose(ids)}
          onActivate={(id) => {
            onActivate(id);
            if (isNarrow && id !== active?.id) setPeekOpened(true);
          }}
          onRetry={(ruleId) => queue.retry(ruleId)}
          onDismiss={(ruleId) => queue.dismiss(ruleId)}
          onKeepAll={(wanted) => {
            const quiet = new Set(wanted);
            askOrDo(
              items.filter((item) => quiet.has(item.id)),
              'keep',
            );
          }}
        />
        {judging.justJudged !== null && (
          <ReasonStrip
            verdictKey={judging.justJudged.key}
            about={judging.justJudged.about}
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
            onAll={() => selection.choose(ids)}
            onClear={selection.clear}
          />
        )}
      </div>
      {isNarrow ? (
        <LazyPeekDrawer opened={peekOpened} onClose={() => setPeekOpened(false)}>
          {peek}
        </LazyPeekDrawer>
      ) : (
        peekOpened && (
          <aside className={classes.peek} aria-label={t('reviews.peek')}>
            {peek}
          </aside>
        )
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
      <ConfirmDialog
        opened={asking !== null}
        onClose={() => setAsking(null)}
        title={askTitle(asking, t)}
        confirmLabel={askTitle(asking, t)}
        onConfirm={async () => {
          if (asking !== null) many(asking.items, asking.verdict);
        }}
      >
        {t('reviews.bulk.confirm')}
      </ConfirmDialog>
    </Box>
  );
}

function askTitle(asking: Asking | null, t: ReturnType<typeof useT>): string {
  if (asking === null) return '';
  const n = asking.items.length;
  return asking.verdict === 'keep'
    ? t('reviews.bulk.keep', { n })
    : t('reviews.bulk.judge', { n, verdict: t(`ui.verdict.${asking.verdict ?? 'unreviewed'}`) });
}

/** The rules of the agenda with the verdicts that are on their way; a row without one stays the same object. */
function useRuleItems(room: ReviewRoom, verdicts: VerdictQueueState): readonly RuleAgendaItem[] {
  return useMemo(
    () =>
      room.items
        .filter((item): item is RuleAgendaItem => item.kind === 'alert_rule')
        .map((item) => {
          const pending = verdicts.pending.get(item.evidence.alertRuleId);
          return pending === undefined ? item : withVerdict(item, pending.verdict, room);
        }),
    [room, verdicts.pending],
  );
}
