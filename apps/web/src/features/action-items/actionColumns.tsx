import { Anchor, Badge, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ActionItemRow } from '@tenken/shared/action-items.contract';
import type { Translator } from '../../i18n/createTranslator.js';
import { formatDay } from '../../time/formatInstant.js';
import { dayOf, daysBetween } from '../../time/isoDay.js';
import type { DataColumn } from '../../ui/DataTable.js';
import { SeverityBadge } from '../../ui/SeverityBadge.js';
import { targetText } from './targetText.js';

interface Context {
  t: Translator;
  timeZone: string;
  /** ISO day */
  today: string;
  onOpen(id: string): void;
}

/** The columns of the list. The server orders by group. */
export function actionColumns(context: Context): DataColumn<ActionItemRow>[] {
  const { t } = context;
  return [
    {
      key: 'title',
      header: t('actions.item'),
      rowHeader: true,
      cell: (row) => <TitleCell row={row} context={context} />,
    },
    {
      key: 'owner',
      header: t('actions.owner'),
      cell: (row) =>
        row.owner ?? (
          <Text size="sm" c="dimmed">
            {t('actions.nobody')}
          </Text>
        ),
    },
    { key: 'due', header: t('actions.due'), cell: (row) => <DueCell row={row} context={context} /> },
    { key: 'status', header: t('actions.status'), cell: (row) => t(`actions.status.${row.status}`) },
    { key: 'type', header: t('actions.type'), cell: (row) => t(`actions.type.${row.type}`) },
    {
      key: 'age',
      header: t('actions.age'),
      align: 'right',
      cell: (row) =>
        row.ageDays === null ? (
          '—'
        ) : (
          <Stack gap={0} align="end">
            <span style={{ whiteSpace: 'nowrap' }}>{t('actions.age.days', { n: row.ageDays })}</span>
            {row.ageBusinessDays !== null && (
              <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
                {t('actions.age.business', { n: row.ageBusinessDays })}
              </Text>
            )}
          </Stack>
        ),
    },
  ];
}

function TitleCell({ row, context }: { row: ActionItemRow; context: Context }) {
  const { t, onOpen } = context;
  return (
    <Stack gap={0} miw={260}>
      <Group gap={6}>
        <Anchor
          component="button"
          type="button"
          inherit
          lh="24px"
          ta="left"
          fw={700}
          onClick={() => onOpen(row.id)}
        >
          {row.title}
        </Anchor>
        {row.priority && (
          <Badge size="xs" tt="none" variant="outline" color="gray">
            {row.priority}
          </Badge>
        )}
        {row.isSample && (
          <Badge size="xs" tt="none" variant="outline" color="gray">
            {t('actions.sample')}
          </Badge>
        )}
      </Group>
      {row.incident && (
        <Group gap={4} wrap="nowrap">
          {row.incident.severity && <SeverityBadge severity={row.incident.severity} compact />}
          <Anchor
            size="xs"
            lh="24px"
            renderRoot={(props: object) => (
              <Link {...props} to="/incidents/$id" params={{ id: row.incident?.id ?? '' }} />
            )}
          >
            {t('actions.from.incident', { title: row.incident.title })}
          </Anchor>
        </Group>
      )}
      {row.decision?.alertRuleId && (
        <Anchor
          size="xs"
          lh="24px"
          renderRoot={(props: object) => (
            <Link {...props} to="/rules/$id" params={{ id: row.decision?.alertRuleId ?? '' }} />
          )}
        >
          {t('actions.from.decision', { rule: row.decision.alertRuleName ?? '' })}
        </Anchor>
      )}
      {row.url && (
        <Anchor size="xs" lh="24px" href={row.url} target="_blank" rel="noopener nofollow">
          {row.externalId ?? row.url}
        </Anchor>
      )}
      {row.status === 'declined' && row.declineReason && <Text size="xs">{row.declineReason}</Text>}
    </Stack>
  );
}

function DueCell({ row, context }: { row: ActionItemRow; context: Context }) {
  const { t, today, timeZone } = context;
  const closedAt = row.completedAt ?? row.declinedAt;
  if (row.status === 'done' || row.status === 'declined') {
    return (
      <Text size="sm" c="dimmed">
        {closedAt === null
          ? t('actions.history.unknownTime')
          : t('actions.closedOn', { day: formatDay(dayOf(closedAt, timeZone), t.language) })}
      </Text>
    );
  }
  if (row.deadlineOn === null) {
    return (
      <Text size="sm" c="dimmed">
        {t('actions.noDue')}
      </Text>
    );
  }
  const target = row.dueOn === null ? targetText(row, t) : null;
  return (
    <Stack gap={0}>
      <span style={{ whiteSpace: 'nowrap' }}>{formatDay(row.deadlineOn, t.language, { weekday: true })}</span>
      {row.daysLate === null ? (
        <Text size="xs" c="dimmed">
          {t('actions.inDays', { n: daysBetween(today, row.deadlineOn) })}
        </Text>
      ) : (
        <Text size="xs" c="var(--tone-red)" fw={700}>
          {t('actions.late', { n: row.daysLate })}{' '}
          {t('actions.late.business', { n: row.businessDaysLate ?? 0 })}
        </Text>
      )}
      {target !== null && (
        <Text size="xs" c="dimmed">
          {target}
        </Text>
      )}
    </Stack>
  );
}
