import { Anchor, Button, Group, Paper, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Decision, DecisionStatus } from '@tenken/shared/decisions.contract';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { formatDay } from '../../time/formatInstant.js';
import { dayOf } from '../../time/isoDay.js';
import { FormError } from '../../ui/FormError.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { useUndoToast } from '../../ui/undoToast.js';
import { moveDecision, undoDecision } from './decisions.queries.js';
import { dueText } from './dueText.js';
import { ReplayText } from './ReplayText.js';

interface Props {
  decision: Decision;
  timeZone: string;
  mayWrite: boolean;
  onEdit(): void;
}

/** Who decided what and until when, and its end; every step can be taken back. */
export function DecisionFacts({ decision, timeZone, mayWrite, onEdit }: Props) {
  const t = useT();
  const queryClient = useQueryClient();
  const undoable = useUndoToast();
  const [error, setError] = useState<unknown>(null);
  const move = async (action: 'done' | 'cancel') => {
    await moveDecision(decision.id, action);
    await refresh();
  };
  const takeBack = async (from: DecisionStatus) => {
    await undoDecision(decision.id, from);
    await refresh();
  };
  const refresh = async () => {
    await queryClient.invalidateQueries({ queryKey: ['decisions'] });
  };
  const settle = async (action: 'done' | 'cancel') => {
    setError(null);
    try {
      await move(action);
      const rule = decision.ruleName ?? '';
      undoable({
        message: t(action === 'done' ? 'reviews.decision.doneMessage' : 'reviews.decision.cancelled', {
          rule,
        }),
        undo: () => takeBack(action === 'done' ? 'done' : 'cancelled'),
        redo: () => move(action),
      });
    } catch (failure) {
      setError(failure);
    }
  };
  const facts: [string, string][] = [
    [t('decisions.column.status'), t(`decisions.status.${decision.status}`)],
    [t('reviews.field.owner'), decision.owner ?? t('reviews.unowned')],
    [t('reviews.field.due'), decision.dueOn === null ? t('reviews.noDue') : dueText(decision, t)],
    [t('decisions.column.service'), decision.serviceName ?? '—'],
    [
      t('decisions.column.decided'),
      [formatDay(dayOf(decision.createdAt, timeZone), t.language), decision.createdBy?.name]
        .filter((part) => part !== undefined)
        .join(t('ui.listSeparator')),
    ],
  ];
  if (decision.acceptedPerWeek !== null) {
    facts.push([t('decisions.accepted.perWeek'), String(decision.acceptedPerWeek)]);
  }
  if (decision.acceptedUntil !== null) {
    facts.push([t('decisions.accepted.until'), formatDay(decision.acceptedUntil, t.language)]);
  }
  return (
    <Paper withBorder p="sm" component="section" aria-label={t('decisions.column.decision')}>
      {decision.reason !== '' && (
        <Text mb="xs" style={{ whiteSpace: 'pre-wrap' }}>
          {decision.reason}
        </Text>
      )}
      {decision.replay !== null && <ReplayText replay={decision.replay} />}
      <Group gap="xl" my="xs" component="dl" m={0}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <Text component="dt" size="xs" c="dimmed">
              {name}
            </Text>
            <Text component="dd" size="sm" m={0}>
              {value}
            </Text>
          </div>
        ))}
      </Group>
      <Group gap="md" my="xs">
        {decision.alertRuleId !== null && (
          <RowsLink target={{ to: '/rules/$id', params: { id: decision.alertRuleId } }}>
            {t('decisions.toRule')}
          </RowsLink>
        )}
        {decision.mergeIntoRule !== null && (
          <RowsLink target={{ to: '/rules/$id', params: { id: decision.mergeIntoRule.id } }}>
            {t('decisions.mergedInto', { rule: decision.mergeIntoRule.name })}
          </RowsLink>
        )}
        {decision.reviewSessionId !== null && (
          <RowsLink target={{ to: '/reviews/$id/record', params: { id: decision.reviewSessionId } }}>
            {t('decisions.toReview')}
          </RowsLink>
        )}
        {decision.actionItem !== null && (
          <Anchor
            inherit
            renderRoot={(props) => (
              <Link {...props} to="/actions" search={{ ids: [decision.actionItem?.id ?? ''] }} />
            )}
          >
            {decision.actionItem.title}
          </Anchor>
        )}
        {decision.actionItem?.url && (
          <Anchor inherit href={decision.actionItem.url} target="_blank" rel="noopener nofollow">
            {t('decisions.tracker')}
          </Anchor>
        )}
      </Group>
      <FormError error={error} />
      {mayWrite && (
        <Group gap="xs" data-print="hidden">
          <Button size="xs" variant="default" onClick={onEdit}>
            {t('reviews.decision.edit')}
          </Button>
          {decision.status === 'open' ? (
            <>
              <Button size="xs" variant="default" onClick={() => void settle('done')}>
                {t('reviews.decision.done')}
              </Button>
              <Button size="xs" variant="subtle" onClick={() => void settle('cancel')}>
                {t('reviews.decision.drop')}
              </Button>
            </>
          ) : (
            <Button size="xs" variant="subtle" onClick={() => void takeBack(decision.status).catch(setError)}>
              {t('decisions.reopen')}
            </Button>
          )}
        </Group>
      )}
    </Paper>
  );
}
