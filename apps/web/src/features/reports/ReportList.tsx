import { Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReportListItem } from '@tenken/shared/reports.contract';
import { useMemo } from 'react';
import type { Translator } from '../../i18n/createTranslator.js';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { DataState } from '../../ui/DataState.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { reportsQuery } from './reports.queries.js';
import { scopeName } from './reportWords.js';

/** The reports that were made: period, scope, first finding, who and when. */
export function ReportList({ timeZone }: { timeZone: string }) {
  const t = useT();
  const navigate = useNavigate();
  const query = useInfiniteQuery(reportsQuery);
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  const columns = useMemo(() => columnsOf(t, timeZone), [t, timeZone]);
  return (
    <DataState
      query={query}
      isEmpty={() => rows.length === 0}
      empty={{ title: t('reports.none'), hint: t('reports.none.hint') }}
    >
      {() => (
        <Stack gap="sm">
          <DataTable
            label={t('reports.list')}
            rows={rows}
            rowId={(row) => row.id}
            rowLabel={(row) => row.period.name[t.language]}
            columns={columns}
            onOpen={(row) => void navigate({ to: '/reports/$id', params: { id: row.id } })}
          />
          {query.hasNextPage && (
            <Group>
              <Button
                variant="default"
                loading={query.isFetchingNextPage}
                onClick={() => void query.fetchNextPage()}
              >
                {t('reports.more')}
              </Button>
            </Group>
          )}
        </Stack>
      )}
    </DataState>
  );
}

function columnsOf(t: Translator, timeZone: string): DataColumn<ReportListItem>[] {
  return [
    {
      key: 'period',
      header: t('reports.period'),
      rowHeader: true,
      cell: (row) => (
        <Group gap={6} miw={150}>
          <Anchor
            inherit
            renderRoot={(props: object) => <Link {...props} to="/reports/$id" params={{ id: row.id }} />}
          >
            {row.period.name[t.language]}
          </Anchor>
          {!row.period.ended && (
            <Badge size="sm" variant="outline" color="gray" tt="none">
              {t('reports.unfinished')}
            </Badge>
          )}
        </Group>
      ),
    },
    { key: 'scope', header: t('reports.scope'), cell: (row) => scopeName(t, row.scope) },
    {
      key: 'finding',
      header: t('reports.firstFinding'),
      cell: (row) => (
        <Text inherit component="span" display="inline-block" miw={220}>
          {row.findings[0]?.[t.language] ?? '—'}
        </Text>
      ),
    },
    {
      key: 'incidents',
      header: t('reports.incidents'),
      align: 'right',
      cell: (row) => t('reports.number', { n: row.incidents }),
    },
    {
      key: 'made',
      header: t('reports.madeAt'),
      cell: (row) => (
        <Text inherit component="span" style={{ whiteSpace: 'nowrap' }}>
          {formatInstant(row.madeAt, { language: t.language, timeZone, hideZone: true })}
        </Text>
      ),
    },
    {
      key: 'by',
      header: t('reports.madeBy'),
      cell: (row) => (row.scheduleId === null ? row.madeBy.name : t('reports.bySchedule')),
    },
  ];
}
