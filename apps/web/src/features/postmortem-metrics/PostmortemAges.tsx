import { Paper, Text, Title } from '@mantine/core';
import type { PostmortemAge, PostmortemMetricsResponse } from '@tenken/shared/postmortem-metrics.contract';
import { useMemo } from 'react';
import { useT } from '../../i18n/useT.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { postmortemRows } from './postmortemRows.js';

/** How long the unreviewed ones have waited: a postmortem that nobody reviewed might as well not exist. */
export function PostmortemAges({ answer }: { answer: PostmortemMetricsResponse }) {
  const t = useT();
  const columns = useMemo((): DataColumn<PostmortemAge>[] => {
    const link = (age: PostmortemAge, state: 'unreviewed' | 'overdue', n: number) =>
      n === 0 ? (
        0
      ) : (
        <RowsLink
          target={postmortemRows({ state, ageFrom: age.fromDays, ageTo: age.toDays }, answer.timeZone)}
        >
          {n}
        </RowsLink>
      );
    return [
      {
        key: 'age',
        header: t('postmortemMetrics.col.waited'),
        rowHeader: true,
        cell: (age) =>
          age.toDays === null
            ? t('postmortemMetrics.ageFrom', { from: age.fromDays })
            : t('postmortemMetrics.age', { from: age.fromDays, to: age.toDays - 1 }),
      },
      {
        key: 'n',
        header: t('postmortemMetrics.col.unreviewed'),
        align: 'right',
        cell: (age) => link(age, 'unreviewed', age.n),
      },
      {
        key: 'overdue',
        header: t('postmortemMetrics.col.overdue'),
        align: 'right',
        cell: (age) => link(age, 'overdue', age.overdue),
      },
    ];
  }, [t, answer.timeZone]);
  return (
    <Paper withBorder p="sm">
      <Title order={3} size="h5" mb={4}>
        {t('postmortemMetrics.ages.title')}
      </Title>
      {answer.total.unreviewed === 0 ? (
        <Text size="sm" c="dimmed">
          {t('postmortemMetrics.ages.none')}
        </Text>
      ) : (
        <DataTable
          label={t('postmortemMetrics.ages.title')}
          rows={answer.ages}
          rowId={(age) => String(age.fromDays)}
          columns={columns}
          pageKeys={false}
        />
      )}
    </Paper>
  );
}
