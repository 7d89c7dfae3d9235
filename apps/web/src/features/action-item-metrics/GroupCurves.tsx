import { SegmentedControl, Stack, Text } from '@mantine/core';
import {
  type ActionItemCurve,
  ActionItemGroupBy,
  type ActionItemMetricsResponse,
} from '@tenken/shared/action-item-metrics.contract';
import { useMemo } from 'react';
import { ChartFrame } from '../../charts/ChartFrame.js';
import { IncidenceChart } from '../../charts/IncidenceChart.js';
import { prepareIncidence } from '../../charts/prepare/prepareIncidence.js';
import type { Translator } from '../../i18n/createTranslator.js';
import { useT } from '../../i18n/useT.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { RowsLink } from '../../ui/RowsLink.js';
import type { ActionRows, ActionRowsOf } from './actionRows.js';
import { DaysCell } from './DaysCell.js';
import { groupName } from './groupName.js';
import { dayRange } from './writeDays.js';

interface Props {
  answer: ActionItemMetricsResponse;
  groupBy: ActionItemGroupBy;
  rowsOf: ActionRowsOf;
  asTable: boolean;
  onAsTable(asTable: boolean): void;
  onActive(): void;
}

/** How soon items get done, group beside group in one picture, with what the test says and what it asks. */
export function GroupCurves({ answer, groupBy, rowsOf, asTable, onAsTable, onActive }: Props) {
  const t = useT();
  const { curves, curvesTotal, logRank } = answer;
  const model = useMemo(
    () =>
      prepareIncidence(
        curves.map(({ key, n, curve }) => ({
          key,
          n,
          steps: curve.map(({ done, ...step }) => ({ ...step, share: done })),
        })),
      ),
    [curves],
  );
  const nameOf = (curve: ActionItemCurve) => groupName(t, groupBy, curve.key, curve.label);
  const names = curves.map(nameOf);
  const columns = columnsOf(t, nameOf, (curve) =>
    rowsOf({ figure: 'followed', ...groupRows(groupBy, curve.key) }),
  );
  const by = t(`actionItemMetrics.by.${groupBy}`);
  return (
    <ChartFrame
      title={t('actionItemMetrics.curves.title', { by })}
      summary={
        curves.length < curvesTotal
          ? t('actionItemMetrics.curves.top', { n: curves.length, total: curvesTotal })
          : t('actionItemMetrics.curves.summary')
      }
      definitionKey="time_to_complete"
      asTable={asTable}
      onAsTable={onAsTable}
      onActive={onActive}
      csv={{
        name: `tenken-action-items-by-${groupBy}-${answer.from.slice(0, 10)}-${answer.to.slice(0, 10)}`,
        header: [
          groupBy,
          t('actionItemMetrics.col.day'),
          t('actionItemMetrics.col.share'),
          t('actionItemMetrics.col.lower'),
          t('actionItemMetrics.col.upper'),
          t('actionItemMetrics.col.declined'),
          t('actionItemMetrics.col.atRisk'),
        ],
        rows: curves.flatMap((curve) =>
          curve.curve.map(({ day, done, lower, upper, declined, atRisk }) => [
            nameOf(curve),
            day,
            done,
            lower,
            upper,
            declined,
            atRisk,
          ]),
        ),
      }}
      table={
        <DataTable
          label={t('actionItemMetrics.curves.title', { by })}
          rows={curves}
          rowId={(curve) => curve.key}
          columns={columns}
          pageKeys={false}
        />
      }
      footer={
        <Text size="sm" mt="xs">
          {logRank === null
            ? t('actionItemMetrics.logRank.none')
            : t('actionItemMetrics.logRank', { p: pText(logRank.pValue), groups: curves.length, by })}
        </Text>
      }
    >
      <IncidenceChart
        model={model}
        label={t('actionItemMetrics.curves.title', { by })}
        names={names}
        describe={({ day, curves: at }) => ({
          title: t('actionItemMetrics.curve.day', { day }),
          lines: at.flatMap((point, index) =>
            point === null
              ? []
              : [
                  t('actionItemMetrics.curves.point', {
                    name: names[index] ?? '',
                    share: point.share,
                    atRisk: point.atRisk,
                  }),
                ],
          ),
        })}
      />
    </ChartFrame>
  );

  function pText(p: number): string {
    return p < 0.001 ? '< 0.001' : `= ${p.toFixed(3)}`;
  }
}

/** By what the curves are told apart. */
export function GroupSwitch({
  value,
  onChange,
}: {
  value: ActionItemGroupBy;
  onChange(value: ActionItemGroupBy): void;
}) {
  const t = useT();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('actionItemMetrics.groupBy')}
      value={value}
      onChange={(chosen) => onChange(ActionItemGroupBy.parse(chosen))}
      data={ActionItemGroupBy.options.map((option) => ({
        value: option,
        label: t(`actionItemMetrics.groupBy.${option}`),
      }))}
    />
  );
}

/** The rows of one group. */
function groupRows(groupBy: ActionItemGroupBy, key: string): ActionRows {
  return groupBy === 'team' ? { ownerTeam: key } : { [groupBy]: key };
}

function columnsOf(
  t: Translator,
  nameOf: (curve: ActionItemCurve) => string,
  rowsOf: (curve: ActionItemCurve) => ReturnType<ActionRowsOf>,
): DataColumn<ActionItemCurve>[] {
  const percent = (value: number) => t('actionItemMetrics.percent', { value });
  return [
    { key: 'group', header: t('actionItemMetrics.col.group'), rowHeader: true, cell: nameOf },
    {
      key: 'n',
      header: t('actionItemMetrics.col.followed'),
      align: 'right',
      cell: (curve) => <RowsLink target={rowsOf(curve)}>{curve.n}</RowsLink>,
    },
    {
      key: 'median',
      header: t('actionItemMetrics.figure.median'),
      align: 'right',
      cell: (curve) => (
        <DaysCell
          days={curve.medianDays}
          businessDays={curve.medianBusinessDays}
          range={dayRange(t, curve.medianLower, curve.medianUpper)}
        />
      ),
    },
    ...[0, 1, 2].map(
      (index): DataColumn<ActionItemCurve> => ({
        key: `within${index}`,
        header: t('actionItemMetrics.within', { days: [30, 60, 90][index] ?? 0 }),
        align: 'right',
        cell: ({ doneWithin }) => {
          const within = doneWithin[index];
          if (within?.share == null) return '—';
          return (
            <Stack gap={0} align="end">
              <span>{percent(within.share)}</span>
              {within.lower !== null && within.upper !== null && (
                <Text size="xs" c="dimmed">
                  {percent(within.lower)} – {percent(within.upper)}
                </Text>
              )}
            </Stack>
          );
        },
      }),
    ),
  ];
}
