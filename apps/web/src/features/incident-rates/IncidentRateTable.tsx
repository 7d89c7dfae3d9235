import type { IncidentRate, IncidentRateGroup } from '@tenken/shared/incident-rates.contract';
import { useMemo } from 'react';
import { type BucketLabelFormat, bucketLabel } from '../../charts/prepare/bucketLabel.js';
import type { Translator } from '../../i18n/createTranslator.js';
import { useT } from '../../i18n/useT.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { RowsLink } from '../../ui/RowsLink.js';
import type { RateRows, RateRowsOf } from './incidentRates.queries.js';
import { formatRate } from './rateFinding.js';

interface Row {
  id: string;
  group: string | null;
  period: string;
  order: number;
  rate: IncidentRate;
  unfinished: boolean;
  rows: RateRows;
}

interface Props {
  groups: readonly IncidentRateGroup[];
  grouped: boolean;
  nameOf(group: IncidentRateGroup): string;
  format: Omit<BucketLabelFormat, 'language'>;
  rowsOf: RateRowsOf;
}

/** The twin of the picture: every period of every group; every count leads to its incidents. */
export function IncidentRateTable({ groups, grouped, nameOf, format, rowsOf }: Props) {
  const t = useT();
  const rows = useMemo(
    () => groups.flatMap((group) => toRows(group, grouped ? nameOf(group) : null, format, t)),
    [groups, grouped, nameOf, format, t],
  );
  const columns = useMemo(() => columnsOf(t, grouped, rowsOf), [t, grouped, rowsOf]);
  return (
    <DataTable
      label={t('incidentRates.table')}
      rows={rows}
      rowId={(row) => row.id}
      columns={columns}
      pageKeys={false}
      maxHeight={480}
    />
  );
}

function toRows(
  group: IncidentRateGroup,
  name: string | null,
  format: Omit<BucketLabelFormat, 'language'>,
  t: Translator,
): Row[] {
  const ofGroup: RateRows = name === null ? {} : { group: group.key };
  const periods = group.buckets.map((bucket, index) => ({
    id: `${group.key} ${bucket.from}`,
    group: name,
    period: [
      bucketLabel(bucket.from, { ...format, language: t.language }),
      ...(bucket.unfinished ? [t('incidentRates.tip.unfinished')] : []),
    ].join(t('ui.listSeparator')),
    order: index + 1,
    rate: bucket,
    unfinished: bucket.unfinished,
    rows: { ...ofGroup, from: bucket.from, to: bucket.to },
  }));
  const whole = {
    id: group.key,
    group: name,
    period: t('incidentRates.total'),
    order: 0,
    rate: group.total,
    unfinished: group.total.unfinished,
    rows: ofGroup,
  };
  return periods.length > 1 ? [whole, ...periods] : [whole];
}

function columnsOf(t: Translator, grouped: boolean, rowsOf: RateRowsOf): DataColumn<Row>[] {
  return [
    ...(grouped
      ? [
          {
            key: 'group',
            header: t('incidentRates.col.group'),
            cell: (row: Row) => row.group,
            sortValue: (row: Row) => row.group,
            rowHeader: true,
          },
        ]
      : []),
    {
      key: 'period',
      header: t('incidentRates.col.period'),
      cell: (row) => row.period,
      sortValue: (row) => row.order,
      rowHeader: !grouped,
    },
    {
      key: 'n',
      header: t('incidentRates.col.n'),
      align: 'right',
      sortValue: (row) => row.rate.n,
      descendingFirst: true,
      cell: (row) => {
        const target = row.rate.n === 0 ? null : rowsOf(row.rows);
        return target === null ? row.rate.n : <RowsLink target={target}>{row.rate.n}</RowsLink>;
      },
    },
    {
      key: 'rate',
      header: t('incidentRates.col.rate'),
      align: 'right',
      sortValue: (row) => row.rate.perWeek,
      descendingFirst: true,
      cell: (row) => formatRate(row.rate.perWeek),
    },
    {
      key: 'interval',
      header: t('incidentRates.col.interval'),
      align: 'right',
      cell: ({ rate }) =>
        rate.perWeekLower === null
          ? '—'
          : t('ui.range', { lower: formatRate(rate.perWeekLower), upper: formatRate(rate.perWeekUpper) }),
    },
    {
      key: 'days',
      header: t('incidentRates.col.days'),
      align: 'right',
      cell: ({ rate }) => Number(rate.exposureDays.toFixed(1)),
    },
    {
      key: 'excluded',
      header: t('incidentRates.col.excluded'),
      align: 'right',
      cell: ({ rate }) => rate.excluded,
    },
  ];
}
