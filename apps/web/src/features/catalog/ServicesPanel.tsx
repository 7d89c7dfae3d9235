import { Group, NativeSelect, Stack, Switch, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Service } from '@tenken/shared/services.contract';
import { useState } from 'react';
import { useMay } from '../../api/session.js';
import { useT } from '../../i18n/useT.js';
import { AddButton } from '../../ui/AddButton.js';
import { DataState } from '../../ui/DataState.js';
import { SectionHeading } from '../../ui/SectionHeading.js';
import { servicesQuery, teamsQuery } from './catalog.queries.js';
import { ServiceDialog } from './ServiceDialog.js';
import { type ServiceFilter, ServiceTable } from './ServiceTable.js';

interface Props {
  /** Kept in the address by the page. */
  filter: ServiceFilter;
  onFilterChange(filter: ServiceFilter): void;
}

/** The tree of services and their components. */
export function ServicesPanel({ filter, onFilterChange }: Props) {
  const t = useT();
  const mayWrite = useMay('write');
  const services = useQuery(servicesQuery);
  const teams = useQuery(teamsQuery);
  const [editing, setEditing] = useState<Service | 'new' | null>(null);
  return (
    <Stack>
      <SectionHeading
        title={t('catalog.services')}
        hint={t('catalog.services.hint')}
        actions={
          mayWrite && <AddButton onClick={() => setEditing('new')}>{t('catalog.service.new')}</AddButton>
        }
      />
      <Group>
        <TextInput
          aria-label={t('catalog.services.search')}
          placeholder={t('catalog.services.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={filter.q ?? ''}
          onChange={(event) => onFilterChange({ ...filter, q: event.currentTarget.value || undefined })}
        />
        <NativeSelect
          aria-label={t('catalog.team')}
          value={filter.ofTeam ?? ''}
          data={[
            { value: '', label: t('catalog.team.all') },
            ...(teams.data ?? []).map((team) => ({ value: team.id, label: team.name })),
          ]}
          onChange={(event) => onFilterChange({ ...filter, ofTeam: event.currentTarget.value || undefined })}
        />
        <Switch
          label={t('catalog.archived.show')}
          checked={filter.archived ?? false}
          onChange={(event) =>
            onFilterChange({ ...filter, archived: event.currentTarget.checked || undefined })
          }
        />
      </Group>
      <DataState
        query={services}
        isEmpty={(all) => all.length === 0}
        empty={{ title: t('catalog.services.empty'), hint: t('catalog.services.empty.hint') }}
      >
        {(all) => (
          <ServiceTable all={all} filter={filter} onEdit={setEditing} onClear={() => onFilterChange({})} />
        )}
      </DataState>
      <ServiceDialog
        key={editing === null ? 'none' : editing === 'new' ? 'new' : editing.id}
        editing={editing}
        onClose={() => setEditing(null)}
      />
    </Stack>
  );
}
