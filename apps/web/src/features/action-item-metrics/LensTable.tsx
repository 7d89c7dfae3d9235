import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { ActionItemMetricsResponse } from '@tenken/shared/action-item-metrics.contract';
import type { ActionItemType } from '@tenken/shared/action-items.contract';
import { useMemo } from 'react';
import { useT } from '../../i18n/useT.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { DefinitionButton } from '../../ui/DefinitionButton.js';
import { RowsLink } from '../../ui/RowsLink.js';
import type { ActionRowsOf } from './actionRows.js';
import { useCohortRows } from './CohortBars.js';

interface LensRow {
  key: string;
  label: string;
  from: string | undefined;
  to: string | undefined;
  lenses: ActionItemMetricsResponse['lenses'];
  missing: readonly ActionItemType[];
}

/** How the items of each period are spread over prevent, detect, mitigate, repair and the rest, and what is missing. */
export function LensTable({ answer, rowsOf }: { answer: ActionItemMetricsResponse; rowsOf: ActionRowsOf }) {
  const t = useT();
  const cohorts = useCohortRows(answer);
  const rows: LensRow[] = [
    {
      key: 'all',
      label: t('actionItemMetrics.lenses.all'),
      from: undefined,
      to: undefined,
      lenses: answer.lenses,
      missing: answer.lenses.slice(0, 4).flatMap(({ type, n }) => (n === 0 ? [type] : [])),
    },
    ...cohorts.map((cohort) => ({ key: cohort.from, ...cohort })),
  ];
  const columns = useMemo(
    (): DataColumn<LensRow>[] => [
      {
        key: 'period',
        header: t('actionItemMetrics.col.period'),
        rowHeader: true,
        cell: (row) => row.label,
      },
      {
        key: 'n',
        header: t('actionItemMetrics.col.n'),
        align: 'right',
        cell: ({ lenses, from, to }) => {
          const n = lenses[0]?.share?.n ?? 0;
          if (n === 0) return 0;
          return (
            <RowsLink target={rowsOf({ outcome: 'kept', ...(from && to ? { from, to } : {}) })}>{n}</RowsLink>
          );
        },
      },
      ...answer.lenses.map(
        ({ type }, index): DataColumn<LensRow> => ({
          key: type,
          header: t(`actionItemMetrics.type.${type}`),
          align: 'right',
          cell: ({ lenses, from, to }) => {
            const lens = lenses[index];
            if (!lens || lens.share === null) return '—';
            if (lens.n === 0) return 0;
            return (
              <Stack gap={0} align="end" style={{ whiteSpace: 'nowrap' }}>
                <RowsLink target={rowsOf({ type, outcome: 'kept', ...(from && to ? { from, to } : {}) })}>
                  {t('actionItemMetrics.lens', { value: lens.share.value, n: lens.n })}
                </RowsLink>
                <Text size="xs" c="dimmed">
                  {t('actionItemMetrics.percent', { value: lens.share.lower })} –{' '}
                  {t('actionItemMetrics.percent', { value: lens.share.upper })}
                </Text>
              </Stack>
            );
          },
        }),
      ),
      {
        key: 'missing',
        header: t('actionItemMetrics.col.missing'),
        cell: ({ missing }) =>
          missing.length === 0
            ? '—'
            : missing.map((type) => t(`actionItemMetrics.type.${type}`)).join(t('ui.listSeparator')),
      },
    ],
    [t, rowsOf, answer.lenses],
  );
  return (
    <Paper withBorder p="sm">
      <Group gap={4} mb={4}>
        <Title order={3} size="h5">
          {t('actionItemMetrics.lenses.title')}
        </Title>
        <DefinitionButton definitionKey="lenses" />
      </Group>
      <DataTable
        label={t('actionItemMetrics.lenses.table')}
        rows={rows}
        rowId={(row) => row.key}
        columns={columns}
        pageKeys={false}
      />
    </Paper>
  );
}
