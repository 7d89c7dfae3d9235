import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { IncidentRow, IncidentSort } from '@tenken/shared/incidents.contract';
import { type ReactNode, useMemo, useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { addDays, dayOf } from '../../time/isoDay.js';
import { useNow } from '../../time/NowProvider.js';
import { DataState } from '../../ui/DataState.js';
import { DataTable } from '../../ui/DataTable.js';
import type { Scope } from '../../url/resolveScope.js';
import { IncidentFilterBar } from './IncidentFilterBar.js';
import { incidentColumns } from './incidentColumns.js';
import {
  type IncidentFilterName,
  type IncidentSearch,
  incidentFilters,
  searchWithout,
  shownFilters,
} from './incidentSearch.js';
import { incidentExportPath, incidentFacetsQuery, incidentsQuery } from './incidents.queries.js';

const SORTS: readonly string[] = ['-occurredAt', 'occurredAt', 'severity', '-severity', '-ttr', 'ttr'];

interface Props {
  search: IncidentSearch;
  sort: string | undefined;
  scope: Scope;
  onSearchChange(change: Partial<IncidentSearch> & { sort?: string }, replace?: boolean): void;
  onScopeChange(change: { from?: string; to?: string; serviceIds?: string[]; teamId?: null }): void;
}

/** The list: filters with counts, the table, and what the range hides. */
export function IncidentList({ search, sort: asked, scope, onSearchChange, onScopeChange }: Props) {
  const t = useT();
  const now = useNow();
  const navigate = useNavigate();
  const sort = (SORTS.includes(asked ?? '') ? asked : '-occurredAt') as IncidentSort;
  const filters = useMemo(() => incidentFilters(search, scope), [search, scope]);
  const list = useInfiniteQuery(incidentsQuery(filters, sort));
  const facets = useQuery(incidentFacetsQuery(filters));
  const newer = useQuery({
    ...incidentFacetsQuery({ ...filters, from: scope.to, to: undefined }),
    enabled: filters.from !== undefined,
  });
  const [activeId, setActiveId] = useState<string | null>(null);
  const columns = useMemo(() => incidentColumns(t, scope.timeZone), [t, scope.timeZone]);
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const open = (row: IncidentRow) => void navigate({ to: '/incidents/$id', params: { id: row.id } });

  return (
    <>
      <IncidentFilterBar search={search} facets={facets.data} onChange={onSearchChange} />
      <Group justify="space-between" mb="xs">
        <Text size="sm" c="dimmed" role="status">
          {facets.data ? counts() : ' '}
        </Text>
        <Group gap="xs" data-print="hidden">
          {(['csv', 'json'] as const).map((format) => (
            <Button
              key={format}
              component="a"
              size="compact-xs"
              variant="default"
              href={incidentExportPath(filters, format)}
              download
              aria-label={t('incidents.download', { format: format.toUpperCase() })}
            >
              {t(format === 'csv' ? 'incidents.exportCsv' : 'incidents.exportJson')}
            </Button>
          ))}
        </Group>
      </Group>
      {newer.data && newer.data.total > 0 && (
        <Hidden
          text={t('incidents.newer', { n: newer.data.total })}
          action={t('incidents.showNewer')}
          onAction={() => onScopeChange({ from: scope.from, to: addDays(dayOf(now, scope.timeZone), 1) })}
        />
      )}
      {facets.data && facets.data.undated > 0 && filters.from !== undefined && (
        <Hidden
          text={t('incidents.undated', { n: facets.data.undated })}
          action={t('incidents.showUndated')}
          onAction={() => onSearchChange({ missing: ['cohort'] })}
        />
      )}
      <DataState query={list} isEmpty={() => rows.length === 0} empty={emptyNote()}>
        {() => (
          <Stack gap="xs">
            <DataTable
              label={t('incidents.table')}
              rows={rows}
              rowId={(row) => row.id}
              rowLabel={(row) => row.title}
              columns={columns}
              sort={sort}
              onSortChange={(next) => onSearchChange({ sort: next ?? undefined })}
              sortedByServer
              onOpen={open}
              activeId={activeId}
              onActiveChange={setActiveId}
              rowTone={(row) => (row.kind === 'incident' && row.duplicateOfId === null ? undefined : 'quiet')}
            />
            {list.hasNextPage && (
              <Group justify="center">
                <Text size="sm" c="dimmed">
                  {t('incidents.loaded', { shown: rows.length, total: facets.data?.total ?? rows.length })}
                </Text>
                <Button
                  size="xs"
                  variant="default"
                  loading={list.isFetchingNextPage}
                  onClick={() => void list.fetchNextPage()}
                >
                  {t('incidents.more')}
                </Button>
              </Group>
            )}
          </Stack>
        )}
      </DataState>
    </>
  );

  function counts(): ReactNode {
    const openCount = facets.data?.status.find(({ value }) => value === 'open')?.count ?? 0;
    const parts = [
      t('incidents.count', { n: facets.data?.total ?? 0 }),
      ...(search.status === undefined ? [t('incidents.countOpen', { n: openCount })] : []),
    ];
    return (
      <>
        {parts.join(t('ui.listSeparator'))}
        {(facets.data?.withProblems ?? 0) > 0 && (
          <>
            {t('ui.listSeparator')}
            <Button
              size="compact-xs"
              variant="subtle"
              color="orange"
              onClick={() => onSearchChange({ problem: 'any' })}
            >
              {t('incidents.countProblems', { n: facets.data?.withProblems ?? 0 })}
            </Button>
          </>
        )}
      </>
    );
  }

  /** Says which filter took the rows away, and offers to remove it. */
  function emptyNote(): { title: string; hint?: ReactNode; action?: ReactNode } {
    const removed = (facets.data?.removedBy ?? []).filter(({ count }) => count > 0);
    const isFiltered = shownFilters(search).length > 0 || search.q !== undefined || removed.length > 0;
    if (!isFiltered) {
      return {
        title: t('incidents.empty.title'),
        hint: t('incidents.empty.good'),
        action: (
          <Button size="xs" renderRoot={(props: object) => <Link {...props} to="/incidents/new" />}>
            {t('incidents.new')}
          </Button>
        ),
      };
    }
    const name = (filter: string) => t.optional(`incidents.filter.${filter}`) ?? filter;
    return {
      title: t('incidents.empty.filtered'),
      hint: removed.map(({ filter, count }) => (
        <div key={filter}>{t('incidents.empty.removedBy', { name: name(filter), n: count })}</div>
      )),
      action: (
        <Group justify="center" gap="xs">
          {removed.slice(0, 4).map(({ filter }) => (
            <Button key={filter} size="xs" variant="default" onClick={() => remove(filter)}>
              {t('incidents.empty.remove', { name: name(filter) })}
            </Button>
          ))}
          <Button
            size="xs"
            variant="subtle"
            onClick={() =>
              onSearchChange(Object.assign({ q: undefined }, ...shownFilters(search).map(searchWithout)))
            }
          >
            {t('incidents.clearFilters')}
          </Button>
        </Group>
      ),
    };
  }

  function remove(filter: string): void {
    if (filter === 'range') {
      onScopeChange({ from: addDays(scope.from, -3650), to: addDays(dayOf(now, scope.timeZone), 1) });
    } else if (filter === 'service') onScopeChange({ serviceIds: [] });
    else if (filter === 'team') onScopeChange({ teamId: null });
    else if (filter === 'kind' && search.kind === undefined)
      onSearchChange({ kind: ['incident', 'drill', 'test', 'maintenance'] });
    else if (filter === 'duplicates' && search.duplicates === undefined)
      onSearchChange({ duplicates: 'include' });
    else onSearchChange(searchWithout(filter as IncidentFilterName));
  }
}

function Hidden({ text, action, onAction }: { text: string; action: string; onAction(): void }) {
  return (
    <Alert color="gray" variant="light" py={6} mb="xs" role="status">
      <Group justify="space-between" gap="xs">
        <Text size="sm">{text}</Text>
        <Button size="compact-xs" variant="default" onClick={onAction}>
          {action}
        </Button>
      </Group>
    </Alert>
  );
}
