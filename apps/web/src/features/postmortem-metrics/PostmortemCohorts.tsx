import type { MetricBucket } from '@tenken/shared/metric-bucket.contract';
import type { PostmortemMetricsResponse } from '@tenken/shared/postmortem-metrics.contract';
import type { PostmortemState } from '@tenken/shared/postmortems.contract';
import { useMemo } from 'react';
import { ChartFrame } from '../../charts/ChartFrame.js';
import { bucketLabel } from '../../charts/prepare/bucketLabel.js';
import { StackedBars } from '../../charts/StackedBars.js';
import type { Translator } from '../../i18n/createTranslator.js';
import { useT } from '../../i18n/useT.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { useOpenRows } from '../../ui/useOpenRows.js';
import { postmortemRows } from './postmortemRows.js';

type Row = PostmortemMetricsResponse['buckets'][number] & { label: string; waiting: number };

/** Where the incidents of a period stand; together they are those that a criterion asks a postmortem for. */
const SHOWN = ['reviewed', 'waiting', 'overdue', 'waived'] as const;
const COLOURS: Record<(typeof SHOWN)[number], string> = {
  reviewed: 'var(--data)',
  waiting: 'var(--severity-medium)',
  overdue: 'var(--severity-high)',
  waived: 'var(--data-comparison)',
};
const COUNTS = ['required', 'written', 'reviewed', 'unreviewed', 'overdue', 'waived'] as const;

interface Props {
  answer: PostmortemMetricsResponse;
  bucket: MetricBucket;
  asTable: boolean;
  onAsTable(asTable: boolean): void;
  onActive(): void;
}

/** The incidents resolved in each period, by what became of their postmortems. */
export function PostmortemCohorts({ answer, bucket, asTable, onAsTable, onActive }: Props) {
  const t = useT();
  const openRows = useOpenRows();
  const rows = useMemo(
    (): Row[] =>
      answer.buckets.map((figures) => ({
        ...figures,
        waiting: figures.unreviewed - figures.overdue,
        label: bucketLabel(figures.from, { unit: bucket, timeZone: answer.timeZone, language: t.language }),
      })),
    [answer, bucket, t.language],
  );
  const columns = useMemo(() => columnsOf(t, answer.timeZone), [t, answer.timeZone]);
  return (
    <ChartFrame
      title={t('postmortemMetrics.cohort.title')}
      summary={t('postmortemMetrics.cohort.summary')}
      definitionKey="postmortems"
      definition={answer.definition}
      asTable={asTable}
      onAsTable={onAsTable}
      onActive={onActive}
      csv={{
        name: `tenken-postmortems-${answer.from.slice(0, 10)}-${answer.to.slice(0, 10)}`,
        header: [
          'from',
          'to',
          t('postmortemMetrics.col.resolved'),
          ...COUNTS.map((count) => t(`postmortemMetrics.col.${count}`)),
          t('postmortemMetrics.figure.onTime'),
          t('postmortemMetrics.figure.median'),
        ],
        rows: rows.map((row) => [
          row.from,
          row.to,
          row.resolved,
          ...COUNTS.map((count) => row[count]),
          row.onTime?.value ?? null,
          row.medianBusinessDaysToReview,
        ]),
      }}
      table={
        <DataTable
          label={t('postmortemMetrics.cohort.title')}
          rows={rows}
          rowId={(row) => row.from}
          columns={columns}
          pageKeys={false}
          maxHeight={360}
        />
      }
    >
      <StackedBars
        label={t('postmortemMetrics.cohort.title')}
        columns={rows.map((row) => ({
          label: row.label,
          values: Object.fromEntries(SHOWN.map((state) => [state, row[state]])),
        }))}
        series={SHOWN.map((state) => ({
          key: state,
          label: t(`postmortemMetrics.col.${state}`),
          colour: COLOURS[state],
          ...(state === 'waiting' ? { outline: 'var(--severity-outline)' } : {}),
        }))}
        describe={(index) => ({
          title: rows[index]?.label ?? '',
          lines: SHOWN.map((state) => `${t(`postmortemMetrics.col.${state}`)}: ${rows[index]?.[state] ?? 0}`),
        })}
        onOpen={(index) => {
          const row = rows[index];
          if (!row) return;
          const target = postmortemRows({ state: 'required', from: row.from, to: row.to }, answer.timeZone);
          openRows(target);
        }}
      />
    </ChartFrame>
  );
}

function columnsOf(t: Translator, timeZone: string): DataColumn<Row>[] {
  const count = (key: 'resolved' | (typeof COUNTS)[number], state: PostmortemState): DataColumn<Row> => ({
    key,
    header: t(`postmortemMetrics.col.${key}`),
    align: 'right',
    sortValue: (row) => row[key],
    descendingFirst: true,
    cell: (row) =>
      row[key] === 0 ? (
        0
      ) : (
        <RowsLink target={postmortemRows({ state, from: row.from, to: row.to }, timeZone)}>
          {row[key]}
        </RowsLink>
      ),
  });
  return [
    {
      key: 'period',
      header: t('postmortemMetrics.col.period'),
      rowHeader: true,
      cell: (row) => row.label,
      sortValue: (row) => row.from,
    },
    count('resolved', 'resolved'),
    ...COUNTS.map((key) => count(key, key)),
    {
      key: 'onTime',
      header: t('postmortemMetrics.figure.onTime'),
      align: 'right',
      sortValue: (row) => row.onTime?.value ?? null,
      descendingFirst: true,
      cell: ({ onTime, from, to }) =>
        onTime === null ? (
          '—'
        ) : (
          <RowsLink target={postmortemRows({ state: 'due', from, to }, timeZone)}>
            {t('postmortemMetrics.share', {
              value: onTime.value,
              part: Math.round(onTime.value * onTime.n),
              n: onTime.n,
            })}
          </RowsLink>
        ),
    },
    {
      key: 'median',
      header: t('postmortemMetrics.figure.median'),
      align: 'right',
      sortValue: (row) => row.medianBusinessDaysToReview,
      cell: (row) => row.medianBusinessDaysToReview ?? '—',
    },
  ];
}
