import { Anchor, Box, List, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { ActionItemFinding } from '../../features/action-item-metrics/ActionItemFinding.js';
import { ActionItemMetricsPanel } from '../../features/action-item-metrics/ActionItemMetricsPanel.js';
import { actionItemMetricsQuery } from '../../features/action-item-metrics/actionItemMetrics.queries.js';
import { DurationFindingText } from '../../features/durations/DurationFindingText.js';
import { DurationsPanel, useGroupName } from '../../features/durations/DurationsPanel.js';
import { durationsQuery } from '../../features/durations/durations.queries.js';
import { LazyDurationRowsDrawer } from '../../features/durations/LazyDurationRowsDrawer.js';
import { RecurrenceFinding } from '../../features/recurrence-metrics/RecurrenceFinding.js';
import { RecurrencePanel } from '../../features/recurrence-metrics/RecurrencePanel.js';
import { recurrenceMetricsQuery } from '../../features/recurrence-metrics/recurrenceMetrics.queries.js';
import { useT } from '../../i18n/useT.js';
import { useKeys } from '../../keys/useKeys.js';
import { addDays, daysBetween } from '../../time/isoDay.js';
import { DataState } from '../../ui/DataState.js';
import { PageHeader } from '../../ui/PageHeader.js';
import { useScope } from '../../url/useScope.js';
import { PageViews } from '../PageViews.js';
import { NO_ROWS, rowsSearch, useTrendsView } from './useTrendsView.js';

const YEAR_OF_WEEKS = 364;
/** On a narrow screen the sticky bar has two rows: a heading that a link leads to must not hide under it. */
const BELOW_BAR = { scrollMarginTop: 44 };

/** Are detection, repair and recurrence really getting better? Findings as sentences, then what they rest on. */
export function TrendsPage() {
  const t = useT();
  const { compare, setScope } = useScope();
  const { scope, view, rows, tables, change, rowsOf, actionRowsOf } = useTrendsView();
  const durations = useQuery(durationsQuery(scope, view, false));
  const grouped = useQuery({ ...durationsQuery(scope, view, true), enabled: view.groupBy !== undefined });
  const itemScope = { ...scope, bucket: view.bucket };
  const items = useQuery(actionItemMetricsQuery(itemScope));
  const recurrence = useQuery(recurrenceMetricsQuery(scope));
  const nameOf = useGroupName(view);
  const active = useRef('durations');
  const setTable = (chart: string, asTable: boolean) =>
    change({ tables: asTable ? [...tables, chart] : tables.filter((one) => one !== chart) }, true);
  const shift = (sign: 1 | -1) => {
    const days = sign * daysBetween(scope.from, scope.to);
    setScope({ from: addDays(scope.from, days), to: addDays(scope.to, days) });
  };
  useKeys(t('trends.keys'), [
    {
      key: 'b',
      label: t('charts.key.table'),
      run: () => setTable(active.current, !tables.includes(active.current)),
    },
    { key: ',', label: t('trends.key.previous'), run: () => shift(-1) },
    { key: '.', label: t('trends.key.next'), run: () => shift(1) },
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
        <section aria-labelledby="findings">
          <Title order={2} size="h4" mb="xs" id="findings">
            {t('trends.findings')}
          </Title>
          <List type="ordered" spacing={6} maw={980}>
            <List.Item>
              <DataState query={durations} skeleton="text">
                {(answer) => (
                  <>
                    <DurationFindingText metric={view.metric} answer={answer} /> <Basis of="durations" />
                  </>
                )}
              </DataState>
            </List.Item>
            <List.Item>
              <DataState query={items} skeleton="text">
                {(answer) => (
                  <>
                    <ActionItemFinding answer={answer} /> <Basis of="action-items" />
                  </>
                )}
              </DataState>
            </List.Item>
            <List.Item>
              <DataState query={recurrence} skeleton="text">
                {(answer) => (
                  <>
                    <RecurrenceFinding answer={answer} /> <Basis of="recurrence" />
                  </>
                )}
              </DataState>
            </List.Item>
          </List>
        </section>
        <Box component="section" aria-labelledby="durations">
          <Title order={2} size="h4" mb="sm" style={BELOW_BAR} id="durations">
            {t('durations.title')}
          </Title>
          <DurationsPanel
            scope={scope}
            view={view}
            compare={compare}
            rowsOf={rowsOf}
            asTable={tables.includes('durations')}
            onAsTable={(asTable) => setTable('durations', asTable)}
            onActive={() => {
              active.current = 'durations';
            }}
            onChange={(changes) => {
              const { groupBy, ...rest } = changes;
              change('groupBy' in changes ? { ...rest, group: groupBy } : rest);
            }}
            onWider={() => setScope({ from: addDays(scope.to, -YEAR_OF_WEEKS), to: scope.to })}
          />
        </Box>
        <Box component="section" aria-labelledby="action-items">
          <Title order={2} size="h4" mb="sm" style={BELOW_BAR} id="action-items">
            {t('actionItemMetrics.title')}
          </Title>
          <ActionItemMetricsPanel
            scope={itemScope}
            rowsOf={actionRowsOf}
            tables={tables}
            onAsTable={setTable}
            onActive={(chart) => {
              active.current = chart;
            }}
          />
        </Box>
        <Box component="section" aria-labelledby="recurrence">
          <Title order={2} size="h4" mb="sm" style={BELOW_BAR} id="recurrence">
            {t('recurrenceMetrics.title')}
          </Title>
          <RecurrencePanel
            scope={scope}
            asTable={tables.includes('recurrence')}
            onAsTable={(asTable) => setTable('recurrence', asTable)}
            onActive={() => {
              active.current = 'recurrence';
            }}
          />
        </Box>
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

/** From a finding to the figures below that it was made of. */
function Basis({ of }: { of: string }) {
  const t = useT();
  return (
    <Anchor inherit underline="always" href={`#${of}`} data-print="hidden">
      {t('trends.basis')}
    </Anchor>
  );
}
