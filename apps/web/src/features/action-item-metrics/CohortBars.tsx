import { SegmentedControl } from '@mantine/core';
import {
  type ActionItemCohort,
  type ActionItemCohortUnit,
  type ActionItemMetricsResponse,
  ActionItemCohortUnit as Units,
} from '@tenken/shared/action-item-metrics.contract';
import { useMemo } from 'react';
import { ChartFrame } from '../../charts/ChartFrame.js';
import { bucketLabel } from '../../charts/prepare/bucketLabel.js';
import { StackedBars } from '../../charts/StackedBars.js';
import { useT } from '../../i18n/useT.js';
import { DataTable } from '../../ui/DataTable.js';
import { useOpenRows } from '../../ui/useOpenRows.js';
import { type ActionRowsOf, OUTCOMES, type Outcome } from './actionRows.js';
import { type CohortRow, cohortColumns } from './cohortColumns.js';

const COLOURS: Record<Exclude<Outcome, 'deleted'>, string> = {
  done: 'var(--data)',
  declined: 'var(--data-comparison)',
  openInTime: 'var(--severity-medium)',
  overdue: 'var(--severity-high)',
};
const SHOWN = ['done', 'declined', 'openInTime', 'overdue'] as const;

interface Props {
  answer: ActionItemMetricsResponse;
  rowsOf: ActionRowsOf;
  asTable: boolean;
  onAsTable(asTable: boolean): void;
  onActive(): void;
}

/** The items created in each month or quarter, by where they stand now. */
export function CohortBars({ answer, rowsOf, asTable, onAsTable, onActive }: Props) {
  const t = useT();
  const openRows = useOpenRows();
  const rows = useCohortRows(answer);
  const columns = useMemo(() => cohortColumns(t, rowsOf), [t, rowsOf]);
  return (
    <ChartFrame
      title={t('actionItemMetrics.cohort.title')}
      summary={`${t('actionItemMetrics.cohort.summary')}${
        rows.some((row) => row.unfinished || row.partial) ? ` ${t('actionItemMetrics.cohort.cut')}` : ''
      }`}
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
          t('actionItemMetrics.figure.onTime'),
        ],
        rows: rows.map((row) => [
          row.from,
          row.to,
          row.created,
          ...OUTCOMES.map((outcome) => row[outcome]),
          row.completionRate?.value ?? null,
          row.onTimeRate?.value ?? null,
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
          label: row.unfinished || row.partial ? `${row.label} *` : row.label,
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
          openRows(target);
        }}
      />
    </ChartFrame>
  );
}

/** The cohorts of the answer with their names. */
export function useCohortRows(answer: ActionItemMetricsResponse): CohortRow[] {
  const t = useT();
  return useMemo(
    () =>
      answer.cohorts.map((cohort: ActionItemCohort) => ({
        ...cohort,
        label: bucketLabel(cohort.from, {
          unit: answer.cohortUnit,
          timeZone: answer.timeZone,
          language: t.language,
        }),
      })),
    [answer, t.language],
  );
}

/** By month, quarter or fiscal quarter of creation. */
export function CohortSwitch({
  value,
  onChange,
}: {
  value: ActionItemCohortUnit;
  onChange(value: ActionItemCohortUnit): void;
}) {
  const t = useT();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('actionItemMetrics.cohortBy')}
      value={value}
      onChange={(chosen) => onChange(Units.parse(chosen))}
      data={Units.options.map((option) => ({
        value: option,
        label: t(`actionItemMetrics.cohortBy.${option}`),
      }))}
    />
  );
}
