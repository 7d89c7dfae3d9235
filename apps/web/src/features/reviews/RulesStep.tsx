import { Alert, Box, Button, Group, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { RuleAgendaItem } from '@tenken/shared/review-agenda.contract';
import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import type { Verdict } from '@tenken/shared/verdicts.contract';
import { useCallback, useDeferredValue, useId, useMemo, useRef, useState } from 'react';
import { ApiError } from '../../api/http.js';
import { useT } from '../../i18n/useT.js';
import { useKeys } from '../../keys/useKeys.js';
import { announce } from '../../ui/announce.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { EmptyNote } from '../../ui/DataState.js';
import type { PersonOption } from '../../ui/PersonPicker.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { useUndoToast } from '../../ui/undoToast.js';
import { VERDICT_KEYS, VERDICTS } from '../../ui/VerdictBadge.js';
import { LazyPeekDrawer } from './LazyPeekDrawer.js';
import { nextUnreviewed } from './nextUnreviewed.js';
import classes from './ReviewRoom.module.css';
import { RulePeek } from './RulePeek.js';
import { focusRow, RulesTable } from './RulesTable.js';
import { undoVerdicts } from './reviews.queries.js';
import type { RenderDecisionDialog } from './roomDecisionDialog.js';
import { scopeOfRoom } from './scopeOfRoom.js';
import type { RoomActions } from './useRoomActions.js';
import { useVerdictQueue, withVerdict } from './useVerdictQueue.js';

/** More rows at once than this are asked about first. */
const ASK_ABOVE = 50;

interface Props {
  room: ReviewRoom;
  actions: RoomActions;
  people: readonly PersonOption[];
  myId: string | null;
  mayWrite: boolean;
  activeId: string | null;
  onActivate(id: string | null): void;
  renderDecisionDialog: RenderDecisionDialog;
}

/** Rule by rule: evidence, a verdict by one key, the next one. */
export function RulesStep(props: Props) {
  const { room, actions, mayWrite, onActivate } = props;
  const t = useT();
  const noteId = useId();
  const undoable = useUndoToast();
  const isNarrow = useMediaQuery('(max-width: 75em)', false, { getInitialValueInEffect: false });
  const { queue, state } = useVerdictQueue(room.id);
  const [peekOpened, setPeekOpened] = useState(!isNarrow);
  const [deciding, setDeciding] = useState<{ decisionId?: string | undefined } | null>(null);
  const [asking, setAsking] = useState<readonly string[]>([]);
  const root = useRef<HTMLDivElement>(null);

  const items = useMemo(
    () =>
      room.items
        .filter((item): item is RuleAgendaItem => item.kind === 'alert_rule')
        .map((item) => {
          const pending = state.pending.get(item.evidence.alertRuleId);
          return pending === undefined ? item : withVerdict(item, pending.verdict, room);
        }),
    [room, state.pending],
  );
  const active = items.find((item) => item.id === props.activeId) ?? items[0] ?? null;

  const go = (id: string | null) => {
    if (id === null) return;
    onActivate(id);
    if (root.current) focusRow(root.current, id);
  };
  const move = (step: 1 | -1) => {
    const index = items.findIndex((item) => item.id === active?.id);
    go(items[Math.max(0, Math.min(items.length - 1, index + step))]?.id ?? null);
  };
  const goUnreviewed = (step: 1 | -1) => {
    const id = nextUnreviewed(items, active?.id ?? null, step);
    if (id === null) announce(t('reviews.rules.allDone'));
    else go(id);
  };

  const judge = (verdict: Verdict | null) => {
    if (active === null || !mayWrite) return;
    const { id } = active;
    const { alertRuleId, name } = active.evidence;
    const key = queue.add(alertRuleId, verdict);
    undoable({
      quiet: true,
      message: t('reviews.verdict.given', {
        verdict: t(`ui.verdict.${verdict ?? 'unreviewed'}`),
        rule: name,
      }),
      undo: async () => {
        const eventId = await queue.takeBack(key);
        go(id);
        if (eventId === true || eventId === null) return;
        const answer = await undoVerdicts([eventId]);
        await actions.refetch();
        const failure = answer.failed[0];
        if (failure) throw new ApiError({ status: 409, code: failure.code, message: failure.detail });
      },
    });
    if (verdict !== null) go(nextUnreviewed(items, id));
  };
  const keep = (ids: readonly string[]) =>
    actions.setReviewed(ids, true, t('reviews.kept', { n: ids.length }), ids.length === 1);
  const keepActive = () => {
    if (active === null || active.isReviewed) return;
    void keep([active.id]);
    go(nextUnreviewed(items, active.id));
  };
  const writeNote = () => {
    setPeekOpened(true);
    // The drawer of a narrow window has to be there first.
    setTimeout(() => document.getElementById(noteId)?.focus(), isNarrow ? 250 : 0);
  };

  // The evidence is the heavy part: the row and its verdict are drawn first, the evidence right after.
  const shown = useDeferredValue(active);
  const latest = useRef({ judge, keepActive });
  latest.current = { judge, keepActive };
  const onVerdict = useCallback((verdict: Verdict | null) => latest.current.judge(verdict), []);
  const onKeep = useCallback(() => latest.current.keepActive(), []);
  const onDecide = useCallback((decisionId?: string) => setDeciding({ decisionId }), []);

  const may = mayWrite && active !== null;
  useKeys(t('reviews.keys.rules'), [
    ...VERDICTS.map((verdict) => ({
      key: VERDICT_KEYS[verdict],
      label: t(`ui.verdict.${verdict}`),
      run: () => judge(verdict),
      when: may,
    })),
    { key: '0', label: t('reviews.verdict.clear'), run: () => judge(null), when: may },
    { key: 'd', label: t('reviews.decide'), run: () => setDeciding({}), when: may },
    { key: 'v', label: t('reviews.keep'), run: keepActive, when: may },
    { key: 'm', label: t('reviews.note.item'), run: writeNote, when: may },
    { key: 'n', label: t('reviews.next'), run: () => goUnreviewed(1) },
    { key: 'Shift+N', label: t('reviews.previous'), run: () => goUnreviewed(-1) },
    { key: 'j', label: t('ui.table.next'), run: () => move(1), repeat: true },
    { key: 'k', label: t('ui.table.previous'), run: () => move(-1), repeat: true },
    { key: 'Space', label: t('reviews.peek'), run: () => setPeekOpened((opened) => !opened) },
  ]);

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
    <RulePeek
      room={room}
      item={shown}
      actions={actions}
      mayWrite={mayWrite}
      noteId={noteId}
      onVerdict={onVerdict}
      onDecide={onDecide}
      onKeep={onKeep}
    />
  );
  return (
    <Box className={classes.withPeek} data-peek={(peekOpened && !isNarrow) || undefined} ref={root}>
      <div className={classes.table}>
        {state.isOffline && (
          <Alert color="yellow" role="status" mb="sm" title={t('reviews.offline')}>
            <Group justify="space-between">
              <Text size="sm">{t('reviews.offline.hint', { n: state.pending.size })}</Text>
              <Button size="xs" variant="default" onClick={() => void queue.flush()}>
                {t('reviews.offline.retry')}
              </Button>
            </Group>
          </Alert>
        )}
        <RulesTable
          items={items}
          decisions={room.decisions}
          activeId={active?.id ?? null}
          queue={state}
          myId={props.myId}
          mayWrite={mayWrite}
          onActivate={(id) => {
            onActivate(id);
            if (isNarrow && id !== active?.id) setPeekOpened(true);
          }}
          onRetry={(ruleId) => queue.retry(ruleId)}
          onDismiss={(ruleId) => queue.dismiss(ruleId)}
          onKeepAll={(ids) => (ids.length > ASK_ABOVE ? setAsking(ids) : void keep(ids))}
        />
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
          decision: room.decisions.find(({ id }) => id === deciding?.decisionId),
          onDone: (decision) => {
            if (deciding?.decisionId === undefined) {
              void actions.decided(decision.id, decision.kind, active.evidence.name);
            } else void actions.refetch();
          },
        })}
      <ConfirmDialog
        opened={asking.length > 0}
        onClose={() => setAsking([])}
        title={t('reviews.group.keepAll', { n: asking.length })}
        confirmLabel={t('reviews.group.keepAll', { n: asking.length })}
        onConfirm={() => keep(asking)}
      >
        {t('reviews.group.keepAll.confirm')}
      </ConfirmDialog>
    </Box>
  );
}
