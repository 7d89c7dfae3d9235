import { Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { DefinitionChange } from '@tenken/shared/definition-changes.contract';
import type { DurationsResponse } from '@tenken/shared/durations.contract';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { DataState } from '../../ui/DataState.js';
import { DurationControls } from './DurationControls.js';
import { DurationCurves } from './DurationCurves.js';
import { DurationDistribution } from './DurationDistribution.js';
import { DurationFigureTiles } from './DurationFigureTiles.js';
import { changesOf } from './describeChange.js';
import { durationsCsvPath, durationsQuery } from './durations.queries.js';
import type { DurationScope, DurationView, RowsOf } from './durationView.js';
import { ExclusionsLedger } from './ExclusionsLedger.js';
import { useGroupName } from './useGroupName.js';

export type DurationChart = 'durations' | 'curves';

interface Props {
  scope: DurationScope;
  view: DurationView;
  /** what changed the meaning of figures in the range */
  changes: readonly DefinitionChange[];
  rowsOf: RowsOf;
  tables: readonly string[];
  onAsTable(chart: DurationChart, asTable: boolean): void;
  onActive(chart: DurationChart): void;
  onChange(change: Partial<DurationView>): void;
  /** Look at a longer range. */
  onWider(): void;
}

/** Figures, pictures, tables and ledger of one duration. */
export function DurationsPanel(props: Props) {
  const { scope, view, changes, rowsOf, onChange, onAsTable, onActive } = props;
  const t = useT();
  const overall = useQuery(durationsQuery(scope, view, false));
  const grouped = useQuery({ ...durationsQuery(scope, view, true), enabled: view.groupBy !== undefined });
  const shown = view.groupBy === undefined ? overall : grouped;
  const nameOf = useGroupName(view.groupBy);
  const frame = (chart: DurationChart) => ({
    asTable: props.tables.includes(chart),
    onAsTable: (asTable: boolean) => onAsTable(chart, asTable),
    onActive: () => onActive(chart),
  });
  return (
    <Stack gap="sm">
      <DurationControls view={view} onChange={onChange} />
      <DataState
        query={overall}
        skeleton="figures"
        isEmpty={isEmpty}
        empty={{
          title: t('durations.empty.title'),
          hint: t(
            Object.keys(scope.filters).length > 0 ? 'durations.empty.filtered' : 'durations.empty.hint',
          ),
          action: (
            <Button variant="default" onClick={props.onWider}>
              {t('durations.empty.wider')}
            </Button>
          ),
        }}
      >
        {(answer) => (
          <Stack gap="sm">
            <DurationFigureTiles answer={answer} view={view} rowsOf={rowsOf} />
            <DataState query={shown}>
              {(split) => (
                <DurationDistribution
                  answer={split}
                  view={view}
                  changes={changesOf(changes, view, scope)}
                  nameOf={nameOf}
                  rowsOf={rowsOf}
                  csvPath={durationsCsvPath(scope, view)}
                  {...frame('durations')}
                />
              )}
            </DataState>
            <DurationCurves scope={scope} view={view} {...frame('curves')} />
            <ExclusionsLedger
              answer={answer}
              view={view}
              rowsOf={rowsOf}
              onInclude={(include) => onChange({ include })}
            />
            <Text size="xs" c="dimmed">
              {t('ui.asOf', {
                time: formatInstant(answer.asOf, { language: t.language, timeZone: scope.timeZone }),
              })}
            </Text>
          </Stack>
        )}
      </DataState>
    </Stack>
  );
}

/** Nothing at all: no incident used, open, left out or without times. */
function isEmpty({ current }: DurationsResponse): boolean {
  return current.n + current.open + current.missing + current.excluded === 0;
}
