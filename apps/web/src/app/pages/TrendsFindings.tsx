import { Anchor, List } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ActionItemMetricsResponse } from '@tenken/shared/action-item-metrics.contract';
import type { DurationsResponse } from '@tenken/shared/durations.contract';
import type { IncidentRatesResponse } from '@tenken/shared/incident-rates.contract';
import type { RecurrenceMetricsResponse } from '@tenken/shared/recurrence.contract';
import type { ReactNode } from 'react';
import { ActionItemFinding } from '../../features/action-item-metrics/ActionItemFinding.js';
import { DurationFindingText } from '../../features/durations/DurationFindingText.js';
import type { DurationView } from '../../features/durations/durationView.js';
import { IncidentRateFinding } from '../../features/incident-rates/IncidentRateFinding.js';
import { RecurrenceFinding } from '../../features/recurrence-metrics/RecurrenceFinding.js';
import { useT } from '../../i18n/useT.js';
import { DataState } from '../../ui/DataState.js';

interface Props {
  view: DurationView;
  durations: UseQueryResult<DurationsResponse>;
  rates: UseQueryResult<IncidentRatesResponse>;
  items: UseQueryResult<ActionItemMetricsResponse>;
  recurrence: UseQueryResult<RecurrenceMetricsResponse>;
}

/** What the data say, a sentence for each question, each with a way to the figures that it rests on. */
export function TrendsFindings({ view, durations, rates, items, recurrence }: Props) {
  return (
    <List type="ordered" spacing={6} maw={980}>
      <Finding query={durations} of="durations">
        {(answer) => <DurationFindingText view={view} answer={answer} />}
      </Finding>
      <Finding query={rates} of="incident-rates">
        {(answer) => <IncidentRateFinding comparison={view.comparison} answer={answer} />}
      </Finding>
      <Finding query={items} of="action-items">
        {(answer) => <ActionItemFinding answer={answer} />}
      </Finding>
      <Finding query={recurrence} of="recurrence">
        {(answer) => <RecurrenceFinding answer={answer} />}
      </Finding>
    </List>
  );
}

interface FindingProps<Answer> {
  query: UseQueryResult<Answer>;
  /** the section below that it was made of */
  of: string;
  children(answer: Answer): ReactNode;
}

function Finding<Answer>({ query, of, children }: FindingProps<Answer>) {
  const t = useT();
  return (
    <List.Item>
      <DataState query={query} skeleton="text">
        {(answer) => (
          <>
            {children(answer)}{' '}
            <Anchor inherit underline="always" href={`#${of}`} data-print="hidden">
              {t('trends.basis')}
            </Anchor>
          </>
        )}
      </DataState>
    </List.Item>
  );
}
