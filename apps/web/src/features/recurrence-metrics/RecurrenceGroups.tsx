import { Paper, Text, Title } from '@mantine/core';
import type { RecurrenceGroup, RecurrenceMetricsResponse } from '@tenken/shared/recurrence.contract';
import { useMemo } from 'react';
import type { Translator } from '../../i18n/createTranslator.js';
import { useT } from '../../i18n/useT.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { type RecurrenceRowsOf, withSearch } from './recurrenceRows.js';

interface Props {
  answer: RecurrenceMetricsResponse;
  nameOf(group: { key: string; label: string | null }): string;
  rowsOf: RecurrenceRowsOf;
}

/** The rates of each group with their intervals, by name: not an order of who is worse. */
export function RecurrenceGroups({ answer, nameOf, rowsOf }: Props) {
  const t = useT();
  const columns = useMemo(() => columnsOf(t, nameOf, rowsOf), [t, nameOf, rowsOf]);
  if (answer.groups.length === 0) return null;
  return (
    <Paper withBorder p="sm">
      <Title order={3} size="h5" mb={4}>
        {t('recurrenceMetrics.groups.title')}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {answer.groupsTotal > answer.groups.length
          ? t('recurrenceMetrics.groups.some', { n: answer.groups.length, all: answer.groupsTotal })
          : t('recurrenceMetrics.groups.hint')}
      </Text>
      <DataTable
        label={t('recurrenceMetrics.groups.title')}
        rows={answer.groups}
        rowId={(group) => group.key}
        columns={columns}
        pageKeys={false}
      />
    </Paper>
  );
}

function columnsOf(
  t: Translator,
  nameOf: Props['nameOf'],
  rowsOf: RecurrenceRowsOf,
): DataColumn<RecurrenceGroup>[] {
  const count = (group: RecurrenceGroup, n: number, search: Record<string, unknown>) => {
    const target = rowsOf({ group: group.key });
    return target === null || n === 0 ? n : <RowsLink target={withSearch(target, search)}>{n}</RowsLink>;
  };
  const percent = (value: number) => t('recurrenceMetrics.percent', { value });
  return [
    {
      key: 'name',
      header: t('recurrenceMetrics.col.group'),
      rowHeader: true,
      cell: (group) => nameOf(group),
    },
    {
      key: 'n',
      header: t('recurrenceMetrics.col.n'),
      align: 'right',
      cell: (group) => count(group, group.incidents, {}),
    },
    {
      key: 'confirmed',
      header: t('recurrenceMetrics.col.confirmed'),
      align: 'right',
      cell: (group) => count(group, group.confirmed, { recurrence: 'confirmed' }),
    },
    {
      key: 'rate',
      header: t('recurrenceMetrics.col.rate'),
      align: 'right',
      cell: ({ confirmedRate }) => (confirmedRate === null ? '—' : percent(confirmedRate.value)),
    },
    {
      key: 'interval',
      header: t('recurrenceMetrics.col.interval'),
      align: 'right',
      cell: ({ confirmedRate }) =>
        confirmedRate === null
          ? '—'
          : t('ui.range', { lower: percent(confirmedRate.lower), upper: percent(confirmedRate.upper) }),
    },
    {
      key: 'suggested',
      header: t('recurrenceMetrics.col.suggested'),
      align: 'right',
      cell: (group) => count(group, group.suggested, { recurrence: 'suggested' }),
    },
  ];
}
