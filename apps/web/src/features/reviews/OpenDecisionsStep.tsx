import { Badge, Button, Group, Text } from '@mantine/core';
import type { DecisionAgendaItem } from '@tenken/shared/review-agenda.contract';
import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import { useCallback, useMemo } from 'react';
import type { Translator } from '../../i18n/createTranslator.js';
import { useT } from '../../i18n/useT.js';
import { useKeys } from '../../keys/useKeys.js';
import { formatDay } from '../../time/formatInstant.js';
import { EmptyNote } from '../../ui/DataState.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { EffectText } from '../../ui/EffectText.js';
import { RowsLink } from '../../ui/RowsLink.js';
import classes from './cellWidths.module.css';
import { ReviewedMark } from './ReviewedMark.js';
import type { RoomActions } from './useRoomActions.js';

interface Props {
  room: ReviewRoom;
  actions: RoomActions;
  mayWrite: boolean;
  activeId: string | null;
  onActivate(id: string | null): void;
}

/** What was promised before: done, dropped, or carried on; and whether it worked. */
export function OpenDecisionsStep({ room, actions, mayWrite, activeId, onActivate }: Props) {
  const t = useT();
  const items = useMemo(
    () => room.items.filter((item): item is DecisionAgendaItem => item.kind === 'decision'),
    [room.items],
  );
  const active = items.find((item) => item.id === activeId) ?? null;
  const toggle = useCallback(
    (item: DecisionAgendaItem) =>
      void actions.setReviewed(
        [item.id],
        !item.isReviewed,
        t(item.isReviewed ? 'reviews.unticked' : 'reviews.ticked', { item: item.evidence.ruleName ?? '' }),
        true,
      ),
    [actions, t],
  );
  useKeys(t('reviews.keys.items'), [
    {
      key: 'v',
      label: t('reviews.tick'),
      run: () => active && toggle(active),
      when: mayWrite && active !== null,
    },
  ]);
  const settle = useCallback(
    (item: DecisionAgendaItem, action: 'done' | 'cancel') => {
      const message = action === 'done' ? 'reviews.decision.doneMessage' : 'reviews.decision.cancelled';
      void actions.settleDecision(
        item.id,
        item.evidence.id,
        action,
        t(message, { rule: item.evidence.ruleName ?? '' }),
      );
    },
    [actions, t],
  );
  const columns = useMemo(
    () => columnsOf(t, { mayWrite, onToggle: toggle, onSettle: settle }),
    [t, mayWrite, toggle, settle],
  );

  if (items.length === 0) {
    return <EmptyNote title={t('reviews.decisions.none')} hint={t('reviews.decisions.none.hint')} />;
  }
  return (
    <DataTable
      label={t('reviews.step.open_decisions')}
      rows={items}
      rowId={(item) => item.id}
      columns={columns}
      activeId={activeId}
      onActiveChange={onActivate}
    />
  );
}

interface ColumnOptions {
  mayWrite: boolean;
  onToggle(item: DecisionAgendaItem): void;
  onSettle(item: DecisionAgendaItem, action: 'done' | 'cancel'): void;
}

function columnsOf(
  t: Translator,
  { mayWrite, onToggle, onSettle }: ColumnOptions,
): DataColumn<DecisionAgendaItem>[] {
  return [
    {
      key: 'rule',
      header: t('reviews.rule.name'),
      rowHeader: true,
      cell: ({ evidence }) => (
        <div className={classes.text}>
          {evidence.alertRuleId === null ? (
            evidence.ruleName
          ) : (
            <RowsLink target={{ to: '/rules/$id', params: { id: evidence.alertRuleId } }}>
              {evidence.ruleName}
            </RowsLink>
          )}
          <Text size="sm">{evidence.reason}</Text>
        </div>
      ),
    },
    {
      key: 'kind',
      header: t('reviews.decision.kind'),
      cell: ({ evidence }) => t(`reviews.kind.${evidence.kind}`),
    },
    {
      key: 'owner',
      header: t('reviews.field.owner'),
      cell: ({ evidence }) => (
        <span className={classes.nowrap}>{evidence.owner ?? t('reviews.unowned')}</span>
      ),
    },
    {
      key: 'due',
      header: t('reviews.field.due'),
      cell: ({ evidence }) => (
        <div className={classes.nowrap}>
          {formatDay(evidence.dueOn, t.language)}{' '}
          {evidence.isOverdue && evidence.status === 'open' && (
            <Badge variant="light" color="red" tt="none" miw="max-content">
              {t('reviews.overdue')}
            </Badge>
          )}
        </div>
      ),
    },
    {
      key: 'effect',
      header: t('reviews.effect'),
      cell: ({ evidence }) =>
        evidence.effect === null ? (
          <Text size="sm" c="dimmed">
            {t('reviews.effect.notYet')}
          </Text>
        ) : (
          <EffectText effect={evidence.effect} outcome={evidence.outcome} />
        ),
    },
    {
      key: 'state',
      header: t('reviews.state'),
      cell: (item) => (
        <Group gap={6} wrap="nowrap">
          <ReviewedMark item={item} mayWrite={mayWrite} onToggle={() => onToggle(item)} />
          {mayWrite && item.evidence.status === 'open' && !item.isReviewed && (
            <>
              <Button size="compact-sm" variant="default" onClick={() => onSettle(item, 'done')}>
                {t('reviews.decision.done')}
              </Button>
              <Button size="compact-sm" variant="subtle" onClick={() => onSettle(item, 'cancel')}>
                {t('reviews.decision.drop')}
              </Button>
            </>
          )}
        </Group>
      ),
    },
  ];
}
