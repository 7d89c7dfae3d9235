import type { ReplayOutcome, ReplayResponse } from '@tenken/shared/replay.contract';
import { useMemo, useState } from 'react';
import { ChartFrame } from '../../charts/ChartFrame.js';
import { ChartLegend } from '../../charts/ChartLegend.js';
import { LazyRemainderChart } from '../../charts/LazyRemainderChart.js';
import { formatShare } from '../../i18n/formatShare.js';
import { useT } from '../../i18n/useT.js';
import { formatExactDuration } from '../../time/formatExactDuration.js';
import { DataTable } from '../../ui/DataTable.js';
import { formatPerWeek, harmOf, perWeekOf } from './prepareReplay.js';
import { replayColumns, replayCsv } from './replayColumns.js';

/** What is left a week against the added delay. */
export function CurvePanel({ answer }: { answer: ReplayResponse }) {
  const t = useT();
  const [asTable, setAsTable] = useState(false);
  const { curve, setting } = answer;
  const columns = useMemo(() => replayColumns(t, false), [t]);
  const duration = (seconds: number) => formatExactDuration(seconds, t.language);
  const first = curve[0];
  const chosen =
    curve.find((point) => point.settings.onDelaySeconds === setting.settings.onDelaySeconds) ?? null;
  const named = chosen === first || chosen === null ? curve.at(-1) : chosen;
  const share = first && named && perWeekOf(first) > 0 ? 1 - perWeekOf(named) / perWeekOf(first) : null;
  return (
    <ChartFrame
      title={
        named && share !== null
          ? t('whatIf.curve.finding', {
              delay: duration(named.settings.onDelaySeconds),
              share: formatShare(share, t.language),
            })
          : t('whatIf.curve')
      }
      summary={t(
        answer.recorded.pages === null ? 'whatIf.curve.summary.episodes' : 'whatIf.curve.summary.pages',
      )}
      definitionKey="replay"
      definition={answer.definition}
      asTable={asTable}
      onAsTable={setAsTable}
      csv={replayCsv('what-if-curve', curve, t)}
      table={
        <DataTable<ReplayOutcome>
          label={t('whatIf.curve.label')}
          rows={curve}
          rowId={({ settings }) => `${settings.onDelaySeconds}`}
          columns={columns}
          pageKeys={false}
        />
      }
      legend={<HarmLegend />}
    >
      <LazyRemainderChart
        label={t('whatIf.curve.label')}
        scale="sqrt"
        points={curve.map((point) => ({
          x: point.settings.onDelaySeconds,
          y: perWeekOf(point),
          isHarmful: harmOf(point) > 0,
        }))}
        chosen={chosen?.settings.onDelaySeconds ?? null}
        tick={duration}
        describe={({ x }) => {
          const point = curve.find(({ settings }) => settings.onDelaySeconds === x);
          if (!point) return { title: duration(x), lines: [] };
          const added = point.confirmed.medianAddedSeconds;
          return {
            title: t('whatIf.grid.delay', { delay: duration(x) }),
            lines: [
              t('whatIf.curve.point', { n: formatPerWeek(perWeekOf(point), t.language) }),
              t('whatIf.curve.harm', {
                missed: point.confirmed.missed,
                late: point.confirmed.late,
                lost: point.actionable.lost,
              }),
              ...(added === null ? [] : [t('whatIf.curve.added', { duration: duration(Math.round(added)) })]),
            ],
          };
        }}
      />
    </ChartFrame>
  );
}

/** The two marks of a curve. */
export function HarmLegend() {
  const t = useT();
  return (
    <ChartLegend
      entries={[
        {
          key: 'safe',
          mark: <circle cx="8" cy="6" r="4" fill="var(--data)" />,
          label: t('whatIf.legend.safe'),
        },
        {
          key: 'harm',
          mark: (
            <path d="M4,2l8,8M12,2l-8,8" stroke="var(--mantine-color-error)" strokeWidth={2.5} fill="none" />
          ),
          label: t('whatIf.legend.harm'),
        },
      ]}
    />
  );
}
