import type { DurationBucketFigures, DurationGroup } from '@tenken/shared/durations.contract';
import { useMemo } from 'react';
import { type BucketLabelFormat, bucketLabel } from '../../charts/prepare/bucketLabel.js';
import type { Translator } from '../../i18n/createTranslator.js';
import { useT } from '../../i18n/useT.js';
import { formatDuration } from '../../time/formatDuration.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { RowsLink } from '../../ui/RowsLink.js';
import type { DurationRows, RowsOf } from './durationView.js';

interface Row {
  id: string;
  group: string | null;
  period: string;
  order: number;
  notes: string[];
  figures: Omit<DurationBucketFigures, 'from' | 'to' | 'partial'>;
  rows: DurationRows;
}

interface Props {
  groups: readonly DurationGroup[];
  grouped: boolean;
  nameOf(group: DurationGroup): string;
  format: Omit<BucketLabelFormat, 'language'>;
  /** changes of the definition by period */
  changes: readonly { slot: number; label: string }[];
  rowsOf: RowsOf;
}

/** The twin of the picture: every period of every group with its figures; every count leads to its incidents. */
export function DurationTable({ groups, grouped, nameOf, format, changes, rowsOf }: Props) {
  const t = useT();
  const rows = useMemo(
    () => groups.flatMap((group) => toRows(group, grouped ? nameOf(group) : null, format, changes, t)),
    [groups, grouped, nameOf, format, changes, t],
  );
  const columns = useMemo(() => columnsOf(t, grouped, rowsOf), [t, grouped, rowsOf]);
  return (
    <DataTable
      label={t('durations.table')}
      rows={rows}
      rowId={(row) => row.id}
      columns={columns}
      pageKeys={false}
      maxHeight={480}
      rowTone={(row) => (row.figures.n + row.figures.open === 0 ? 'quiet' : undefined)}
    />
  );
}

function toRows(
  group: DurationGroup,
  name: string | null,
  format: Omit<BucketLabelFormat, 'language'>,
  changes: Props['changes'],
  t: Translator,
): Row[] {
  const ofGroup = name === null ? {} : { group: group.key };
  const periods = group.buckets.map((bucket, index) => ({
    id: `${group.key} ${bucket.from}`,
    group: name,
    period: bucketLabel(bucket.from, { ...format, language: t.language }),
    order: index + 1,
    notes: [
      bucket.unfinished ? t('durations.col.unfinished') : null,
      bucket.partial ? t('durations.col.partial') : null,
      ...changes
        .filter((change) => change.slot === index)
        .map(({ label }) => t('durations.changes.tip', { what: label })),
    ].filter((note) => note !== null),
    figures: bucket,
    rows: { ...ofGroup, from: bucket.from, to: bucket.to },
  }));
  const whole = {
    id: group.key,
    group: name,
    period: t('durations.total'),
    order: 0,
    notes: [],
    figures: group.total,
    rows: ofGroup,
  };
  return periods.length > 1 ? [whole, ...periods] : [whole];
}

function columnsOf(t: Translator, grouped: boolean, rowsOf: RowsOf): DataColumn<Row>[] {
  const duration = (seconds: number | null) => formatDuration(seconds, t.language);
  const count = (
    key: 'n' | 'open' | 'missing' | 'excluded',
    state: DurationRows['state'],
  ): DataColumn<Row> => ({
    key,
    header: t(`durations.col.${key}`),
    align: 'right',
    sortValue: (row) => row.figures[key],
    descendingFirst: true,
    cell: (row) =>
      row.figures[key] === 0 ? (
        0
      ) : (
        <RowsLink target={rowsOf({ ...row.rows, state })}>{row.figures[key]}</RowsLink>
      ),
  });
  const seconds = (key: 'median' | 'p90' | 'mean', value: (row: Row) => number | null): DataColumn<Row> => ({
    key,
    header: t(`durations.col.${key}`),
    align: 'right',
    sortValue: value,
    descendingFirst: true,
    cell: (row) => duration(value(row)),
  });
  const named: DataColumn<Row>[] = grouped
    ? [
        {
          key: 'group',
          header: t('durations.col.group'),
          cell: (row) => row.group,
          sortValue: (row) => row.group,
          rowHeader: true,
        },
      ]
    : [];
  return [
    ...named,
    {
      key: 'period',
      header: t('durations.col.period'),
      cell: (row) => [row.period, ...row.notes].join(t('ui.listSeparator')),
      sortValue: (row) => row.order,
      rowHeader: !grouped,
    },
    seconds('median', (row) => (row.figures.tooFew ? null : row.figures.medianSeconds)),
    {
      key: 'interval',
      header: t('durations.col.interval'),
      align: 'right',
      cell: ({ figures }) =>
        figures.medianLower === null || figures.medianUpper === null
          ? '—'
          : t('ui.range', { lower: duration(figures.medianLower), upper: duration(figures.medianUpper) }),
    },
    seconds('p90', (row) => (row.figures.p90Lower === null ? null : row.figures.p90Seconds)),
    seconds('mean', (row) => row.figures.meanSeconds),
    count('n', 'used'),
    count('open', 'open'),
    count('missing', 'missing'),
    count('excluded', 'excluded'),
  ];
}
