import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { LoudestPoint, ReplayResponse } from '@tenken/shared/replay.contract';
import { useMemo, useState } from 'react';
import { ChartFrame } from '../../charts/ChartFrame.js';
import { LazyRemainderChart } from '../../charts/LazyRemainderChart.js';
import { formatCount } from '../../i18n/formatShare.js';
import { useT } from '../../i18n/useT.js';
import { BreakableName } from '../../ui/BreakableName.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { HarmLegend } from './CurvePanel.js';
import { formatPerWeek } from './prepareReplay.js';
import { TakeLoudest } from './TakeLoudest.js';

const perWeek = (point: LoudestPoint) => point.pagesPerWeek ?? point.episodesPerWeek;

/** What is left if the loudest rules were fixed, one after the other. */
export function LoudestPanel({
  answer,
  points,
  onTake,
}: {
  answer: ReplayResponse;
  points: readonly LoudestPoint[];
  /** Opens decisions on these rules. */
  onTake?: ((ruleIds: readonly string[]) => void) | undefined;
}) {
  const t = useT();
  const [asTable, setAsTable] = useState(false);
  const first = points[0];
  const named = points[Math.min(3, points.length - 1)];
  const columns: readonly DataColumn<LoudestPoint>[] = useMemo(
    () => [
      {
        key: 'rules',
        header: t('whatIf.loudest.column.rules'),
        align: 'right',
        cell: (point) => point.rules,
      },
      {
        key: 'rule',
        header: t('whatIf.loudest.column.rule'),
        rowHeader: true,
        cell: ({ removed }) =>
          removed === null ? (
            t('whatIf.loudest.start')
          ) : (
            <Anchor
              size="sm"
              renderRoot={(props: object) => <Link {...props} to="/rules/$id" params={{ id: removed.id }} />}
            >
              <BreakableName name={removed.name} />
            </Anchor>
          ),
      },
      {
        key: 'episodes',
        header: t('whatIf.column.episodes'),
        align: 'right',
        cell: (point) => formatCount(point.episodes, t.language),
      },
      {
        key: 'pages',
        header: t('whatIf.column.pages'),
        align: 'right',
        cell: (point) => formatCount(point.pages, t.language),
      },
      {
        key: 'perWeek',
        header: t('whatIf.column.perWeek'),
        align: 'right',
        cell: (point) => formatPerWeek(perWeek(point), t.language),
      },
      {
        key: 'only',
        header: t('whatIf.loudest.column.only'),
        align: 'right',
        cell: (point) => point.incidentsOnlyByThese,
      },
    ],
    [t],
  );
  const table = (
    <DataTable<LoudestPoint>
      label={t('whatIf.loudest')}
      rows={points}
      rowId={(point) => `${point.rules}`}
      columns={columns}
      pageKeys={false}
    />
  );
  if (!first || !named || points.length < 2) return null;
  return (
    <>
      <ChartFrame
        title={t('whatIf.loudest.finding', {
          rules: named.rules,
          n: formatPerWeek(perWeek(named), t.language),
          all: formatPerWeek(perWeek(first), t.language),
        })}
        summary={t('whatIf.loudest.summary')}
        definitionKey="replay"
        definition={answer.definition}
        asTable={asTable}
        onAsTable={setAsTable}
        csv={{
          name: 'what-if-loudest',
          header: columns.map(({ header }) => header),
          rows: points.map((point) => [
            point.rules,
            point.removed?.name ?? '',
            point.episodes,
            point.pages,
            perWeek(point),
            point.incidentsOnlyByThese,
          ]),
        }}
        table={table}
        legend={<HarmLegend />}
      >
        <LazyRemainderChart
          label={t('whatIf.loudest.label')}
          points={points.map((point) => ({
            x: point.rules,
            y: perWeek(point),
            isHarmful: point.incidentsOnlyByThese > 0,
          }))}
          chosen={null}
          tick={String}
          describe={({ x }) => {
            const point = points[x];
            return {
              title: point?.removed?.name ?? t('whatIf.loudest.start'),
              lines: point
                ? [
                    t('whatIf.curve.point', { n: formatPerWeek(perWeek(point), t.language) }),
                    `${t('whatIf.loudest.column.only')}: ${point.incidentsOnlyByThese}`,
                  ]
                : [],
            };
          }}
        />
      </ChartFrame>
      {onTake && <TakeLoudest points={points} start={named.rules} onTake={onTake} />}
    </>
  );
}
