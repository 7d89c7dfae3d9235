import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { IncidentRateGroup } from '@tenken/shared/incident-rates.contract';
import { useT } from '../../i18n/useT.js';
import { DataState } from '../../ui/DataState.js';
import { IncidentRateFigures } from './IncidentRateFigures.js';
import { IncidentRatePictures } from './IncidentRatePictures.js';
import {
  type IncidentRatesScope,
  type IncidentRatesView,
  incidentRatesCsvPath,
  incidentRatesQuery,
  type RateRowsOf,
} from './incidentRates.queries.js';
import { formatRate } from './rateFinding.js';

interface Props {
  scope: IncidentRatesScope;
  view: IncidentRatesView;
  nameOf(group: Pick<IncidentRateGroup, 'key' | 'label'>): string;
  rowsOf: RateRowsOf;
  asTable: boolean;
  onAsTable(asTable: boolean): void;
  onActive(): void;
}

/** How often incidents happen: rates with intervals, never counts that look as if they were exact. */
export function IncidentRatesPanel({ scope, view, nameOf, rowsOf, ...frame }: Props) {
  const t = useT();
  const overall = useQuery(incidentRatesQuery(scope, view, false));
  const grouped = useQuery({
    ...incidentRatesQuery(scope, view, true),
    enabled: view.groupBy !== undefined,
  });
  const shown = view.groupBy === undefined ? overall : grouped;
  return (
    <DataState query={overall} skeleton="figures">
      {(answer) => (
        <Stack gap="sm">
          {answer.current.n === 0 && answer.current.perWeek !== null && (
            <Text size="sm" role="status">
              <b>{t('incidentRates.empty.title')}</b>{' '}
              {t('incidentRates.empty.hint', {
                days: Math.round(answer.current.exposureDays),
                upper: formatRate(answer.current.perWeekUpper),
              })}
            </Text>
          )}
          <IncidentRateFigures answer={answer} view={view} rowsOf={rowsOf} />
          <DataState query={shown}>
            {(split) => (
              <IncidentRatePictures
                answer={split}
                view={view}
                nameOf={nameOf}
                rowsOf={rowsOf}
                csvPath={incidentRatesCsvPath(scope, view)}
                {...frame}
              />
            )}
          </DataState>
          {answer.current.excludedBy.length > 0 && (
            <Text size="xs" c="dimmed">
              {t('incidentRates.excluded', {
                list: answer.current.excludedBy
                  .map(({ reason, n }) =>
                    t('incidentRates.excluded.one', { reason: t(`durations.reason.${reason}`), n }),
                  )
                  .join(t('ui.listSeparator')),
              })}
            </Text>
          )}
        </Stack>
      )}
    </DataState>
  );
}
