import { SimpleGrid } from '@mantine/core';
import type { IncidentRatesResponse } from '@tenken/shared/incident-rates.contract';
import { useT } from '../../i18n/useT.js';
import { Figure } from '../../ui/Figure.js';
import { IncidentRateChange } from './IncidentRateChange.js';
import type { IncidentRatesView, RateRowsOf } from './incidentRates.queries.js';
import { formatRate } from './rateFinding.js';

interface Props {
  answer: IncidentRatesResponse;
  view: IncidentRatesView;
  rowsOf: RateRowsOf;
}

/** The rate with its interval, the count, the time between incidents, and the change. */
export function IncidentRateFigures({ answer, view, rowsOf }: Props) {
  const t = useT();
  const { current, definition } = answer;
  const rows = rowsOf({}) ?? undefined;
  const days = Math.round(current.exposureDays);
  const hasRate = current.perWeek !== null;
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }} spacing="sm">
      <Figure
        label={t('incidentRates.figure.rate')}
        definitionKey="incident_rate"
        definition={definition}
        value={hasRate ? formatRate(current.perWeek) : null}
        reason={t('incidentRates.notBegun')}
        interval={
          hasRate
            ? { lower: formatRate(current.perWeekLower), upper: formatRate(current.perWeekUpper) }
            : null
        }
        n={current.n}
        excluded={current.excluded}
        rows={rows}
        note={hasRate ? t('incidentRates.exposure', { days }) : undefined}
      />
      <Figure
        label={t('incidentRates.figure.n')}
        definitionKey="incident_count"
        value={String(current.n)}
        rows={rows}
      />
      <Figure
        label={t('incidentRates.figure.between')}
        definitionKey="incident_rate"
        definition={definition}
        value={
          current.meanDaysBetween === null
            ? null
            : t('incidentRates.days', { days: Number(current.meanDaysBetween.toFixed(1)) })
        }
        reason={t('incidentRates.figure.between.few')}
        n={current.n}
        rows={rows}
      />
      <IncidentRateChange answer={answer} view={view} rowsOf={rowsOf} />
    </SimpleGrid>
  );
}
