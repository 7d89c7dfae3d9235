import type { ReplayOutcome, ReplayResponse, ReplaySettings } from '@tenken/shared/replay.contract';
import { useMemo, useState } from 'react';
import { ChartFrame } from '../../charts/ChartFrame.js';
import { useT } from '../../i18n/useT.js';
import { formatExactDuration } from '../../time/formatExactDuration.js';
import { DataTable } from '../../ui/DataTable.js';
import { formatPerWeek, perWeekOf, prepareGrid, quietestWithoutHarm } from './prepareReplay.js';
import { ReplayGrid } from './ReplayGrid.js';
import { replayColumns, replayCsv } from './replayColumns.js';

interface Props {
  answer: ReplayResponse;
  onChoose(settings: ReplaySettings): void;
}

/** Every delay with every hold: a heat table to choose from, and the same as a list with all figures. */
export function GridPanel({ answer, onChoose }: Props) {
  const t = useT();
  const [asTable, setAsTable] = useState(false);
  const cells = useMemo(() => prepareGrid(answer), [answer]);
  const columns = useMemo(() => replayColumns(t, true), [t]);
  const best = quietestWithoutHarm(cells);
  const rows: readonly ReplayOutcome[] = useMemo(() => answer.grid?.flat() ?? [], [answer]);
  const duration = (seconds: number) => formatExactDuration(seconds, t.language);
  // with no verdict and no incident every cell looks harmless, and the quietest would be the blindest
  const { confirmed, actionable } = answer.recorded;
  const title =
    confirmed.linked + actionable.reviewed === 0
      ? t('whatIf.grid')
      : best === null
        ? t('whatIf.grid.none')
        : t('whatIf.grid.finding', {
            n: formatPerWeek(perWeekOf(best), t.language),
            delay: duration(best.settings.onDelaySeconds),
            hold: duration(best.settings.offDelaySeconds),
          });
  return (
    <ChartFrame
      title={title}
      summary={t(
        answer.recorded.pages === null ? 'whatIf.grid.summary.episodes' : 'whatIf.grid.summary.pages',
      )}
      definitionKey="replay"
      definition={answer.definition}
      asTable={asTable}
      onAsTable={setAsTable}
      csv={replayCsv('what-if-grid', rows, t)}
      table={
        <DataTable<ReplayOutcome>
          label={t('whatIf.grid')}
          rows={rows}
          rowId={({ settings }) => `${settings.onDelaySeconds}/${settings.offDelaySeconds}`}
          columns={columns}
          maxHeight={420}
          pageKeys={false}
        />
      }
    >
      <ReplayGrid cells={cells} onChoose={onChoose} />
    </ChartFrame>
  );
}
