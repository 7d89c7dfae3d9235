import { useNavigate } from '@tanstack/react-router';
import type { ActionItemMetricsResponse } from '@tenken/shared/action-item-metrics.contract';
import type { MetricBucket } from '@tenken/shared/metric-bucket.contract';
import { useMemo } from 'react';
import { ChartFrame } from '../../charts/ChartFrame.js';
import { bucketLabel } from '../../charts/prepare/bucketLabel.js';
import { StackedBars } from '../../charts/StackedBars.js';
import type { Translator } from '../../i18n/createTranslator.js';
import { useT } from '../../i18n/useT.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { type ActionRowsOf, OUTCOMES, type Outcome } from './actionRows.js';

const COLOURS: Record<Exclude<Outcome, 'deleted'>, string> = {
  done: 'var(--data)',
  declined: 'var(--data-comparison)',
  openInTime: 'var(--severity-medium)',
  overdue: 'var(--severity-high)',
};
const SHOWN = ['done', 'declined', 'openInTime', 'overdue'] as const;

type Row = ActionItemMetricsResponse['buckets'][number] & { label: string };

interface Props {
  answer: ActionItemMetricsResponse;
  bucket: MetricBucket;
  rowsOf: ActionRowsOf;
  asTable: boolean;
  onAsTable(asTable: boolean): void;
  onActive(): void;
}

/** The items created in each period, by where they stand now. */
export function CohortBars({ answer, bucket, rowsOf, asTable, onAsTable, onActive }: Props) {
  const t = useT();
  const navigate = useNavigate();
  const rows = useMemo(
    (): Row[] =>
      answer.buckets.map((figures) => ({
        ...figures,
        label: bucketLabel(figures.from, { unit: bucket, timeZone: answer.timeZone, language: t.language }),
      })),
    [answer, bucket, t.language],
  );
  const columns = useMemo(() => columnsOf(t, rowsOf), [t, rowsOf]);
  return (
    <ChartFrame
      title={t('actionItemMetrics.cohort.title')}
      summary={t('actionItemMetrics.cohort.summary')}
      definitionKey="completion_rate"
      definition={answer.definition}
      asTable={asTable}
      onAsTable={onAsTable}
      onActive={onActive}
      csv={{
        name: `tenken-action-items-${answer.from.slice(0, 10)}-${answer.to.slice(0, 10)}`,
        header: [
          'from',
          'to',
          t('actionItemMetrics.col.created'),
          ...OUTCOMES.map((outcome) => t(`actionItemMetrics.status.${outcome}`)),
          t('actionItemMetrics.figure.completion'),
        ],
        rows: rows.map((row) => [
          row.from,
          row.to,
          row.created,
          ...OUTCOMES.map((outcome) => row[outcome]),
          row.completionRate?.value ?? null,
        ]),
      }}
      table={
        <DataTable
          label={t('actionItemMetrics.cohort.table')}
          rows={rows}
          rowId={(row) => row.from}
          columns={columns}
          pageKeys={false}
          maxHeight={360}
        />
      }
    >
      <StackedBars
        label={t('actionItemMetrics.cohort.title')}
        columns={rows.map((row) => ({
          label: row.label,
          values: Object.fromEntries(SHOWN.map((outcome) => [outcome, row[outcome]])),
        }))}
        series={SHOWN.map((outcome) => ({
          key: outcome,
          label: t(`actionItemMetrics.status.${outcome}`),
          colour: COLOURS[outcome],
          ...(outcome === 'openInTime' ? { outline: 'var(--severity-outline)' } : {}),
        }))}
        describe={(index) => ({
          title: rows[index]?.label ?? '',
          lines: SHOWN.map(
            (outcome) => `${t(`actionItemMetrics.status.${outcome}`)}: ${rows[index]?.[outcome] ?? 0}`,
          ),
        })}
        onOpen={(index) => {
          const row = rows[index];
          if (!row) return;
          const target = rowsOf({ from: row.from, to: row.to });
          void navigate({ to: target.to as never, search: (target.search ?? {}) as never });
        }}
      />
    </ChartFrame>
  );
}

function columnsOf(t: Translator, rowsOf: ActionRowsOf): DataColumn<Row>[] {
  return [
    {
      key: 'period',
      header: t('actionItemMetrics.col.period'),
      rowHeader: true,
      cell: (row) => row.label,
      sortValue: (row) => row.from,
    },
    {
      key: 'created',
      header: t('actionItemMetrics.col.created'),
      align: 'right',
      sortValue: (row) => row.created,
      descendingFirst: true,
      cell: (row) =>
        row.created === 0 ? (
          0
        ) : (
          <RowsLink target={rowsOf({ from: row.from, to: row.to })}>{row.created}</RowsLink>
        ),
    },
    ...OUTCOMES.map(
      (outcome): DataColumn<Row> => ({
        key: outcome,
        header: t(`actionItemMetrics.status.${outcome}`),
        align: 'right',
        sortValue: (row) => row[outcome],
        descendingFirst: true,
        cell: (row) =>
          row[outcome] === 0 ? (
            0
          ) : (
            <RowsLink target={rowsOf({ outcome, from: row.from, to: row.to })}>{row[outcome]}</RowsLink>
          ),
      }),
    ),
    {
      key: 'rate',
      header: t('actionItemMetrics.figure.completion'),
      align: 'right',
      sortValue: (row) => row.completionRate?.value ?? null,
      descendingFirst: true,
      cell: ({ completionRate: rate, done }) =>
        rate === null ? '—' : t('actionItemMetrics.share', { value: rate.value, part: done, n: rate.n }),
    },
  ];
}
