import { Text } from '@mantine/core';
import type { RecurrenceMetricsResponse, TimeToRecurrence } from '@tenken/shared/recurrence.contract';
import { useMemo } from 'react';
import { ChartFrame } from '../../charts/ChartFrame.js';
import { prepareSteps } from '../../charts/prepare/prepareSteps.js';
import { SurvivalChart } from '../../charts/SurvivalChart.js';
import type { Translator } from '../../i18n/createTranslator.js';
import { useT } from '../../i18n/useT.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';

interface Props {
  answer: RecurrenceMetricsResponse;
  asTable: boolean;
  onAsTable(asTable: boolean): void;
  onActive(): void;
}

/** The share of resolved incidents that came back, by days since their resolution. */
export function RecurrenceCurve({ answer, asTable, onAsTable, onActive }: Props) {
  const t = useT();
  const times = answer.timeToRecurrence;
  const model = useMemo(
    () =>
      prepareSteps(
        times.curve.map(({ recurred, ...step }) => ({ ...step, share: recurred })),
        times.n,
      ),
    [times],
  );
  const columns = useMemo(() => columnsOf(t), [t]);
  const known = times.within.findLast((within) => within.share !== null);
  const leftOut = times.leftOut.reduce((sum, { n }) => sum + n, 0);
  return (
    <ChartFrame
      title={
        known
          ? t('recurrenceMetrics.curve.title', { share: known.share ?? 0, days: known.days })
          : t('recurrenceMetrics.curve.title.none')
      }
      summary={t('recurrenceMetrics.curve.summary', { n: times.n, recurred: times.recurred })}
      definitionKey="time_to_recurrence"
      asTable={asTable}
      onAsTable={onAsTable}
      onActive={onActive}
      csv={{
        name: `tenken-recurrence-${answer.from.slice(0, 10)}-${answer.to.slice(0, 10)}`,
        header: [
          t('recurrenceMetrics.col.day'),
          t('recurrenceMetrics.col.share'),
          t('recurrenceMetrics.col.lower'),
          t('recurrenceMetrics.col.upper'),
          t('recurrenceMetrics.col.atRisk'),
        ],
        rows: times.curve.map(({ day, recurred, lower, upper, atRisk }) => [
          day,
          recurred,
          lower,
          upper,
          atRisk,
        ]),
      }}
      table={
        <DataTable
          label={t('recurrenceMetrics.curve.table')}
          rows={times.within}
          rowId={(row) => String(row.days)}
          columns={columns}
          pageKeys={false}
        />
      }
    >
      <SurvivalChart
        model={model}
        label={t('recurrenceMetrics.curve.title.none')}
        curve={t('recurrenceMetrics.curve.name')}
        medianDays={times.medianDays}
        describe={({ day, share, band }) => ({
          title: t('recurrenceMetrics.curve.day', { day: Math.floor(day) }),
          lines: [
            t('recurrenceMetrics.curve.recurred', { share }),
            ...(band ? [t('recurrenceMetrics.curve.band', { lower: band[0], upper: band[1] })] : []),
          ],
        })}
      />
      {leftOut > 0 && (
        <Text size="xs" c="dimmed">
          {t('recurrenceMetrics.curve.leftOut', {
            n: leftOut,
            reasons: times.leftOut
              .map(({ reason }) => t(`recurrenceMetrics.reason.${reason}`))
              .join(t('ui.listSeparator')),
          })}
        </Text>
      )}
    </ChartFrame>
  );
}

function columnsOf(t: Translator): DataColumn<TimeToRecurrence['within'][number]>[] {
  const percent = (value: number | null) =>
    value === null ? '—' : t('recurrenceMetrics.percent', { value });
  return [
    {
      key: 'days',
      header: t('recurrenceMetrics.col.within'),
      rowHeader: true,
      cell: (row) => t('recurrenceMetrics.within', { days: row.days }),
    },
    {
      key: 'share',
      header: t('recurrenceMetrics.col.share'),
      align: 'right',
      cell: (row) => percent(row.share),
    },
    {
      key: 'interval',
      header: t('recurrenceMetrics.col.interval'),
      align: 'right',
      cell: (row) =>
        row.lower === null || row.upper === null
          ? '—'
          : t('ui.range', { lower: percent(row.lower), upper: percent(row.upper) }),
    },
    { key: 'atRisk', header: t('recurrenceMetrics.col.atRisk'), align: 'right', cell: (row) => row.atRisk },
  ];
}
