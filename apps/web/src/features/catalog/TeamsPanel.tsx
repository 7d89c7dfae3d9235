import { Badge, Button, Group, Stack, Switch, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Team } from '@tenken/shared/teams.contract';
import { useMemo, useState } from 'react';
import { useMay } from '../../api/session.js';
import { useT } from '../../i18n/useT.js';
import { DataState } from '../../ui/DataState.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { FormError } from '../../ui/FormError.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { useUndoToast } from '../../ui/undoToast.js';
import { teamsQuery, updateTeam } from './catalog.queries.js';
import { TeamDialog } from './TeamDialog.js';
import { weekdayNames } from './weekdayNames.js';

interface Props {
  /** Archived ones as well; kept in the address by the page. */
  archived: boolean;
  onArchivedChange(archived: boolean): void;
}

/** Teams with their time zone, calendar and hours. */
export function TeamsPanel({ archived, onArchivedChange }: Props) {
  const t = useT();
  const mayWrite = useMay('write');
  const teams = useQuery(teamsQuery);
  const [editing, setEditing] = useState<Team | 'new' | null>(null);
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={2} size="h4">
          {t('catalog.teams')}
        </Title>
        {mayWrite && (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEditing('new')}>
            {t('catalog.team.new')}
          </Button>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        {t('catalog.teams.hint')}
      </Text>
      <Switch
        label={t('catalog.archived.show')}
        checked={archived}
        onChange={(event) => onArchivedChange(event.currentTarget.checked)}
      />
      <DataState
        query={teams}
        isEmpty={(all) => all.length === 0}
        empty={{ title: t('catalog.teams.empty'), hint: t('catalog.teams.empty.hint') }}
      >
        {(all) => <TeamTable all={all} archived={archived} onEdit={setEditing} />}
      </DataState>
      <TeamDialog
        key={editing === null ? 'none' : editing === 'new' ? 'new' : editing.id}
        editing={editing}
        onClose={() => setEditing(null)}
      />
    </Stack>
  );
}

interface TableProps {
  all: readonly Team[];
  archived: boolean;
  onEdit(team: Team): void;
}

function TeamTable({ all, archived, onEdit }: TableProps) {
  const t = useT();
  const mayWrite = useMay('write');
  const queryClient = useQueryClient();
  const undoable = useUndoToast();
  const [error, setError] = useState<unknown>(null);
  const rows = useMemo(
    () => (archived ? all : all.filter((team) => team.archivedAt === null)),
    [all, archived],
  );
  const columns = useMemo((): DataColumn<Team>[] => {
    const weekdays = weekdayNames(t.language, 'short');
    const setArchived = async (team: Team, value: boolean) => {
      const set = async (to: boolean) => {
        await updateTeam(team.id, { archived: to });
        await queryClient.invalidateQueries({ queryKey: ['teams'] });
      };
      setError(null);
      try {
        await set(value);
        undoable({
          message: t(value ? 'catalog.archived.done' : 'catalog.restored', { name: team.name }),
          undo: () => set(!value),
          redo: () => set(value),
        });
      } catch (failure) {
        setError(failure);
      }
    };
    return [
      {
        key: 'name',
        header: t('catalog.name'),
        rowHeader: true,
        sortValue: (team) => team.name.toLowerCase(),
        cell: (team) => (
          <Group gap={6} miw={110}>
            <span>{team.name}</span>
            {team.archivedAt !== null && (
              <Badge variant="outline" color="gray">
                {t('catalog.archived')}
              </Badge>
            )}
            {team.isSample && (
              <Badge variant="light" color="gray">
                {t('catalog.sample')}
              </Badge>
            )}
          </Group>
        ),
      },
      {
        key: 'zone',
        header: t('catalog.team.timeZone'),
        sortValue: (team) => team.timeZone,
        cell: (team) => team.timeZone,
      },
      {
        key: 'calendar',
        header: t('catalog.team.calendar'),
        cell: (team) => (
          <RowsLink
            target={{
              to: '/settings/{-$tab}',
              params: { tab: 'calendar' },
              search: { calendar: team.calendar },
            }}
          >
            {team.calendar}
          </RowsLink>
        ),
      },
      {
        key: 'working',
        header: t('catalog.team.working'),
        cell: (team) => (
          <div style={{ whiteSpace: 'nowrap' }}>
            {team.workingDays.map((day) => weekdays[day - 1]).join(t.language === 'ja' ? '・' : ' ')}
            <Text size="xs" c="dimmed">
              {team.workingFrom}–{team.workingTo}
            </Text>
          </div>
        ),
      },
      {
        key: 'sleep',
        header: t('catalog.team.sleep'),
        cell: (team) => (
          <span style={{ whiteSpace: 'nowrap' }}>
            {team.sleepFrom}–{team.sleepTo}
          </span>
        ),
      },
      {
        key: 'services',
        header: t('catalog.services'),
        align: 'right',
        sortValue: (team) => team.serviceCount,
        descendingFirst: true,
        cell: (team) => (
          <RowsLink
            target={{ to: '/settings/{-$tab}', params: { tab: 'services' }, search: { ofTeam: team.id } }}
          >
            {team.serviceCount}
          </RowsLink>
        ),
      },
      {
        key: 'actions',
        header: t('catalog.actions'),
        hideHeader: true,
        align: 'right',
        cell: (team) =>
          mayWrite && (
            <Group gap={6} wrap="nowrap" justify="end">
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t('catalog.editOf', { name: team.name })}
                onClick={() => onEdit(team)}
              >
                {t('catalog.edit')}
              </Button>
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t(team.archivedAt === null ? 'catalog.archiveOf' : 'catalog.restoreOf', {
                  name: team.name,
                })}
                onClick={() => void setArchived(team, team.archivedAt === null)}
              >
                {t(team.archivedAt === null ? 'catalog.archive' : 'catalog.restore')}
              </Button>
            </Group>
          ),
      },
    ];
  }, [t, mayWrite, queryClient, undoable, onEdit]);
  return (
    <>
      <FormError error={error} />
      <DataTable
        label={t('catalog.teams')}
        rows={rows}
        rowId={(team) => team.id}
        rowLabel={(team) => team.name}
        columns={columns}
        onOpen={mayWrite ? onEdit : undefined}
        rowTone={(team) => (team.archivedAt === null ? undefined : 'quiet')}
        empty={{ title: t('catalog.teams.allArchived') }}
      />
    </>
  );
}
