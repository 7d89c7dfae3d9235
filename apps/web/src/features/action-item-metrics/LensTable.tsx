import { Paper, Title } from '@mantine/core';
import type { ActionItemMetricsResponse } from '@tenken/shared/action-item-metrics.contract';
import { useMemo } from 'react';
import { useT } from '../../i18n/useT.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { DefinitionButton } from '../../ui/DefinitionButton.js';
import { RowsLink } from '../../ui/RowsLink.js';
import type { ActionRowsOf } from './actionRows.js';

type Lens = ActionItemMetricsResponse['lenses'][number];

/** How the items are spread over prevent, detect, mitigate, repair and the rest. */
export function LensTable({ answer, rowsOf }: { answer: ActionItemMetricsResponse; rowsOf: ActionRowsOf }) {
  const t = useT();
  const columns = useMemo(
    (): DataColumn<Lens>[] => [
      {
        key: 'type',
        header: t('actionItemMetrics.col.type'),
        rowHeader: true,
        cell: (lens) => t(`actionItemMetrics.type.${lens.type}`),
      },
      {
        key: 'n',
        header: t('actionItemMetrics.col.n'),
        align: 'right',
        cell: (lens) =>
          lens.n === 0 ? (
            0
          ) : (
            <RowsLink target={rowsOf({ type: lens.type, outcome: 'kept' })}>{lens.n}</RowsLink>
          ),
      },
      {
        key: 'share',
        header: t('actionItemMetrics.col.interval'),
        align: 'right',
        cell: ({ share }) =>
          share === null
            ? '—'
            : t('actionItemMetrics.lens', { value: share.value, lower: share.lower, upper: share.upper }),
      },
    ],
    [t, rowsOf],
  );
  return (
    <Paper withBorder p="sm">
      <Title order={3} size="h5" mb={4}>
        {t('actionItemMetrics.lenses.title')} <DefinitionButton definitionKey="lenses" />
      </Title>
      <DataTable
        label={t('actionItemMetrics.lenses.table')}
        rows={answer.lenses}
        rowId={(lens) => lens.type}
        columns={columns}
        pageKeys={false}
      />
    </Paper>
  );
}
