import { Anchor, Badge, Button, Group, List, Paper, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Recurrence, RecurrenceStatus } from '@tenken/shared/recurrences.contract';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { SeverityBadge } from '../../ui/SeverityBadge.js';
import { reasonText } from './reasonText.js';

interface Props {
  row: Recurrence;
  mayWrite: boolean;
  timeZone: string;
  onDecide(status: RecurrenceStatus): void;
}

/** One pair of incidents: why they may be the same story, how long apart, and what became of the fix. */
export function RecurrenceCard({ row, mayWrite, timeZone, onDecide }: Props) {
  const t = useT();
  const { other } = row;
  const open = row.fixItems.filter(({ statusThen }) => statusThen !== 'done');
  return (
    <Paper withBorder p="sm">
      <Stack gap={6}>
        <Group gap={6} wrap="nowrap" align="start">
          <SeverityBadge severity={other.severity} compact />
          <Anchor
            inherit
            size="sm"
            renderRoot={(props: object) => <Link {...props} to="/incidents/$id" params={{ id: other.id }} />}
          >
            {other.title}
          </Anchor>
        </Group>
        <Group gap={6}>
          <Badge size="sm" tt="none" variant="light" color={row.status === 'confirmed' ? 'teal' : 'gray'}>
            {t(`recurrences.status.${row.status}`)}
          </Badge>
          {row.daysAfter !== null && (
            <Text size="xs">{t('recurrences.daysAfter', { n: Math.round(row.daysAfter) })}</Text>
          )}
        </Group>
        <Text size="xs" c="dimmed">
          {formatInstant(other.startedAt, { language: t.language, timeZone })}
        </Text>
        {row.reasons.length > 0 && (
          <Text size="xs" c="dimmed">
            {row.reasons.map((reason) => reasonText(reason, t)).join(t('ui.listSeparator'))}
          </Text>
        )}
        {row.fix === 'fix_open' && (
          <Paper withBorder p="xs" style={{ borderLeft: '3px solid var(--tone-orange)' }}>
            <Text size="sm" fw={700}>
              {t('recurrences.fix_open', {
                open: open.filter(({ statusThen }) => statusThen !== 'declined').length,
                declined: open.filter(({ statusThen }) => statusThen === 'declined').length,
              })}
            </Text>
            <List size="sm">
              {open.map((item) => (
                <List.Item key={item.id}>
                  <RowsLink target={{ to: '/actions', search: { ids: [item.id] } }} underline="always">
                    {item.title}
                  </RowsLink>{' '}
                  ({t(`recurrences.item.${item.statusNow}`)})
                </List.Item>
              ))}
            </List>
          </Paper>
        )}
        {row.fix === 'fix_done' && <Text size="sm">{t('recurrences.fix_done')}</Text>}
        {row.fix === 'no_items' && (
          <Text size="sm" c="dimmed">
            {t('recurrences.no_items')}
          </Text>
        )}
        <Text size="sm">
          <RowsLink
            target={{
              to: '/incidents/recurrences',
              search: { status: row.status, pair: `${row.incidentId}-${row.earlierIncidentId}` },
            }}
          >
            {t('recurrences.sideBySide')}
          </RowsLink>
        </Text>
        {mayWrite && (
          <Group gap="xs">
            {row.status === 'suggested' ? (
              <>
                <Button
                  size="compact-sm"
                  aria-label={`${t('recurrences.confirm')}: ${other.title}`}
                  onClick={() => onDecide('confirmed')}
                >
                  {t('recurrences.confirm')}
                </Button>
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={`${t('recurrences.reject')}: ${other.title}`}
                  onClick={() => onDecide('rejected')}
                >
                  {t('recurrences.reject')}
                </Button>
              </>
            ) : (
              <Button
                size="compact-sm"
                variant="subtle"
                color="gray"
                aria-label={`${t('recurrences.takeBack')}: ${other.title}`}
                onClick={() => onDecide('suggested')}
              >
                {t('recurrences.takeBack')}
              </Button>
            )}
          </Group>
        )}
      </Stack>
    </Paper>
  );
}
