import { Text } from '@mantine/core';
import type { ActionItemMetricsResponse, DoneWithin } from '@tenken/shared/action-item-metrics.contract';
import { useMemo } from 'react';
import { ChartFrame } from '../../charts/ChartFrame.js';
import { prepareSteps } from '../../charts/prepare/prepareSteps.js';
import { SurvivalChart } from '../../charts/SurvivalChart.js';
import type { Translator } from '../../i18n/createTranslator.js';
import { useT } from '../../i18n/useT.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { RowsLink } from '../../ui/RowsLink.js';
import type { ActionRowsOf } from './actionRows.js';

interface Props {
  answer: ActionItemMetricsResponse;
  rowsOf: ActionRowsOf;
  asTable: boolean;
  onAsTable(asTable: boolean): void;
  onActive(): void;
}

/** The share of action items done by each day after creation. */
export function CompletionCurve({ answer, rowsOf, asTable, onAsTable, onActive }: Props) {
  const t = useT();
  const model = useMemo(
    () =>
      prepareSteps(
        answer.curve.map(({ done, ...step }) => ({ ...step, share: done })),
        answer.followed,
      ),
    [answer],
  );
  const columns = useMemo(() => columnsOf(t), [t]);
  const known = answer.doneWithin.findLast((within) => within.share !== null);
  const leftOut = answer.leftOut.reduce((sum, { n }) => sum + n, 0);
  return (
    <ChartFrame
      title={
        known
          ? t('actionItemMetrics.curve.title', { share: known.share ?? 0, days: known.days })
          : t('actionItemMetrics.curve.title.none')
      }
      summary={t('actionItemMetrics.curve.summary', { followed: answer.followed })}
      definitionKey="time_to_complete"
      asTable={asTable}
      onAsTable={onAsTable}
      onActive={onActive}
      csv={{
        name: `tenken-action-items-curve-${answer.from.slice(0, 10)}-${answer.to.slice(0, 10)}`,
        header: [
          t('actionItemMetrics.col.day'),
          t('actionItemMetrics.col.share'),
          t('actionItemMetrics.col.lower'),
          t('actionItemMetrics.col.upper'),
          t('actionItemMetrics.col.declined'),
          t('actionItemMetrics.col.atRisk'),
        ],
        rows: answer.curve.map(({ day, done, lower, upper, declined, atRisk }) => [
          day,
          done,
          lower,
          upper,
          declined,
          atRisk,
        ]),
      }}
      table={
        <DataTable
          label={t('actionItemMetrics.curve.table')}
          rows={answer.doneWithin}
          rowId={(row) => String(row.days)}
          columns={columns}
          pageKeys={false}
        />
      }
      footer={
        answer.leftOut.length > 0 && (
          <Text size="xs" c="dimmed">
            {t('actionItemMetrics.curve.leftOut', { n: leftOut })}{' '}
            {answer.leftOut.map(({ reason, n }, index) => (
              <span key={reason}>
                {index > 0 && t('ui.listSeparator')}
                <RowsLink target={rowsOf({ figure: reason })} underline="always">
                  {t('actionItemMetrics.curve.leftOut.one', {
                    reason: t(`actionItemMetrics.reason.${reason}`),
                    n,
                  })}
                </RowsLink>
              </span>
            ))}
          </Text>
        )
      }
    >
      <SurvivalChart
        model={model}
        label={t('actionItemMetrics.curve.title.none')}
        curve={t('actionItemMetrics.curve.name')}
        medianDays={answer.medianDays}
        describe={({ day, share, band }) => ({
          title: t('actionItemMetrics.curve.day', { day: Math.floor(day) }),
          lines: [
            t('actionItemMetrics.curve.done', { share }),
            ...(band ? [t('actionItemMetrics.curve.band', { lower: band[0], upper: band[1] })] : []),
          ],
        })}
      />
    </ChartFrame>
  );
}

function columnsOf(t: Translator): DataColumn<DoneWithin>[] {
  const percent = (value: number | null) =>
    value === null ? '—' : t('actionItemMetrics.percent', { value });
  return [
    {
      key: 'days',
      header: t('actionItemMetrics.col.within'),
      rowHeader: true,
      cell: (row) => t('actionItemMetrics.within', { days: row.days }),
    },
    {
      key: 'share',
      header: t('actionItemMetrics.col.share'),
      align: 'right',
      cell: (row) => percent(row.share),
    },
    {
      key: 'interval',
      header: t('actionItemMetrics.col.interval'),
      align: 'right',
      cell: (row) =>
        row.lower === null || row.upper === null
          ? '—'
          : t('ui.range', { lower: percent(row.lower), upper: percent(row.upper) }),
    },
    {
      key: 'atRisk',
      header: t('actionItemMetrics.col.atRisk'),
      align: 'right',
      cell: (row) => row.atRisk,
    },
  ];
}
