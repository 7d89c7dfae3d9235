import { Anchor, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ActionItemMetricsResponse, RecurredItem } from '@tenken/shared/action-item-metrics.contract';
import { useT } from '../../i18n/useT.js';
import { formatDay } from '../../time/formatInstant.js';
import { dayOf } from '../../time/isoDay.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { DefinitionButton } from '../../ui/DefinitionButton.js';
import { RowsLink } from '../../ui/RowsLink.js';
import type { ActionRowsOf } from './actionRows.js';
import { DaysCell } from './DaysCell.js';

/** Fixes that were done, and their incident came again: each with both incidents. */
export function RecurredFixes({
  answer,
  rowsOf,
}: {
  answer: ActionItemMetricsResponse;
  rowsOf: ActionRowsOf;
}) {
  const t = useT();
  const { closedFixes, recurred, share, items } = answer.recurredAfterClosing;
  const day = (at: string) => formatDay(dayOf(at, answer.timeZone), t.language);
  const columns: DataColumn<RecurredItem>[] = [
    {
      key: 'item',
      header: t('actionItemMetrics.col.fix'),
      rowHeader: true,
      cell: (item) => (
        <Stack gap={0}>
          <RowsLink target={rowsOf({ ids: [item.id] })}>{item.title}</RowsLink>
          <Text size="xs" c="dimmed">
            {t(`actionItemMetrics.type.${item.type}`)}
          </Text>
        </Stack>
      ),
    },
    { key: 'done', header: t('actionItemMetrics.status.done'), cell: (item) => day(item.completedAt) },
    {
      key: 'incident',
      header: t('actionItemMetrics.col.incident'),
      cell: (item) => <IncidentLink id={item.incident.id} title={item.incident.title} />,
    },
    {
      key: 'again',
      header: t('actionItemMetrics.col.again'),
      cell: (item) => (
        <Stack gap={0}>
          <IncidentLink id={item.again.id} title={item.again.title} />
          <Text size="xs" c="dimmed">
            {day(item.again.beganAt)}
          </Text>
        </Stack>
      ),
    },
    {
      key: 'after',
      header: t('actionItemMetrics.col.after'),
      align: 'right',
      cell: (item) => <DaysCell days={item.daysAfter} businessDays={item.businessDaysAfter} />,
    },
  ];
  return (
    <Paper withBorder p="sm">
      <Group gap={4} mb={4}>
        <Title order={3} size="h5">
          {t('actionItemMetrics.recurred.title')}
        </Title>
        <DefinitionButton definitionKey="recurred_after_closing" />
      </Group>
      <Text size="sm" mb={items.length > 0 ? 'xs' : 0}>
        {closedFixes === 0
          ? t('actionItemMetrics.recurred.noFixes')
          : recurred === 0
            ? t('actionItemMetrics.recurred.none', { n: closedFixes })
            : t('actionItemMetrics.recurred.summary', {
                recurred,
                n: closedFixes,
                lower: share?.lower ?? 0,
                upper: share?.upper ?? 0,
              })}{' '}
        {recurred > 0 && (
          <RowsLink target={rowsOf({ figure: 'recurred_after_closing' })} underline="always">
            {t('actionItemMetrics.recurred.rows', { n: recurred })}
          </RowsLink>
        )}
      </Text>
      {items.length > 0 && (
        <DataTable
          label={t('actionItemMetrics.recurred.title')}
          rows={items}
          rowId={(item) => item.id}
          columns={columns}
          pageKeys={false}
          maxHeight={360}
        />
      )}
    </Paper>
  );
}

function IncidentLink({ id, title }: { id: string; title: string }) {
  return (
    <Anchor size="sm" renderRoot={(props: object) => <Link {...props} to="/incidents/$id" params={{ id }} />}>
      {title}
    </Anchor>
  );
}
