import { Text } from '@mantine/core';
import type { Team } from '@tenken/shared/teams.contract';
import { useMemo } from 'react';
import { useMay } from '../../api/session.js';
import { useT } from '../../i18n/useT.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { FormError } from '../../ui/FormError.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { CatalogName } from './CatalogName.js';
import { CatalogRowButtons } from './CatalogRowButtons.js';
import { useSetArchived } from './useSetArchived.js';
import { weekdayNames } from './weekdayNames.js';

interface Props {
  all: readonly Team[];
  archived: boolean;
  onEdit(team: Team): void;
}

/** The teams, the archived ones only when they are asked for. */
export function TeamTable({ all, archived, onEdit }: Props) {
  const t = useT();
  const mayWrite = useMay('write');
  const { setArchived, error } = useSetArchived('teams');
  const rows = useMemo(
    () => (archived ? all : all.filter((team) => team.archivedAt === null)),
    [all, archived],
  );
  const columns = useMemo((): DataColumn<Team>[] => {
    const weekdays = weekdayNames(t.language, 'short');
    return [
      {
        key: 'name',
        header: t('catalog.name'),
        rowHeader: true,
        sortValue: (team) => team.name.toLowerCase(),
        cell: (team) => <CatalogName entry={team} />,
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
            <CatalogRowButtons
              entry={team}
              onEdit={() => onEdit(team)}
              onSetArchived={(value) => void setArchived(team, value)}
            />
          ),
      },
    ];
  }, [t, mayWrite, setArchived, onEdit]);
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
