import { useQuery } from '@tanstack/react-query';
import type { DurationCurveResponse } from '@tenken/shared/durations.contract';
import { useT } from '../../i18n/useT.js';
import { DataState } from '../../ui/DataState.js';
import { DurationCurvesFrame } from './DurationCurvesFrame.js';
import { durationCurveCsvPath, durationCurveQuery } from './durations.queries.js';
import type { DurationScope, DurationView } from './durationView.js';

interface Props {
  scope: DurationScope;
  view: DurationView;
  asTable: boolean;
  onAsTable(asTable: boolean): void;
  onActive(): void;
}

/** How many incidents were not over yet, after how long: this period beside the one that it is compared with. */
export function DurationCurves({ scope, view, ...frame }: Props) {
  const t = useT();
  const query = useQuery(durationCurveQuery(scope, view));
  return (
    <DataState
      query={query}
      skeleton="figures"
      isEmpty={isEmpty}
      empty={{ title: t('durations.curve.none') }}
    >
      {(answer) => (
        <DurationCurvesFrame
          answer={answer}
          view={view}
          csvPath={durationCurveCsvPath(scope, view)}
          {...frame}
        />
      )}
    </DataState>
  );
}

function isEmpty({ current, previous }: DurationCurveResponse): boolean {
  return current.n === 0 && (previous?.n ?? 0) === 0;
}
