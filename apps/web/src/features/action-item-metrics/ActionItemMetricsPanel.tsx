import { Anchor, Group, SimpleGrid, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ActionItemMetricsResponse } from '@tenken/shared/action-item-metrics.contract';
import { useT } from '../../i18n/useT.js';
import { DataState } from '../../ui/DataState.js';
import { Figure } from '../../ui/Figure.js';
import { AgeingChart } from './AgeingChart.js';
import {
  type ActionItemMetricsScope,
  type ActionItemView,
  actionItemMetricsQuery,
  DEFAULT_GROUP,
} from './actionItemMetrics.queries.js';
import type { ActionRowsOf } from './actionRows.js';
import { CohortBars, CohortSwitch } from './CohortBars.js';
import { ComparisonNote } from './ComparisonNote.js';
import { CompletionCurve } from './CompletionCurve.js';
import { GroupCurves, GroupSwitch } from './GroupCurves.js';
import { LensTable } from './LensTable.js';
import { OverdueByTeam } from './OverdueByTeam.js';
import { RecurredFixes } from './RecurredFixes.js';
import { dayRange } from './writeDays.js';

export type ActionItemChart = 'completion' | 'completionBy' | 'cohort' | 'ageing';

interface Props {
  scope: ActionItemMetricsScope;
  rowsOf: ActionRowsOf;
  tables: readonly string[];
  onAsTable(chart: ActionItemChart, asTable: boolean): void;
  onActive(chart: ActionItemChart): void;
  onView(view: ActionItemView): void;
}

/** What became of the action items created in the range, and what is open now. */
export function ActionItemMetricsPanel({ scope, rowsOf, tables, onAsTable, onActive, onView }: Props) {
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
      isEmpty={(answer) => answer.created === 0 && answer.ageing.open === 0}
      empty={{
        title: t('actionItemMetrics.empty.title'),
        hint: t('actionItemMetrics.empty.hint'),
        action: (
          <Anchor renderRoot={(props: object) => <Link {...props} to="/actions" />}>
            {t('actionItemMetrics.empty.action')}
          </Anchor>
        ),
      }}
    >
      {(answer) => (
        <Stack gap="sm">
          <Figures answer={answer} rowsOf={rowsOf} />
          <ComparisonNote answer={answer} />
          <Group gap="xs" data-print="hidden">
            <GroupSwitch value={scope.groupBy ?? DEFAULT_GROUP} onChange={(groupBy) => onView({ groupBy })} />
            <CohortSwitch value={answer.cohortUnit} onChange={(cohort) => onView({ cohort })} />
          </Group>
          <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="sm">
            <CompletionCurve answer={answer} rowsOf={rowsOf} {...frame('completion')} />
            <GroupCurves
              answer={answer}
              groupBy={scope.groupBy ?? DEFAULT_GROUP}
              rowsOf={rowsOf}
              {...frame('completionBy')}
            />
          </SimpleGrid>
          <CohortBars answer={answer} rowsOf={rowsOf} {...frame('cohort')} />
          <LensTable answer={answer} rowsOf={rowsOf} />
          <RecurredFixes answer={answer} rowsOf={rowsOf} />
          <Title order={3} size="h5" mt="sm">
            {t('actionItemMetrics.today')}
          </Title>
          <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="sm">
            <AgeingChart answer={answer} rowsOf={rowsOf} {...frame('ageing')} />
            <OverdueByTeam answer={answer} rowsOf={rowsOf} />
          </SimpleGrid>
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
  const median = dayRange(t, answer.medianLower, answer.medianUpper);
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
        rows={onTimeRate ? rowsOf({ figure: 'due_judged' }) : undefined}
      />
      <Figure
        label={t('actionItemMetrics.figure.median')}
        definitionKey="time_to_complete"
        value={
          answer.medianDays === null
            ? null
            : t('actionItemMetrics.days', { days: Math.round(answer.medianDays) })
        }
        reason={t('actionItemMetrics.noMedian')}
        note={
          answer.medianDays === null
            ? undefined
            : [
                t('actionItemMetrics.businessDays', { days: Math.round(answer.medianBusinessDays ?? 0) }),
                ...(median === '' ? [] : [t('actionItemMetrics.note.interval', { range: median })]),
              ].join(t('ui.listSeparator'))
        }
        n={answer.followed}
        open={answer.openInTime + answer.overdue}
        rows={rowsOf({ figure: 'followed' })}
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
