import { SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { PostmortemMetricsResponse } from '@tenken/shared/postmortem-metrics.contract';
import { useT } from '../../i18n/useT.js';
import { DataState } from '../../ui/DataState.js';
import { Figure } from '../../ui/Figure.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { PostmortemAges } from './PostmortemAges.js';
import { PostmortemCohorts } from './PostmortemCohorts.js';
import { type PostmortemMetricsScope, postmortemMetricsQuery } from './postmortemMetrics.queries.js';
import { postmortemRows } from './postmortemRows.js';

export type PostmortemChart = 'postmortems';

interface Props {
  scope: PostmortemMetricsScope;
  tables: readonly string[];
  onAsTable(chart: PostmortemChart, asTable: boolean): void;
  onActive(chart: PostmortemChart): void;
}

/** What was learnt from the incidents resolved in the range: required, written, reviewed, on time, still waiting. */
export function PostmortemMetricsPanel({ scope, tables, onAsTable, onActive }: Props) {
  const t = useT();
  const query = useQuery(postmortemMetricsQuery(scope));
  return (
    <DataState
      query={query}
      skeleton="figures"
      isEmpty={(answer) => answer.total.required + answer.total.waived === 0}
      empty={{
        title: t('postmortemMetrics.empty.title'),
        hint: t('postmortemMetrics.empty.hint', { n: query.data?.total.resolved ?? 0 }),
        action: <RowsLink target={{ to: '/postmortems' }}>{t('postmortemMetrics.empty.action')}</RowsLink>,
      }}
    >
      {(answer) => (
        <Stack gap="sm">
          <Figures answer={answer} />
          <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="sm">
            <PostmortemCohorts
              answer={answer}
              bucket={scope.bucket}
              asTable={tables.includes('postmortems')}
              onAsTable={(asTable) => onAsTable('postmortems', asTable)}
              onActive={() => onActive('postmortems')}
            />
            <PostmortemAges answer={answer} />
          </SimpleGrid>
        </Stack>
      )}
    </DataState>
  );
}

function Figures({ answer }: { answer: PostmortemMetricsResponse }) {
  const t = useT();
  const { total, definition, timeZone } = answer;
  const { onTime } = total;
  const percent = (value: number) => t('postmortemMetrics.percent', { value });
  const days = (value: number | null) =>
    value === null ? null : t('postmortemMetrics.businessDays', { n: value });
  const rows = (state: Parameters<typeof postmortemRows>[0]['state']) => postmortemRows({ state }, timeZone);
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }} spacing="sm">
      <Figure
        label={t('postmortemMetrics.figure.onTime')}
        definitionKey="postmortems"
        definition={definition}
        value={onTime && percent(onTime.value)}
        reason={t('postmortemMetrics.noDue')}
        interval={onTime && { lower: percent(onTime.lower), upper: percent(onTime.upper) }}
        n={onTime?.n}
        rows={onTime ? rows('due') : undefined}
        note={
          total.timeUnknown > 0 && (
            <RowsLink target={rows('time_unknown')}>
              {t('postmortemMetrics.timeUnknown', { n: total.timeUnknown })}
            </RowsLink>
          )
        }
      />
      <Figure
        label={t('postmortemMetrics.figure.median')}
        definitionKey="postmortems"
        value={days(total.medianBusinessDaysToReview)}
        reason={t(total.required === 0 ? 'postmortemMetrics.noneRequired' : 'postmortemMetrics.noMedian')}
        interval={
          total.medianLower === null || total.medianUpper === null
            ? null
            : { lower: days(total.medianLower) as string, upper: days(total.medianUpper) as string }
        }
        n={total.reviewed - total.timeUnknown}
        open={total.unreviewed}
        rows={rows('required')}
        note={
          total.tooFew &&
          total.medianBusinessDaysToReview !== null && (
            <Text size="sm" c="dimmed">
              {t('postmortemMetrics.tooFew')}
            </Text>
          )
        }
      />
      <Figure
        label={t('postmortemMetrics.figure.unreviewed')}
        value={String(total.unreviewed)}
        rows={rows('unreviewed')}
        note={
          <RowsLink target={rows('overdue')}>{t('postmortemMetrics.overdue', { n: total.overdue })}</RowsLink>
        }
      />
      <Figure
        label={t('postmortemMetrics.figure.written')}
        value={t('postmortemMetrics.ofRequired', { n: total.written, of: total.required })}
        rows={rows('written')}
        note={
          <>
            <RowsLink target={rows('required')}>
              {t('postmortemMetrics.required', { n: total.required, resolved: total.resolved })}
            </RowsLink>
            {total.waived > 0 && (
              <>
                {t('ui.listSeparator')}
                <RowsLink target={rows('waived')}>
                  {t('postmortemMetrics.waived', { n: total.waived })}
                </RowsLink>
              </>
            )}
          </>
        }
      />
    </SimpleGrid>
  );
}
