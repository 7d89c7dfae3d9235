import type { DurationCurveResponse } from '@tenken/shared/durations.contract';
import { useMemo } from 'react';
import { ChartFrame } from '../../charts/ChartFrame.js';
import { CurvesChart } from '../../charts/CurvesChart.js';
import { prepareCurves, type SurvivalAt } from '../../charts/prepare/prepareCurves.js';
import { formatShare } from '../../i18n/formatShare.js';
import { useT } from '../../i18n/useT.js';
import { formatDuration } from '../../time/formatDuration.js';
import { againstText } from '../../ui/againstText.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { formatPValue, logRankVerdict } from './curveFinding.js';
import { durationDefinitionKey } from './durationName.js';
import type { DurationView } from './durationView.js';

interface Props {
  answer: DurationCurveResponse;
  view: DurationView;
  csvPath: string;
  asTable: boolean;
  onAsTable(asTable: boolean): void;
  onActive(): void;
}

interface Row {
  time: string;
  order: number;
  curves: (SurvivalAt | null)[];
}

/** Both survival curves with their medians, the test, and the same as a table. */
export function DurationCurvesFrame({ answer, view, csvPath, ...frame }: Props) {
  const t = useT();
  const { current, previous, previousFrom, previousTo } = answer;
  const against =
    previous === null || previous.n === 0 || previousFrom === null || previousTo === null
      ? null
      : againstText(t, view.comparison, { from: previousFrom, to: previousTo }, answer.timeZone);
  const names = useMemo(
    () => [t('durations.curve.current'), ...(against === null ? [] : [against])],
    [t, against],
  );
  const model = useMemo(
    () =>
      prepareCurves(
        [
          { key: 'current', n: current.n, steps: current.steps },
          ...(previous === null || previous.n === 0
            ? []
            : [{ key: 'previous', n: previous.n, steps: previous.steps }]),
        ],
        t.language,
      ),
    [current, previous, t.language],
  );
  const rows = useMemo(
    () =>
      model.ticks.map(
        ({ value, label }, index): Row => ({
          time: label,
          order: value,
          curves: model.curves.map((curve) => curve.atTicks[index] ?? null),
        }),
      ),
    [model],
  );
  const columns = useMemo((): DataColumn<Row>[] => {
    const share = (value: number | null | undefined) => formatShare(value ?? null, t.language);
    return [
      {
        key: 'time',
        header: t('durations.curve.col.time'),
        cell: (row) => row.time,
        sortValue: (row) => row.order,
        rowHeader: true,
      },
      ...names.flatMap((name, index): DataColumn<Row>[] => [
        {
          key: `share${index}`,
          header: t('durations.curve.col.share', { name }),
          align: 'right',
          cell: (row) => share(row.curves[index]?.share),
        },
        {
          key: `band${index}`,
          header: t('durations.curve.col.band'),
          align: 'right',
          cell: (row) =>
            row.curves[index]?.lower == null
              ? '—'
              : t('ui.range', {
                  lower: share(row.curves[index].lower),
                  upper: share(row.curves[index].upper),
                }),
        },
        {
          key: `atRisk${index}`,
          header: t('durations.curve.col.atRisk'),
          align: 'right',
          cell: (row) => row.curves[index]?.atRisk ?? 0,
        },
      ]),
    ];
  }, [names, t]);
  const duration = (seconds: number | null) => formatDuration(seconds, t.language);
  const verdict = logRankVerdict(answer);
  const describe = (place: (typeof model.places)[number]) => ({
    title: t('durations.curve.at', { time: duration(place.seconds) }),
    lines: place.curves.flatMap((at, index) => {
      if (at === null) return [];
      const line = { name: names[index], share: formatShare(at.share, t.language) };
      return at.lower === null
        ? [t('durations.curve.share.plain', line)]
        : [
            t('durations.curve.share', {
              ...line,
              lower: formatShare(at.lower, t.language),
              upper: formatShare(at.upper, t.language),
            }),
          ];
    }),
  });
  return (
    <ChartFrame
      title={
        current.medianSeconds === null
          ? t('durations.curve.title.none')
          : previous?.medianSeconds == null || against === null
            ? t('durations.curve.title.alone', { median: duration(current.medianSeconds) })
            : t('durations.curve.title', {
                median: duration(current.medianSeconds),
                before: duration(previous.medianSeconds),
                against,
              })
      }
      summary={[
        t('durations.curve.summary', { n: current.n, open: current.open }),
        previous === null
          ? null
          : verdict === null || answer.logRank === null
            ? t('durations.curve.noTest')
            : t('durations.curve.logRank', { p: formatPValue(answer.logRank.pValue), verdict }),
      ]
        .filter((line) => line !== null)
        .join(' ')}
      definitionKey={durationDefinitionKey(view.metric)}
      definition={answer.definition}
      csv={csvPath}
      table={
        <DataTable
          label={t('durations.curve.table')}
          rows={rows}
          rowId={(row) => row.time}
          columns={columns}
          pageKeys={false}
        />
      }
      {...frame}
    >
      <CurvesChart model={model} label={t('durations.curve.title.none')} names={names} describe={describe} />
    </ChartFrame>
  );
}
