import { Anchor, Badge, Button, Group, Paper, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Decision } from '@tenken/shared/decisions.contract';
import { useT } from '../../i18n/useT.js';
import { formatDay } from '../../time/formatInstant.js';
import { EffectText } from '../../ui/EffectText.js';
import { RowsLink } from '../../ui/RowsLink.js';

/** A decision in two lines: what, why, who, until when, and whether it worked. */
export function DecisionLine({
  decision,
  onEdit,
}: {
  decision: Decision;
  onEdit?: (() => void) | undefined;
}) {
  const t = useT();
  const isDone = decision.kind === 'keep';
  return (
    <Paper withBorder p="xs" mt={4}>
      <Group justify="space-between" gap="xs" wrap="nowrap" align="start">
        <div>
          <Text size="sm" fw={700} component="span">
            {t(`reviews.kind.${decision.kind}`)}
          </Text>{' '}
          {decision.isOverdue && (
            <Badge variant="light" color="red" tt="none" miw="max-content">
              {t('reviews.overdue')}
            </Badge>
          )}
          {!isDone && (
            <Text size="sm" c="dimmed">
              {decision.owner ?? t('reviews.unowned')}
              {t('ui.listSeparator')}
              {decision.dueOn === null
                ? t('reviews.noDue')
                : t('reviews.due', { day: formatDay(decision.dueOn, t.language) })}
            </Text>
          )}
          {decision.acceptedPerWeek !== null && (
            <Text size="sm">
              {t('reviews.accepted', { n: decision.acceptedPerWeek })}
              {decision.acceptedUntil !== null &&
                `${t('ui.listSeparator')}${t('reviews.accepted.until', { day: formatDay(decision.acceptedUntil, t.language) })}`}
            </Text>
          )}
          {decision.reason !== '' && <Text size="sm">{decision.reason}</Text>}
          {decision.actionItem !== null && (
            <Anchor
              size="sm"
              renderRoot={(p) => (
                <Link {...p} to="/actions" search={{ ids: [decision.actionItem?.id ?? ''] }} />
              )}
            >
              {decision.actionItem.title}
            </Anchor>
          )}
          <EffectText effect={decision.effect} outcome={decision.outcome} />
          {decision.effect !== null && (
            <RowsLink target={{ to: '/decisions/$id', params: { id: decision.id } }}>
              {t('reviews.decision.toEffect')}
            </RowsLink>
          )}
        </div>
        {onEdit && (
          <Button size="compact-sm" variant="default" onClick={onEdit}>
            {t('reviews.decision.edit')}
          </Button>
        )}
      </Group>
    </Paper>
  );
}
