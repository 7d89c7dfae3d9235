import { Button, Group, List, Paper, Text, Title } from '@mantine/core';
import type { DurationsResponse } from '@tenken/shared/durations.contract';
import { useT } from '../../i18n/useT.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { type DurationView, isIncludable, type RowsOf } from './durationView.js';

interface Props {
  answer: DurationsResponse;
  view: DurationView;
  rowsOf: RowsOf;
  onInclude(include: DurationView['include']): void;
}

/** Which incidents the figure used and which it left out, by reason; a click puts a class back. */
export function ExclusionsLedger({ answer, view, rowsOf, onInclude }: Props) {
  const t = useT();
  const total = answer.groups[0]?.total;
  if (!total) return null;
  const withoutStart = answer.cohortBy.detectedAt + answer.cohortBy.declaredAt;
  return (
    <Paper withBorder p="sm" component="section" aria-label={t('durations.ledger')}>
      <Title order={3} size="h5" mb={6}>
        {t('durations.ledger')}
      </Title>
      <List size="sm" spacing={6} listStyleType="none">
        <List.Item>
          <RowsLink target={rowsOf({ state: 'used' })}>{t('durations.ledger.used', { n: total.n })}</RowsLink>
        </List.Item>
        {total.open > 0 && (
          <List.Item>
            <RowsLink target={rowsOf({ state: 'open' })}>
              {t('durations.ledger.open', { n: total.open })}
            </RowsLink>
          </List.Item>
        )}
        {total.excludedBy.map(({ reason, n }) => (
          <List.Item key={reason}>
            <Group gap={8}>
              <RowsLink target={rowsOf({ reason })}>
                {t(`durations.reason.${reason}`)}: {n}
              </RowsLink>
              {isIncludable(reason) && (
                <Button
                  size="compact-xs"
                  variant="default"
                  data-print="hidden"
                  aria-label={t('durations.ledger.include.label', {
                    reason: t(`durations.reason.${reason}`),
                  })}
                  onClick={() => onInclude([...view.include, reason])}
                >
                  {t('durations.ledger.include')}
                </Button>
              )}
            </Group>
          </List.Item>
        ))}
      </List>
      {total.excludedBy.length === 0 && (
        <Text size="sm" c="dimmed" mt={6}>
          {t('durations.ledger.nothing')}
        </Text>
      )}
      {view.include.length > 0 && (
        <Group gap={8} mt={8}>
          <Text size="sm">
            {t('durations.ledger.included', {
              classes: view.include
                .map((reason) => t(`durations.reason.${reason}`))
                .join(t('ui.listSeparator')),
            })}
          </Text>
          <Button size="compact-xs" variant="default" data-print="hidden" onClick={() => onInclude([])}>
            {t('durations.ledger.reset')}
          </Button>
        </Group>
      )}
      {withoutStart > 0 && (
        <Text size="sm" c="dimmed" mt={8}>
          {t('durations.ledger.cohort', { n: withoutStart })}
        </Text>
      )}
    </Paper>
  );
}
