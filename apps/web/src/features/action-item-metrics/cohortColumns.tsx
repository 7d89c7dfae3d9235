import { Stack, Text } from '@mantine/core';
import type { ActionItemCohort } from '@tenken/shared/action-item-metrics.contract';
import type { ShareOfMetric } from '@tenken/shared/metric-range.contract';
import type { Translator } from '../../i18n/createTranslator.js';
import type { DataColumn } from '../../ui/DataTable.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { type ActionRows, type ActionRowsOf, OUTCOMES } from './actionRows.js';
import { DaysCell } from './DaysCell.js';
import { dayRange } from './writeDays.js';

export type CohortRow = ActionItemCohort & { label: string };

/** What became of the items of each period: counts that open their rows, rates with their bounds. */
export function cohortColumns(t: Translator, rowsOf: ActionRowsOf): DataColumn<CohortRow>[] {
  const link = (n: number, rows: ActionRows, row: CohortRow) =>
    n === 0 ? 0 : <RowsLink target={rowsOf({ ...rows, from: row.from, to: row.to })}>{n}</RowsLink>;
  return [
    {
      key: 'period',
      header: t('actionItemMetrics.col.period'),
      rowHeader: true,
      cell: (row) => (
        <Stack gap={0}>
          <span>{row.label}</span>
          {(row.unfinished || row.partial) && (
            <Text size="xs" c="dimmed">
              {t(row.unfinished ? 'actionItemMetrics.unfinished' : 'actionItemMetrics.partial')}
            </Text>
          )}
        </Stack>
      ),
      sortValue: (row) => row.from,
    },
    {
      key: 'created',
      header: t('actionItemMetrics.col.created'),
      align: 'right',
      sortValue: (row) => row.created,
      descendingFirst: true,
      cell: (row) => link(row.created, {}, row),
    },
    ...OUTCOMES.map(
      (outcome): DataColumn<CohortRow> => ({
        key: outcome,
        header: t(`actionItemMetrics.status.${outcome}`),
        align: 'right',
        sortValue: (row) => row[outcome],
        descendingFirst: true,
        cell: (row) => link(row[outcome], { outcome }, row),
      }),
    ),
    {
      key: 'completion',
      header: t('actionItemMetrics.figure.completion'),
      align: 'right',
      sortValue: (row) => row.completionRate?.value ?? null,
      descendingFirst: true,
      cell: (row) => <ShareCell t={t} share={row.completionRate} />,
    },
    {
      key: 'onTime',
      header: t('actionItemMetrics.figure.onTime'),
      align: 'right',
      sortValue: (row) => row.onTimeRate?.value ?? null,
      descendingFirst: true,
      cell: (row) =>
        row.onTimeRate === null ? (
          '—'
        ) : (
          <RowsLink target={rowsOf({ figure: 'due_judged', from: row.from, to: row.to })}>
            <ShareCell t={t} share={row.onTimeRate} />
          </RowsLink>
        ),
    },
    {
      key: 'median',
      header: t('actionItemMetrics.figure.median'),
      align: 'right',
      sortValue: (row) => row.medianDays,
      cell: (row) => (
        <DaysCell
          days={row.medianDays}
          businessDays={row.medianBusinessDays}
          range={dayRange(t, row.medianLower, row.medianUpper)}
        />
      ),
    },
  ];
}

function ShareCell({ t, share }: { t: Translator; share: ShareOfMetric | null }) {
  if (share === null) return '—';
  const percent = (value: number) => t('actionItemMetrics.percent', { value });
  return (
    <Stack gap={0} align="end" component="span">
      <span>
        {t('actionItemMetrics.share', {
          value: share.value,
          part: Math.round(share.value * share.n),
          n: share.n,
        })}
      </span>
      <Text size="xs" c="dimmed" component="span">
        {percent(share.lower)} – {percent(share.upper)}
      </Text>
    </Stack>
  );
}
