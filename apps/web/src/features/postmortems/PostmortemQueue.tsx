import { Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { PostmortemRow, SetPostmortemOwnersBody } from '@tenken/shared/postmortems.contract';
import { type ReactNode, useMemo, useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { KeyCaps } from '../../keys/KeyCaps.js';
import { useKeys } from '../../keys/useKeys.js';
import { DataState } from '../../ui/DataState.js';
import { DataTable } from '../../ui/DataTable.js';
import { MoreRows } from '../../ui/MoreRows.js';
import type { PersonOption } from '../../ui/PersonPicker.js';
import { useUndoToast } from '../../ui/undoToast.js';
import type { Scope } from '../../url/resolveScope.js';
import { PostmortemFilterBar } from './PostmortemFilterBar.js';
import { PostmortemOwnerModal } from './PostmortemOwnerModal.js';
import { postmortemColumns } from './postmortemColumns.js';
import {
  postmortemCountsQuery,
  postmortemQueueQuery,
  setPostmortemOwners,
} from './postmortemQueue.queries.js';
import {
  type PostmortemSearch,
  postmortemFilters,
  shownPostmortemFilters,
  stateOf,
} from './postmortemSearch.js';

interface Props {
  search: PostmortemSearch;
  scope: Scope;
  people: readonly PersonOption[];
  mayWrite: boolean;
  onSearchChange(change: Partial<PostmortemSearch>, replace?: boolean): void;
}

/** Postmortems by need: what is late first; owners are named for many at once. */
export function PostmortemQueue({ search, scope, people, mayWrite, onSearchChange }: Props) {
  const t = useT();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const undoable = useUndoToast();
  const state = stateOf(search);
  const filters = useMemo(() => postmortemFilters(search, scope), [search, scope]);
  const list = useInfiniteQuery(postmortemQueueQuery(filters, state));
  const counts = useQuery(postmortemCountsQuery(filters));
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [activeId, setActiveId] = useState<string | null>(null);
  const [isChoosing, setChoosing] = useState(false);
  const columns = useMemo(() => postmortemColumns(t, scope.timeZone), [t, scope.timeZone]);
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const chosen = rows.filter((row) => selected.has(row.incidentId));
  const active = rows.find((row) => row.incidentId === activeId);
  const subjects: readonly PostmortemRow[] = chosen.length > 0 ? chosen : active ? [active] : [];
  useKeys(t('postmortems.list'), [
    {
      key: 'a',
      label: t('postmortems.setOwner'),
      when: mayWrite && subjects.length > 0,
      run: () => setChoosing(true),
    },
  ]);
  const setOwners = async (owner: { owner: string | null; ownerId: string | null }) => {
    const send = async (changes: SetPostmortemOwnersBody['changes']) => {
      const answer = await setPostmortemOwners(changes);
      await queryClient.invalidateQueries({ queryKey: ['incidents'] });
      return answer;
    };
    const changes = subjects.map(({ incidentId }) => ({ incidentId, ...owner }));
    const { before, failed } = await send(changes);
    if (before.length > 0)
      undoable({
        message: t('postmortems.did.owners', { n: before.length }),
        undo: () => send(before),
        redo: () => send(changes),
      });
    if (failed.length > 0)
      notifications.show({
        color: 'red',
        message: t('postmortems.ownersFailed', { n: failed.length }),
        closeButtonProps: { 'aria-label': t('ui.close') },
      });
  };
  return (
    <>
      <PostmortemFilterBar search={search} counts={counts.data} onChange={onSearchChange} />
      <Group justify="space-between" my="xs" mih={30}>
        {mayWrite && subjects.length > 0 ? (
          <Group gap="xs">
            <Text size="sm" fw={700} role="status">
              {chosen.length > 0 ? t('ui.table.selected', { n: chosen.length }) : active?.incidentTitle}
            </Text>
            <Button
              size="compact-sm"
              variant="default"
              rightSection={<KeyCaps combo="a" />}
              onClick={() => setChoosing(true)}
            >
              {t('postmortems.setOwner')}
            </Button>
            {chosen.length > 0 && (
              <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setSelected(new Set())}>
                {t('ui.table.clear')}
              </Button>
            )}
          </Group>
        ) : (
          <Text size="sm" c="dimmed">
            {t(`postmortems.state.${state}.means`)}
          </Text>
        )}
      </Group>
      <DataState query={list} isEmpty={() => rows.length === 0} empty={emptyNote()}>
        {() => (
          <Stack gap="xs">
            <DataTable
              label={t('postmortems.list')}
              rows={rows}
              rowId={(row) => row.incidentId}
              rowLabel={(row) => row.incidentTitle}
              columns={columns}
              {...(mayWrite ? { selection: { selected, onChange: setSelected } } : {})}
              activeId={activeId}
              onActiveChange={setActiveId}
              onOpen={(row) =>
                void navigate({ to: '/incidents/$id', params: { id: row.incidentId }, hash: 'postmortem' })
              }
            />
            <MoreRows query={list} label={t('postmortems.more')} size="xs" />
          </Stack>
        )}
      </DataState>
      {isChoosing && (
        <PostmortemOwnerModal
          count={subjects.length}
          people={people}
          value={subjects.length === 1 ? (subjects[0]?.owner ?? '') : ''}
          onChoose={setOwners}
          onClose={() => setChoosing(false)}
        />
      )}
    </>
  );

  function emptyNote(): { title: string; hint?: ReactNode; action?: ReactNode } {
    const isFiltered = shownPostmortemFilters(search).length > 0 || search.q !== undefined;
    if (!isFiltered && state !== 'all')
      return {
        title: t(state === 'unreviewed' ? 'postmortems.empty.none' : 'postmortems.empty.state'),
        hint: counts.data && t('postmortems.empty.all', { n: counts.data.all }),
        action: (
          <Button size="xs" variant="default" onClick={() => onSearchChange({ state: 'all' })}>
            {t('postmortems.state.all')}
          </Button>
        ),
      };
    if (!isFiltered) return { title: t('postmortems.empty.never'), hint: t('postmortems.empty.neverHint') };
    return {
      title: t('postmortems.empty.filtered'),
      action: (
        <Button
          size="xs"
          variant="default"
          onClick={() =>
            onSearchChange(
              Object.fromEntries(
                [...shownPostmortemFilters(search), 'q', 'ageTo'].map((name) => [name, undefined]),
              ),
            )
          }
        >
          {t('postmortems.clearFilters')}
        </Button>
      ),
    };
  }
}
