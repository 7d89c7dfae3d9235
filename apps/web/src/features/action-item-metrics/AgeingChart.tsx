import type { ActionItemMetricsResponse, AgeBin } from '@tenken/shared/action-item-metrics.contract';
import { ChartFrame } from '../../charts/ChartFrame.js';
import { StackedBars } from '../../charts/StackedBars.js';
import { useT } from '../../i18n/useT.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { useOpenRows } from '../../ui/useOpenRows.js';
import type { ActionRowsOf } from './actionRows.js';
import { writeDays } from './writeDays.js';

/** Nothing is older than what a person may ask for. */
const EVER = '1970-01-02T00:00:00.000Z';

interface Props {
  answer: ActionItemMetricsResponse;
  rowsOf: ActionRowsOf;
  asTable: boolean;
  onAsTable(asTable: boolean): void;
  onActive(): void;
}

/** How old is what is open today, whenever it was created. */
export function AgeingChart({ answer, rowsOf, asTable, onAsTable, onActive }: Props) {
  const t = useT();
  const openRows = useOpenRows();
  const { ageing } = answer;
  const name = ({ fromDays, toDays }: AgeBin) =>
    toDays === null
      ? t('actionItemMetrics.age.over', { days: fromDays - 1 })
      : t('actionItemMetrics.age.between', { from: fromDays, to: toDays - 1 });
  const rowsOfBin = (bin: AgeBin, outcome: 'open' | 'overdue') =>
    rowsOf({ outcome, from: bin.from ?? EVER, to: bin.to });
  const link = (n: number, bin: AgeBin, outcome: 'open' | 'overdue') =>
    n === 0 ? 0 : <RowsLink target={rowsOfBin(bin, outcome)}>{n}</RowsLink>;
  const columns: DataColumn<AgeBin>[] = [
    { key: 'age', header: t('actionItemMetrics.col.age'), rowHeader: true, cell: name },
    {
      key: 'n',
      header: t('actionItemMetrics.col.open'),
      align: 'right',
      cell: (bin) => link(bin.n, bin, 'open'),
    },
    {
      key: 'overdue',
      header: t('actionItemMetrics.status.overdue'),
      align: 'right',
      cell: (bin) => link(bin.overdue, bin, 'overdue'),
    },
  ];
  const median = writeDays(t, ageing.medianDays, ageing.medianBusinessDays);
  return (
    <ChartFrame
      title={
        median === null
          ? t('actionItemMetrics.age.none')
          : t('actionItemMetrics.age.title', { open: ageing.open, median })
      }
      summary={
        median === null
          ? undefined
          : t('actionItemMetrics.age.summary', {
              p90: writeDays(t, ageing.p90Days, ageing.p90BusinessDays) ?? '',
              oldest: writeDays(t, ageing.oldestDays, ageing.oldestBusinessDays) ?? '',
            })
      }
      definitionKey="ageing"
      asTable={asTable}
      onAsTable={onAsTable}
      onActive={onActive}
      csv={{
        name: `tenken-action-items-age-${ageing.today}`,
        header: [
          t('actionItemMetrics.col.age'),
          t('actionItemMetrics.col.open'),
          t('actionItemMetrics.status.overdue'),
        ],
        rows: ageing.bins.map((bin) => [name(bin), bin.n, bin.overdue]),
      }}
      table={
        <DataTable
          label={t('actionItemMetrics.age.table')}
          rows={ageing.bins}
          rowId={(bin) => String(bin.fromDays)}
          columns={columns}
          pageKeys={false}
        />
      }
    >
      <StackedBars
        label={t('actionItemMetrics.age.table')}
        columns={ageing.bins.map((bin) => ({
          label: name(bin),
          values: { openInTime: bin.n - bin.overdue, overdue: bin.overdue },
        }))}
        series={[
          {
            key: 'openInTime',
            label: t('actionItemMetrics.status.openInTime'),
            colour: 'var(--severity-medium)',
            outline: 'var(--severity-outline)',
          },
          {
            key: 'overdue',
            label: t('actionItemMetrics.status.overdue'),
            colour: 'var(--severity-high)',
          },
        ]}
        describe={(index) => {
          const bin = ageing.bins[index];
          return {
            title: bin ? name(bin) : '',
            lines: bin
              ? [
                  `${t('actionItemMetrics.col.open')}: ${bin.n}`,
                  `${t('actionItemMetrics.status.overdue')}: ${bin.overdue}`,
                ]
              : [],
          };
        }}
        onOpen={(index) => {
          const bin = ageing.bins[index];
          if (!bin) return;
          const target = rowsOfBin(bin, 'open');
          openRows(target);
        }}
      />
    </ChartFrame>
  );
}
