import { Stack, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Team } from '@tenken/shared/teams.contract';
import { useState } from 'react';
import { useMay } from '../../api/session.js';
import { useT } from '../../i18n/useT.js';
import { AddButton } from '../../ui/AddButton.js';
import { DataState } from '../../ui/DataState.js';
import { SectionHeading } from '../../ui/SectionHeading.js';
import { teamsQuery } from './catalog.queries.js';
import { TeamDialog } from './TeamDialog.js';
import { TeamTable } from './TeamTable.js';

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
      <SectionHeading
        title={t('catalog.teams')}
        hint={t('catalog.teams.hint')}
        actions={mayWrite && <AddButton onClick={() => setEditing('new')}>{t('catalog.team.new')}</AddButton>}
      />
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
