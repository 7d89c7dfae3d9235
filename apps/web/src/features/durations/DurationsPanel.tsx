import { Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { DurationGroup, DurationsResponse } from '@tenken/shared/durations.contract';
import { useCallback } from 'react';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { DataState } from '../../ui/DataState.js';
import { DurationControls } from './DurationControls.js';
import { DurationDistribution } from './DurationDistribution.js';
import { DurationFigureTiles } from './DurationFigureTiles.js';
import { durationsQuery } from './durations.queries.js';
import type { DurationScope, DurationView, RowsOf } from './durationView.js';
import { ExclusionsLedger } from './ExclusionsLedger.js';

interface Props {
  scope: DurationScope;
  view: DurationView;
  compare: boolean;
  rowsOf: RowsOf;
  asTable: boolean;
  onAsTable(asTable: boolean): void;
  onActive(): void;
  onChange(change: Partial<DurationView>): void;
  /** Look at a longer range. */
  onWider(): void;
}

/** Figures, picture, table and ledger of one duration. */
export function DurationsPanel(props: Props) {
  const { scope, view, rowsOf, onChange } = props;
  const t = useT();
  const overall = useQuery(durationsQuery(scope, view, false));
  const grouped = useQuery({ ...durationsQuery(scope, view, true), enabled: view.groupBy !== undefined });
  const shown = view.groupBy === undefined ? overall : grouped;
  const nameOf = useGroupName(view);
  return (
    <Stack gap="sm">
      <DurationControls view={view} onChange={onChange} />
      <DataState
        query={overall}
        skeleton="figures"
        isEmpty={(answer) => isEmpty(answer)}
        empty={{
          title: t('durations.empty.title'),
          hint: t('durations.empty.hint'),
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
                  compare={props.compare}
                  nameOf={nameOf}
                  rowsOf={rowsOf}
                  asTable={props.asTable}
                  onAsTable={props.onAsTable}
                  onActive={props.onActive}
                />
              )}
            </DataState>
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
function isEmpty(answer: DurationsResponse): boolean {
  const total = answer.groups[0]?.total;
  return !total || total.n + total.open + total.missing + total.excluded === 0;
}

/** What a group is called: the name of a service or team, the word of a severity, else what the source said. */
export function useGroupName(view: Pick<DurationView, 'groupBy'>): (group: DurationGroup) => string {
  const t = useT();
  return useCallback(
    (group: DurationGroup) => {
      if (group.key === 'none') return t('durations.group.none');
      if (group.key === 'all') return t('durations.group.all');
      const word =
        view.groupBy === 'cause'
          ? t.optional(`incidents.cause.${group.key}`)
          : view.groupBy === 'trigger'
            ? t.optional(`incidents.trigger.${group.key}`)
            : view.groupBy === 'detectionSource'
              ? t.optional(`incidents.detection.${group.key}`)
              : null;
      return group.label ?? word ?? group.key;
    },
    [t, view.groupBy],
  );
}
