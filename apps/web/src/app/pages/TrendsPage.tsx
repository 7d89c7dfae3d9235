import { Group, Skeleton, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useRef } from 'react';
import { actionItemMetricsQuery } from '../../features/action-item-metrics/actionItemMetrics.queries.js';
import { definitionChangesQuery, durationsQuery } from '../../features/durations/durations.queries.js';
import { LazyDurationRowsDrawer } from '../../features/durations/LazyDurationRowsDrawer.js';
import { useGroupName } from '../../features/durations/useGroupName.js';
import { incidentRatesQuery } from '../../features/incident-rates/incidentRates.queries.js';
import { MetricFilterBar } from '../../features/metric-filters/MetricFilterBar.js';
import { recurrenceMetricsQuery } from '../../features/recurrence-metrics/recurrenceMetrics.queries.js';
import { useT } from '../../i18n/useT.js';
import { useKeys } from '../../keys/useKeys.js';
import { shiftRange } from '../../time/rangePresets.js';
import { PageHeader } from '../../ui/PageHeader.js';
import { nextComparison } from '../../url/comparison.js';
import { useScope } from '../../url/useScope.js';
import { ComparisonPicker } from '../ComparisonPicker.js';
import { PageViews } from '../PageViews.js';
import { TrendsFindings } from './TrendsFindings.js';
import { useScopeChips } from './useScopeChips.js';
import { NO_ROWS, rowsSearch, useTrendsView } from './useTrendsView.js';

// The panels bring the charts: their code comes while the figures are fetched, and the sentences wait for neither. All in
// one module, for one request instead of five.
const TrendsSections = lazy(() => import('./TrendsSections.js').then((m) => ({ default: m.TrendsSections })));

/** Are detection, repair and recurrence really getting better? Findings as sentences, then what they rest on. */
export function TrendsPage() {
  const t = useT();
  const { compare, setScope } = useScope();
  const page = useTrendsView();
  const { plain, scope, filters, view, rows, tables, change } = page;
  const durations = useQuery(durationsQuery(scope, view, false));
  const grouped = useQuery({ ...durationsQuery(scope, view, true), enabled: view.groupBy !== undefined });
  const rates = useQuery(incidentRatesQuery(scope, view, false));
  const items = useQuery(actionItemMetricsQuery(page.itemScope));
  const recurrence = useQuery(recurrenceMetricsQuery(page.recurrenceScope));
  const changes = useQuery(definitionChangesQuery(plain)).data ?? [];
  const nameOf = useGroupName(view.groupBy);
  const scopeChips = useScopeChips();
  const active = useRef('durations');
  const setTable = (chart: string, asTable: boolean) =>
    change({ tables: asTable ? [...tables, chart] : tables.filter((one) => one !== chart) }, true);
  const onActive = (chart: string) => {
    active.current = chart;
  };
  useKeys(t('trends.keys'), [
    {
      key: 'b',
      label: t('charts.key.table'),
      run: () => setTable(active.current, !tables.includes(active.current)),
    },
    {
      key: 'c',
      label: t('trends.key.compare'),
      run: () => setScope({ compare: nextComparison(compare) }),
    },
    { key: ',', label: t('trends.key.previous'), run: () => setScope(shiftRange(scope, -1)) },
    { key: '.', label: t('trends.key.next'), run: () => setScope(shiftRange(scope, 1)) },
  ]);
  const group =
    rows?.group === undefined ? undefined : grouped.data?.groups.find((one) => one.key === rows.group);

  return (
    <>
      <PageHeader
        title={t('app.page.trends')}
        question={t('trends.question')}
        actions={<PageViews page="trends" />}
      />
      <Stack gap="xl">
        <Group component="section" aria-label={t('trends.scope')} justify="space-between" gap="xs" mt={-8}>
          <MetricFilterBar filters={filters} scope={plain} scopeChips={scopeChips} onChange={change} />
          <ComparisonPicker
            range={scope}
            value={compare}
            onChange={(comparison) => setScope({ compare: comparison })}
          />
        </Group>
        <section aria-labelledby="findings">
          <Title order={2} size="h4" mb="xs" id="findings">
            {t('trends.findings')}
          </Title>
          <TrendsFindings
            view={view}
            durations={durations}
            rates={rates}
            items={items}
            recurrence={recurrence}
          />
        </section>
        <Suspense fallback={<Skeleton height={480} />}>
          <TrendsSections
            page={page}
            changes={changes}
            nameOf={nameOf}
            onActive={onActive}
            onTable={setTable}
          />
        </Suspense>
      </Stack>
      <LazyDurationRowsDrawer
        opened={rows !== null}
        scope={scope}
        view={view}
        rows={rows}
        groupName={group ? nameOf(group) : null}
        onChange={(wanted) => change(rowsSearch(wanted), true)}
        onClose={() => change(NO_ROWS)}
      />
    </>
  );
}
