import { useQuery } from '@tanstack/react-query';
import { bucketLabel } from '../../charts/prepare/bucketLabel.js';
import { useT } from '../../i18n/useT.js';
import { DataState } from '../../ui/DataState.js';
import { AlertDurationPictures } from './AlertDurationPictures.js';
import {
  type AlertDurationsScope,
  alertDurationsCsvPath,
  alertDurationsQuery,
  monthsOfRange,
} from './alertDurations.queries.js';

interface Props {
  scope: AlertDurationsScope;
  asTable: boolean;
  onAsTable(asTable: boolean): void;
  onActive(): void;
}

/** How long alerts fire, by service and month: the services and the team of the top bar, the months of its range. */
export function AlertDurationsPanel({ scope, ...frame }: Props) {
  const t = useT();
  const query = useQuery(alertDurationsQuery(scope));
  const months = monthsOfRange(scope);
  const nameOf = (month: string) =>
    bucketLabel(`${month}-01T00:00:00Z`, { unit: 'month', timeZone: 'UTC', language: t.language });
  return (
    <DataState
      query={query}
      isEmpty={(answer) => answer.services.length === 0}
      empty={{
        title: t('alertDurations.empty.title'),
        hint: t(
          scope.serviceIds.length > 0 || scope.teamId !== null
            ? 'alertDurations.empty.narrowed'
            : 'alertDurations.empty.hint',
          { from: nameOf(months.from) },
        ),
      }}
    >
      {(answer) => (
        <AlertDurationPictures answer={answer} csvPath={alertDurationsCsvPath(scope)} {...frame} />
      )}
    </DataState>
  );
}
