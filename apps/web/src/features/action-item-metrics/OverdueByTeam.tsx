import { Group, Paper, Text, Title } from '@mantine/core';
import type { ActionItemMetricsResponse, TeamOverdue } from '@tenken/shared/action-item-metrics.contract';
import { useT } from '../../i18n/useT.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { DefinitionButton } from '../../ui/DefinitionButton.js';
import { RowsLink } from '../../ui/RowsLink.js';
import type { ActionRowsOf } from './actionRows.js';
import { DaysCell } from './DaysCell.js';
import { groupName } from './groupName.js';

/** What is overdue now, team by team in the order of their names: a place to help, no ranking. */
export function OverdueByTeam({
  answer,
  rowsOf,
}: {
  answer: ActionItemMetricsResponse;
  rowsOf: ActionRowsOf;
}) {
  const t = useT();
  const link = (n: number, outcome: 'open' | 'overdue', { key }: TeamOverdue) =>
    n === 0 ? 0 : <RowsLink target={rowsOf({ outcome, ownerTeam: key, anyTime: true })}>{n}</RowsLink>;
  const columns: DataColumn<TeamOverdue>[] = [
    {
      key: 'team',
      header: t('actionItemMetrics.groupBy.team'),
      rowHeader: true,
      cell: ({ key, label }) => groupName(t, 'team', key, label),
    },
    {
      key: 'open',
      header: t('actionItemMetrics.col.open'),
      align: 'right',
      cell: (team) => link(team.open, 'open', team),
    },
    {
      key: 'overdue',
      header: t('actionItemMetrics.status.overdue'),
      align: 'right',
      cell: (team) => link(team.overdue, 'overdue', team),
    },
    {
      key: 'late',
      header: t('actionItemMetrics.col.late'),
      align: 'right',
      cell: (team) => <DaysCell days={team.medianDaysLate} businessDays={team.medianBusinessDaysLate} />,
    },
    {
      key: 'longest',
      header: t('actionItemMetrics.col.longest'),
      align: 'right',
      cell: (team) => <DaysCell days={team.longestDaysLate} businessDays={team.longestBusinessDaysLate} />,
    },
  ];
  return (
    <Paper withBorder p="sm">
      <Group gap={4} mb={4}>
        <Title order={3} size="h5">
          {t('actionItemMetrics.overdue.title')}
        </Title>
        <DefinitionButton definitionKey="overdue" />
      </Group>
      {answer.overdueByTeam.length === 0 ? (
        <Text size="sm">{t('actionItemMetrics.age.none')}</Text>
      ) : (
        <DataTable
          label={t('actionItemMetrics.overdue.title')}
          rows={answer.overdueByTeam}
          rowId={(team) => team.key}
          columns={columns}
          pageKeys={false}
          maxHeight={360}
        />
      )}
    </Paper>
  );
}
