import { Anchor, SimpleGrid, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ActionItemMetricsResponse } from '@tenken/shared/action-item-metrics.contract';
import { useT } from '../../i18n/useT.js';
import { DataState } from '../../ui/DataState.js';
import { Figure } from '../../ui/Figure.js';
import { type ActionItemMetricsScope, actionItemMetricsQuery } from './actionItemMetrics.queries.js';
import type { ActionRowsOf } from './actionRows.js';
import { CohortBars } from './CohortBars.js';
import { CompletionCurve } from './CompletionCurve.js';
import { LensTable } from './LensTable.js';

export type ActionItemChart = 'completion' | 'cohort';

interface Props {
  scope: ActionItemMetricsScope;
  rowsOf: ActionRowsOf;
  tables: readonly string[];
  onAsTable(chart: ActionItemChart, asTable: boolean): void;
  onActive(chart: ActionItemChart): void;
}

/** What became of the action items created in the range. */
export function ActionItemMetricsPanel({ scope, rowsOf, tables, onAsTable, onActive }: Props) {
  const t = useT();
  const query = useQuery(actionItemMetricsQuery(scope));
  const frame = (chart: ActionItemChart) => ({
    asTable: tables.includes(chart),
    onAsTable: (asTable: boolean) => onAsTable(chart, asTable),
    onActive: () => onActive(chart),
  });
  return (
    <DataState
      query={query}
      skeleton="figures"
      isEmpty={(answer) => answer.created === 0}
      empty={{
        title: t('actionItemMetrics.empty.title'),
        hint: t('actionItemMetrics.empty.hint'),
        action: (
          <Anchor renderRoot={(props) => <Link {...props} to={'/actions' as never} />}>
            {t('actionItemMetrics.empty.action')}
          </Anchor>
        ),
      }}
    >
      {(answer) => (
        <Stack gap="sm">
          <Figures answer={answer} rowsOf={rowsOf} />
          <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="sm">
            <CompletionCurve answer={answer} {...frame('completion')} />
            <CohortBars answer={answer} bucket={scope.bucket} rowsOf={rowsOf} {...frame('cohort')} />
          </SimpleGrid>
          <LensTable answer={answer} rowsOf={rowsOf} />
        </Stack>
      )}
    </DataState>
  );
}

function Figures({ answer, rowsOf }: { answer: ActionItemMetricsResponse; rowsOf: ActionRowsOf }) {
  const t = useT();
  const { completionRate, onTimeRate, definition } = answer;
  const percent = (value: number) => t('actionItemMetrics.percent', { value });
  const bounds = (share: { lower: number; upper: number } | null) =>
    share === null ? null : { lower: percent(share.lower), upper: percent(share.upper) };
  const days = (value: number | null) =>
    value === null ? null : t('actionItemMetrics.days', { days: Math.round(value) });
  const medianBounds =
    answer.medianLower === null || answer.medianUpper === null
      ? null
      : { lower: days(answer.medianLower) as string, upper: days(answer.medianUpper) as string };
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }} spacing="sm">
      <Figure
        label={t('actionItemMetrics.figure.completion')}
        definitionKey="completion_rate"
        definition={definition}
        value={completionRate && percent(completionRate.value)}
        reason={t('actionItemMetrics.noBase')}
        interval={bounds(completionRate)}
        n={completionRate?.n}
        rows={rowsOf({ outcome: 'done' })}
        note={t('actionItemMetrics.note.declined', {
          declined: answer.declined,
          open: answer.openInTime,
          deleted: answer.deleted,
        })}
      />
      <Figure
        label={t('actionItemMetrics.figure.onTime')}
        definitionKey="on_time_rate"
        value={onTimeRate && percent(onTimeRate.value)}
        reason={t('actionItemMetrics.noDue')}
        interval={bounds(onTimeRate)}
        n={onTimeRate?.n}
        rows={onTimeRate ? rowsOf({ ids: answer.dueIds }) : undefined}
      />
      <Figure
        label={t('actionItemMetrics.figure.median')}
        definitionKey="time_to_complete"
        value={days(answer.medianDays)}
        reason={t('actionItemMetrics.noMedian')}
        interval={medianBounds}
        n={answer.followed}
        open={answer.openInTime + answer.overdue}
        rows={rowsOf({ outcome: 'kept' })}
      />
      <Figure
        label={t('actionItemMetrics.figure.overdue')}
        definitionKey="overdue"
        value={String(answer.overdue)}
        rows={rowsOf({ outcome: 'overdue' })}
      />
    </SimpleGrid>
  );
}
