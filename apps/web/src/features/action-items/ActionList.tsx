import { Button, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ActionItemRow } from '@tenken/shared/action-items.contract';
import { type ReactNode, useMemo, useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { formatDay } from '../../time/formatInstant.js';
import { dayOf } from '../../time/isoDay.js';
import { useNow } from '../../time/NowProvider.js';
import { DataState } from '../../ui/DataState.js';
import { DataTable } from '../../ui/DataTable.js';
import { lazyDialog } from '../../ui/lazyDialog.js';
import type { PersonOption } from '../../ui/PersonPicker.js';
import type { Scope } from '../../url/resolveScope.js';
import { ActionBulkBar, type TeamOption } from './ActionBulkBar.js';
import { ActionFilterBar } from './ActionFilterBar.js';
import { ActionGroups } from './ActionGroups.js';
import { actionColumns } from './actionColumns.js';
import { actionItemExportPath, actionItemSummaryQuery, actionItemsQuery } from './actionItems.queries.js';
import { type ActionSearch, actionFilters, shownActionFilters } from './actionSearch.js';
import { EditActionItemModal } from './EditActionItemModal.js';

/** As many as one chooses at once. */
const MOST_SELECTED = 2000;

const LazyNudgeModal = lazyDialog(() => import('./NudgeModal.js').then((m) => m.NudgeModal));

interface Props {
  search: ActionSearch;
  scope: Scope;
  people: readonly PersonOption[];
  teams: readonly TeamOption[];
  mayWrite: boolean;
  onSearchChange(change: Partial<ActionSearch>, replace?: boolean): void;
  onMakeIssue?: ((item: ActionItemRow) => void) | undefined;
}

/** The list of what was promised, what is late first; keys and bulk changes with undo. */
export function ActionList({ search, scope, people, teams, mayWrite, onSearchChange, onMakeIssue }: Props) {
  const t = useT();
  const today = dayOf(useNow(), scope.timeZone);
  const filters = useMemo(() => actionFilters(search, scope), [search, scope]);
  const list = useInfiniteQuery(actionItemsQuery(filters, 'group'));
  const summary = useQuery(actionItemSummaryQuery(filters));
  // The groups stay countable while one of them is chosen.
  const groups = useQuery(actionItemSummaryQuery({ ...filters, group: undefined }));
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [activeId, setActiveId] = useState<string | null>(null);
  const [selecting, setSelecting] = useState(false);
  const [nudging, setNudging] = useState(false);
  const [openedId, setOpenedId] = useState<string | null>(null);
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const columns = useMemo(
    () => actionColumns({ t, timeZone: scope.timeZone, today, onOpen: setOpenedId }),
    [t, scope.timeZone, today],
  );
  const chosen = rows.filter((row) => selected.has(row.id));
  const active = rows.find((row) => row.id === activeId);
  const subjects: ActionItemRow[] = chosen.length > 0 ? chosen : active ? [active] : [];
  const opened = rows.find((row) => row.id === openedId);

  return (
    <>
      <ActionFilterBar search={search} summary={groups.data} teams={teams} onChange={onSearchChange} />
      <ActionGroups
        summary={groups.data}
        value={search.group ?? []}
        onChange={(group) => onSearchChange({ group: group.length > 0 ? group : undefined })}
      />
      <Group justify="space-between" my="xs" mih={30}>
        {mayWrite && (chosen.length > 0 || active) ? (
          <ActionBulkBar
            items={subjects}
            people={people}
            teams={teams}
            today={today}
            isSelection={chosen.length > 0}
            onClear={() => setSelected(new Set())}
          />
        ) : (
          <Text size="sm" c="dimmed" role="status">
            {summary.data ? t('actions.count', { n: summary.data.total }) : ' '}
          </Text>
        )}
        <Group gap="xs" data-print="hidden">
          <Button size="compact-xs" variant="default" onClick={() => setNudging(true)}>
            {t('actions.nudge')}
          </Button>
          {(['csv', 'markdown'] as const).map((format) => (
            <Button
              key={format}
              component="a"
              size="compact-xs"
              variant="default"
              href={actionItemExportPath(filters, format, t.language)}
              download
              aria-label={t('actions.download', { format: format === 'csv' ? 'CSV' : 'Markdown' })}
            >
              {t(format === 'csv' ? 'actions.exportCsv' : 'actions.exportMarkdown')}
            </Button>
          ))}
        </Group>
      </Group>
      <DataState query={list} isEmpty={() => rows.length === 0} empty={emptyNote()}>
        {() => (
          <Stack gap="xs">
            <DataTable
              label={t('actions.table')}
              rows={rows}
              rowId={(row) => row.id}
              rowLabel={(row) => row.title}
              columns={columns}
              groupOf={(row) => t(`actions.group.${row.group}`)}
              rowTone={(row) => (['done', 'declined', 'deleted'].includes(row.group) ? 'quiet' : undefined)}
              {...(mayWrite ? { selection: { selected, onChange: setSelected } } : {})}
              activeId={activeId}
              onActiveChange={setActiveId}
              onOpen={(row) => setOpenedId(row.id)}
            />
            {list.hasNextPage && (
              <Group justify="center">
                {mayWrite && chosen.length === rows.length && (
                  <Button size="xs" variant="light" loading={selecting} onClick={() => void selectAll()}>
                    {t('actions.selectAll', { n: Math.min(MOST_SELECTED, summary.data?.total ?? 0) })}
                  </Button>
                )}
                <Button
                  size="xs"
                  variant="default"
                  loading={list.isFetchingNextPage}
                  onClick={() => void list.fetchNextPage()}
                >
                  {t('actions.more')}
                </Button>
              </Group>
            )}
          </Stack>
        )}
      </DataState>
      <LazyNudgeModal opened={nudging} items={chosen} filters={filters} onClose={() => setNudging(false)} />
      {opened && (
        <EditActionItemModal
          key={opened.id}
          item={opened}
          people={people}
          timeZone={scope.timeZone}
          mayWrite={mayWrite}
          onClose={() => setOpenedId(null)}
          onMakeIssue={
            onMakeIssue &&
            (() => {
              setOpenedId(null);
              onMakeIssue(opened);
            })
          }
        />
      )}
    </>
  );

  /** All that match, not only those on the screen. */
  async function selectAll(): Promise<void> {
    setSelecting(true);
    try {
      let loaded = await list.fetchNextPage();
      const count = () => loaded.data?.pages.reduce((sum, page) => sum + page.items.length, 0) ?? 0;
      while (loaded.hasNextPage && count() < MOST_SELECTED) loaded = await loaded.fetchNextPage();
      const all = loaded.data?.pages.flatMap((page) => page.items) ?? [];
      setSelected(new Set(all.slice(0, MOST_SELECTED).map(({ id }) => id)));
    } finally {
      setSelecting(false);
    }
  }

  function emptyNote(): { title: string; hint?: ReactNode; action?: ReactNode } {
    const all = summary.data?.unfiltered ?? 0;
    if (all === 0) return { title: t('actions.empty.none'), hint: t('actions.empty.noneHint') };
    const lastClosedAt = summary.data?.lastClosedAt ?? null;
    return {
      title: t('actions.empty.filtered'),
      hint: (
        <>
          <div>{t('actions.empty.filteredHint', { n: all })}</div>
          {lastClosedAt !== null && (
            <div>
              {t('actions.empty.lastClosed', {
                day: formatDay(dayOf(lastClosedAt, scope.timeZone), t.language),
              })}
            </div>
          )}
        </>
      ),
      action: (
        <Button
          size="xs"
          variant="default"
          onClick={() =>
            onSearchChange(
              Object.fromEntries([...shownActionFilters(search), 'q'].map((name) => [name, undefined])),
            )
          }
        >
          {t('actions.clearFilters')}
        </Button>
      ),
    };
  }
}
