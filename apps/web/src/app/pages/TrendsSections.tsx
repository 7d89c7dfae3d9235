import { Skeleton } from '@mantine/core';
import type { DefinitionChange } from '@tenken/shared/definition-changes.contract';
import { lazy, Suspense } from 'react';
import { ActionItemMetricsPanel } from '../../features/action-item-metrics/ActionItemMetricsPanel.js';
import { DefinitionChangeList } from '../../features/durations/DefinitionChangeList.js';
import { DurationsPanel } from '../../features/durations/DurationsPanel.js';
import type { useGroupName } from '../../features/durations/useGroupName.js';
import { IncidentRatesPanel } from '../../features/incident-rates/IncidentRatesPanel.js';
import { PostmortemMetricsPanel } from '../../features/postmortem-metrics/PostmortemMetricsPanel.js';
import { RecurrencePanel } from '../../features/recurrence-metrics/RecurrencePanel.js';
import { useT } from '../../i18n/useT.js';
import { addDays } from '../../time/isoDay.js';
import { useScope } from '../../url/useScope.js';
import { TrendsSection } from './TrendsSection.js';
import type { TrendsView } from './useTrendsView.js';

const YEAR_OF_WEEKS = 364;
// The last of the page and the only one of alerts: what is read before it does not wait for it.
const AlertDurationsPanel = lazy(() =>
  import('../../features/alert-durations/AlertDurationsPanel.js').then((module) => ({
    default: module.AlertDurationsPanel,
  })),
);

interface Props {
  page: TrendsView;
  /** what changed the meaning of figures in the range */
  changes: readonly DefinitionChange[];
  nameOf: ReturnType<typeof useGroupName>;
  onTable(chart: string, asTable: boolean): void;
  /** the pointer or the focus is on a chart */
  onActive(chart: string): void;
}

/** The figures behind the findings, a section for each question; all that draws. */
export function TrendsSections({ page, changes, nameOf, onTable, onActive }: Props) {
  const t = useT();
  const { setScope } = useScope();
  const { plain, scope, view, tables, change } = page;
  const frame = (chart: string) => ({
    asTable: tables.includes(chart),
    onAsTable: (asTable: boolean) => onTable(chart, asTable),
    onActive: () => onActive(chart),
  });
  return (
    <>
      <TrendsSection id="durations" title={t('durations.title')}>
        <DurationsPanel
          scope={scope}
          view={view}
          changes={changes}
          rowsOf={page.rowsOf}
          tables={tables}
          onAsTable={onTable}
          onActive={onActive}
          onChange={(changed) => {
            const { groupBy, metric, bucket, include } = changed;
            change({
              ...(metric === undefined ? {} : { metric }),
              ...(bucket === undefined ? {} : { bucket }),
              ...(include === undefined ? {} : { include }),
              ...('groupBy' in changed ? { group: groupBy } : {}),
            });
          }}
          onWider={() => setScope({ from: addDays(scope.to, -YEAR_OF_WEEKS), to: scope.to })}
        />
      </TrendsSection>
      <TrendsSection id="incident-rates" title={t('incidentRates.title')}>
        <IncidentRatesPanel
          scope={scope}
          view={view}
          nameOf={nameOf}
          rowsOf={page.rateRowsOf}
          {...frame('rates')}
        />
      </TrendsSection>
      <TrendsSection id="action-items" title={t('actionItemMetrics.title')}>
        <ActionItemMetricsPanel
          scope={page.itemScope}
          rowsOf={page.actionRowsOf}
          tables={tables}
          onAsTable={onTable}
          onActive={onActive}
          onView={({ groupBy, cohort }) =>
            change({
              ...(groupBy === undefined ? {} : { itemsBy: groupBy }),
              ...(cohort === undefined ? {} : { itemsCohort: cohort }),
            })
          }
        />
      </TrendsSection>
      <TrendsSection id="recurrence" title={t('recurrenceMetrics.title')}>
        <RecurrencePanel
          scope={page.recurrenceScope}
          nameOf={nameOf}
          rowsOf={page.recurrenceRowsOf}
          {...frame('recurrence')}
        />
      </TrendsSection>
      <TrendsSection id="postmortems" title={t('postmortemMetrics.title')}>
        <PostmortemMetricsPanel
          scope={{ ...plain, bucket: view.bucket }}
          tables={tables}
          onAsTable={onTable}
          onActive={onActive}
        />
      </TrendsSection>
      <TrendsSection id="alert-durations" title={t('definition.alert_durations.title')}>
        <Suspense fallback={<Skeleton h={320} />}>
          <AlertDurationsPanel scope={plain} {...frame('alert-durations')} />
        </Suspense>
      </TrendsSection>
      {changes.length > 0 && (
        <TrendsSection id="definition-changes" title={t('trends.changes')}>
          <DefinitionChangeList changes={changes} timeZone={scope.timeZone} withMetrics />
        </TrendsSection>
      )}
    </>
  );
}
