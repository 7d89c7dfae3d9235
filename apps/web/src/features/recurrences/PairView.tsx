import { Alert, Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconArrowNarrowRight } from '@tabler/icons-react';
import type { RecurrencePairResponse, RecurrenceStatus } from '@tenken/shared/recurrences.contract';
import { useT } from '../../i18n/useT.js';
import { KeyCaps } from '../../keys/KeyCaps.js';
import { formatInstant } from '../../time/formatInstant.js';
import { PairFields } from './PairFields.js';
import { PairItems } from './PairItems.js';
import { reasonText } from './reasonText.js';

interface Props {
  pair: RecurrencePairResponse;
  /** What was decided a moment ago and is on its way; null = as the answer says. */
  decided: RecurrenceStatus | null;
  timeZone: string;
  mayWrite: boolean;
  onDecide(status: RecurrenceStatus): void;
  /** Null on the last one. */
  onNext: (() => void) | null;
}

const COLORS = { confirmed: 'teal', rejected: 'gray', suggested: 'blue' } as const;

/** Is it the same again? Two incidents side by side, why they may be, and what had become of the fix. */
export function PairView({ pair, decided, timeZone, mayWrite, onDecide, onNext }: Props) {
  const t = useT();
  const status = decided ?? pair.status;
  return (
    <Stack gap="md" component="section" aria-labelledby="pair-title">
      <Paper withBorder p="md">
        <Group justify="space-between" align="start" gap="sm">
          <Stack gap={4} style={{ flex: '1 1 280px' }}>
            <Group gap="xs">
              <Title order={2} size="h4" id="pair-title" aria-live="polite">
                {t('recurrences.pair.title')}
              </Title>
              {status !== null && (
                <Badge tt="none" variant="light" color={COLORS[status]}>
                  {t(`recurrences.status.${status}`)}
                </Badge>
              )}
            </Group>
            <Text size="sm">
              {pair.daysAfter === null
                ? t('recurrences.pair.daysUnknown')
                : t('recurrences.pair.days', { n: Math.round(pair.daysAfter) })}
            </Text>
            <Text size="sm" c="dimmed">
              {pair.reasons.length === 0
                ? t('recurrences.pair.noReasons')
                : t('recurrences.pair.reasons', {
                    reasons: pair.reasons.map((reason) => reasonText(reason, t)).join(t('ui.listSeparator')),
                  })}
            </Text>
            {pair.decidedAt !== null && decided === null && (
              <Text size="xs" c="dimmed">
                {t('recurrences.pair.decided', {
                  who: pair.decidedBy ?? 'none',
                  at: formatInstant(pair.decidedAt, { language: t.language, timeZone }),
                })}
              </Text>
            )}
          </Stack>
          {mayWrite && (
            <Group gap="xs" data-print="hidden">
              <Button
                size="sm"
                variant={status === 'confirmed' ? 'filled' : 'default'}
                aria-pressed={status === 'confirmed'}
                rightSection={<KeyCaps combo="1" />}
                onClick={() => onDecide('confirmed')}
              >
                {t('recurrences.confirm')}
              </Button>
              <Button
                size="sm"
                variant={status === 'rejected' ? 'filled' : 'default'}
                aria-pressed={status === 'rejected'}
                rightSection={<KeyCaps combo="2" />}
                onClick={() => onDecide('rejected')}
              >
                {t('recurrences.reject')}
              </Button>
              {status !== null && status !== 'suggested' && (
                <Button
                  size="sm"
                  variant="subtle"
                  color="gray"
                  rightSection={<KeyCaps combo="0" />}
                  onClick={() => onDecide('suggested')}
                >
                  {t('recurrences.takeBack')}
                </Button>
              )}
              {onNext && (
                <Button
                  size="sm"
                  variant="subtle"
                  leftSection={<IconArrowNarrowRight size={16} aria-hidden />}
                  rightSection={<KeyCaps combo="n" />}
                  onClick={onNext}
                >
                  {t('recurrences.next')}
                </Button>
              )}
            </Group>
          )}
        </Group>
        {pair.daysAfter !== null && pair.daysAfter < 0 && (
          <Alert color="yellow" mt="sm">
            {t('recurrences.pair.orderBroken')}
          </Alert>
        )}
      </Paper>
      <Paper withBorder p="md">
        <PairFields pair={pair} timeZone={timeZone} />
      </Paper>
      <PairItems pair={pair} />
    </Stack>
  );
}
