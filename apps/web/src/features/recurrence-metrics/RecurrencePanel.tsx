import { SimpleGrid, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { RecurrenceMetricsResponse } from '@tenken/shared/recurrence.contract';
import { useT } from '../../i18n/useT.js';
import { DataState } from '../../ui/DataState.js';
import { Figure } from '../../ui/Figure.js';
import type { RowsTarget } from '../../ui/RowsLink.js';
import { RecurrenceCurve } from './RecurrenceCurve.js';
import { RecurrencePairs } from './RecurrencePairs.js';
import { type RecurrenceScope, recurrenceMetricsQuery } from './recurrenceMetrics.queries.js';

interface Props {
  scope: RecurrenceScope;
  asTable: boolean;
  onAsTable(asTable: boolean): void;
  onActive(): void;
}

/** Do incidents come back, how soon, and what had become of the fix? */
export function RecurrencePanel({ scope, asTable, onAsTable, onActive }: Props) {
  const t = useT();
  const query = useQuery(recurrenceMetricsQuery(scope));
  return (
    <DataState
      query={query}
      skeleton="figures"
      isEmpty={(answer) => answer.incidents === 0}
      empty={{ title: t('recurrenceMetrics.empty.title'), hint: t('recurrenceMetrics.empty.hint') }}
    >
      {(answer) => (
        <Stack gap="sm">
          <Figures answer={answer} />
          <RecurrenceCurve answer={answer} asTable={asTable} onAsTable={onAsTable} onActive={onActive} />
          <RecurrencePairs
            title={t('recurrenceMetrics.open.title')}
            none={t('recurrenceMetrics.open.none')}
            definitionKey="recurred_fix_open"
            pairs={answer.recurredWithFixOpen}
          />
          <RecurrencePairs
            title={t('recurrenceMetrics.after.title')}
            none={t('recurrenceMetrics.after.none')}
            definitionKey="recurred_after_fix"
            pairs={answer.recurredAfterFix}
          />
          <RecurrencePairs
            title={t('recurrenceMetrics.without.title')}
            none={t('recurrenceMetrics.without.none')}
            pairs={answer.recurredWithoutItems}
          />
        </Stack>
      )}
    </DataState>
  );
}

function Figures({ answer }: { answer: RecurrenceMetricsResponse }) {
  const t = useT();
  const percent = (value: number) => t('recurrenceMetrics.percent', { value });
  const bounds = (share: { lower: number | null; upper: number | null } | null | undefined) =>
    !share || share.lower === null || share.upper === null
      ? null
      : { lower: percent(share.lower), upper: percent(share.upper) };
  const within = answer.timeToRecurrence.within.at(-1);
  const incidents = (ids: readonly string[]): RowsTarget => ({
    to: '/incidents',
    search: { ids: [...new Set(ids)] },
  });
  const fixOpen = [...new Set(answer.recurredWithFixOpen.map((pair) => pair.incident.id))];
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }} spacing="sm">
      <Figure
        label={t('recurrenceMetrics.figure.confirmed')}
        definitionKey="recurrence"
        definition={answer.definition}
        value={answer.confirmedRate && percent(answer.confirmedRate.value)}
        reason={t('recurrenceMetrics.noBase')}
        interval={bounds(answer.confirmedRate)}
        n={answer.incidents}
        rows={{
          to: '/incidents',
          search: { recurrence: 'confirmed' },
        }}
      />
      <Figure
        label={t('recurrenceMetrics.figure.suggested')}
        definitionKey="recurrence"
        value={answer.suggestedRate && percent(answer.suggestedRate.value)}
        reason={t('recurrenceMetrics.noBase')}
        interval={bounds(answer.suggestedRate)}
        n={answer.incidents}
        rows={answer.suggested > 0 ? incidents(answer.suggestedIds) : undefined}
        note={t('recurrenceMetrics.lookBack', { days: answer.lookBackDays })}
      />
      <Figure
        label={t('recurrenceMetrics.figure.within', { days: within?.days ?? 90 })}
        definitionKey="time_to_recurrence"
        value={within?.share === null || within === undefined ? null : percent(within.share)}
        reason={t('recurrenceMetrics.notYet')}
        interval={bounds(within)}
        n={answer.timeToRecurrence.n}
        rows={
          answer.timeToRecurrence.recurred > 0 ? incidents(answer.timeToRecurrence.recurredIds) : undefined
        }
      />
      <Figure
        label={t('recurrenceMetrics.figure.fixOpen')}
        definitionKey="recurred_fix_open"
        value={String(fixOpen.length)}
        rows={fixOpen.length > 0 ? incidents(fixOpen) : undefined}
      />
    </SimpleGrid>
  );
}
