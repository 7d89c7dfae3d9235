import { useMemo } from 'react';
import type { Translator } from '../../i18n/createTranslator.js';
import { useT } from '../../i18n/useT.js';
import { formatDuration } from '../../time/formatDuration.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { alertDurationRows } from './alertDurationRows.js';
import type { DurationsOfMonth, DurationsOfService } from './prepareAlertDurations.js';

type Row = DurationsOfMonth & { id: string; serviceId: string | null; service: string; period: string };

interface Props {
  services: readonly DurationsOfService[];
  nameOf(service: DurationsOfService): string;
  /** the name of the month that begins at an instant */
  monthOf(from: string): string;
}

/** The twin of the pictures: every month of every service; each count leads to its alerts. */
export function AlertDurationTable({ services, nameOf, monthOf }: Props) {
  const t = useT();
  const rows = services.flatMap((service) =>
    service.months.map(
      (month): Row => ({
        ...month,
        id: `${service.id ?? 'none'} ${month.month}`,
        serviceId: service.id,
        service: nameOf(service),
        period: [
          monthOf(`${month.month}-01T00:00:00Z`),
          ...(month.unfinished ? [t('alertDurations.unfinished')] : []),
        ].join(t('ui.listSeparator')),
      }),
    ),
  );
  const columns = useMemo(() => columnsOf(t), [t]);
  return (
    <DataTable
      label={t('alertDurations.table')}
      rows={rows}
      rowId={(row) => row.id}
      columns={columns}
      pageKeys={false}
      maxHeight={480}
    />
  );
}

function columnsOf(t: Translator): DataColumn<Row>[] {
  const seconds = (key: 'medianSeconds' | 'p90Seconds', header: string): DataColumn<Row> => ({
    key,
    header,
    align: 'right',
    sortValue: (row) => row[key],
    descendingFirst: true,
    cell: (row) => formatDuration(row[key], t.language),
  });
  const count = (key: 'n' | 'open'): DataColumn<Row> => ({
    key,
    header: t(`alertDurations.col.${key}`),
    align: 'right',
    sortValue: (row) => row[key],
    descendingFirst: true,
    cell: (row) =>
      row[key] === 0 ? (
        0
      ) : (
        <RowsLink target={alertDurationRows(row.serviceId, row.month, key === 'open')}>{row[key]}</RowsLink>
      ),
  });
  return [
    {
      key: 'service',
      header: t('alertDurations.col.service'),
      cell: (row) => row.service,
      sortValue: (row) => row.service,
      rowHeader: true,
    },
    {
      key: 'month',
      header: t('alertDurations.col.month'),
      cell: (row) => row.period,
      sortValue: (row) => row.month,
    },
    seconds('medianSeconds', t('durations.col.median')),
    seconds('p90Seconds', t('durations.col.p90')),
    count('n'),
    count('open'),
  ];
}
