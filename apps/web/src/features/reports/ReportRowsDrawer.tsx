import { Anchor, Button, Drawer, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReportActionItemRow, ReportIncidentRow } from '@tenken/shared/report-rows.contract';
import { useMemo } from 'react';
import type { Translator } from '../../i18n/createTranslator.js';
import { useT } from '../../i18n/useT.js';
import { formatDuration } from '../../time/formatDuration.js';
import { formatDay, formatInstant } from '../../time/formatInstant.js';
import { DataState } from '../../ui/DataState.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { SeverityBadge } from '../../ui/SeverityBadge.js';
import type { ReportRows } from './ReportRowsLink.js';
import { reportRowsQuery } from './reports.queries.js';

export interface ReportRowsDrawerProps {
  opened: boolean;
  id: string;
  rows: ReportRows | null;
  timeZone: string;
  onClose(): void;
}

/** The rows behind a number, as they were when the report was made. */
export function ReportRowsDrawer({ opened, rows, onClose, ...rest }: ReportRowsDrawerProps) {
  const t = useT();
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size="xl"
      title={t('report.rows')}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      {rows && <Rows {...rest} rows={rows} />}
    </Drawer>
  );
}

function Rows({ id, rows, timeZone }: { id: string; rows: ReportRows; timeZone: string }) {
  const t = useT();
  const query = useInfiniteQuery(reportRowsQuery(id, { ...rows }));
  const incidents = useMemo(() => query.data?.pages.flatMap((page) => page.incidents) ?? [], [query.data]);
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.actionItems) ?? [], [query.data]);
  const total = query.data?.pages[0]?.total ?? 0;
  const shown = rows.list === 'incidents' ? incidents.length : items.length;
  const incidentColumns = useMemo(
    () => columnsOfIncidents(t, timeZone, rows.metric),
    [t, timeZone, rows.metric],
  );
  const itemColumns = useMemo(() => columnsOfItems(t, timeZone), [t, timeZone]);
  return (
    <DataState query={query} skeleton="table">
      {() => (
        <Stack gap="sm">
          <Text size="sm" role="status">
            {t(rows.list === 'incidents' ? 'report.rows.incidents' : 'report.rows.items', { n: total })}
            {t('ui.listSeparator')}
            {t('report.rows.frozen')}
          </Text>
          {rows.list === 'incidents' ? (
            <DataTable
              label={t('report.rows')}
              rows={incidents}
              rowId={(row) => row.id}
              columns={incidentColumns}
              pageKeys={false}
              empty={{ title: t('report.rows.none') }}
            />
          ) : (
            <DataTable
              label={t('report.rows')}
              rows={items}
              rowId={(row) => row.id}
              columns={itemColumns}
              pageKeys={false}
              empty={{ title: t('report.rows.none') }}
            />
          )}
          {query.hasNextPage && (
            <Group>
              <Button
                variant="default"
                loading={query.isFetchingNextPage}
                onClick={() => void query.fetchNextPage()}
              >
                {t('reports.more')}
              </Button>
              <Text size="sm" c="dimmed">
                {t('report.rows.shown', { shown, total })}
              </Text>
            </Group>
          )}
        </Stack>
      )}
    </DataState>
  );
}

function columnsOfIncidents(
  t: Translator,
  timeZone: string,
  metric: string | undefined,
): DataColumn<ReportIncidentRow>[] {
  return [
    {
      key: 'title',
      header: t('report.col.incident'),
      rowHeader: true,
      cell: (row) => (
        <Anchor
          inherit
          display="inline-block"
          miw={150}
          renderRoot={(props: object) => (
            <Link {...props} to="/incidents/$id" params={{ id: row.id }} search={{}} />
          )}
        >
          {row.title}
        </Anchor>
      ),
    },
    {
      key: 'severity',
      header: t('report.col.severity'),
      cell: (row) => <SeverityBadge severity={row.severity} compact />,
    },
    {
      key: 'state',
      header: t('report.col.counts'),
      cell: (row) => {
        const state = metric === undefined ? undefined : row.states[metric];
        if (state === undefined) return '—';
        const duration = state.seconds === null ? null : formatDuration(state.seconds, t.language);
        const word =
          state.reason === null
            ? (t.optional(`durations.rows.${state.state}`) ?? state.state)
            : (t.optional(`durations.reason.${state.reason}`) ?? state.reason);
        return duration === null ? word : `${duration}${t('ui.listSeparator')}${word}`;
      },
    },
    {
      key: 'at',
      header: t('report.col.began'),
      cell: (row) => formatInstant(row.cohortAt, { language: t.language, timeZone, hideZone: true }),
    },
  ];
}

function columnsOfItems(t: Translator, timeZone: string): DataColumn<ReportActionItemRow>[] {
  return [
    {
      key: 'title',
      header: t('report.col.item'),
      rowHeader: true,
      cell: (row) => (
        <Anchor
          inherit
          display="inline-block"
          miw={150}
          renderRoot={(props: object) => <Link {...props} to="/actions" search={{ ids: [row.id] }} />}
        >
          {row.title}
        </Anchor>
      ),
    },
    {
      key: 'outcome',
      header: t('report.col.outcome'),
      cell: (row) => t.optional(`actionItemMetrics.status.${row.outcome}`) ?? row.outcome,
    },
    {
      key: 'due',
      header: t('report.col.due'),
      cell: (row) => formatDay(row.dueOn, t.language),
    },
    {
      key: 'created',
      header: t('report.col.createdAt'),
      cell: (row) => formatInstant(row.createdAt, { language: t.language, timeZone, hideZone: true }),
    },
  ];
}
