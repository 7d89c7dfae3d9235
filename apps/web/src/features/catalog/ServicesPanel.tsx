import {
  Anchor,
  Badge,
  Button,
  Group,
  NativeSelect,
  Stack,
  Switch,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Service } from '@tenken/shared/services.contract';
import { useMemo, useState } from 'react';
import { useMay } from '../../api/session.js';
import { useT } from '../../i18n/useT.js';
import { DataState } from '../../ui/DataState.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { FormError } from '../../ui/FormError.js';
import { useUndoToast } from '../../ui/undoToast.js';
import classes from './Catalog.module.css';
import { servicesQuery, teamsQuery, updateService } from './catalog.queries.js';
import { filterServices, prepareServiceTree, type ServiceNode } from './prepareServiceTree.js';
import { ServiceDialog } from './ServiceDialog.js';

export interface ServiceFilter {
  /** part of a name, alias or team name */
  q?: string;
  /** id of a team */
  ofTeam?: string;
  /** archived ones as well */
  archived?: boolean;
}

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
      <Group justify="space-between">
        <Title order={2} size="h4">
          {t('catalog.services')}
        </Title>
        {mayWrite && (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEditing('new')}>
            {t('catalog.service.new')}
          </Button>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        {t('catalog.services.hint')}
      </Text>
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

interface TableProps {
  all: readonly Service[];
  filter: Props['filter'];
  onEdit(service: Service): void;
  onClear(): void;
}

function ServiceTable({ all, filter, onEdit, onClear }: TableProps) {
  const t = useT();
  const mayWrite = useMay('write');
  const queryClient = useQueryClient();
  const undoable = useUndoToast();
  const teams = useQuery(teamsQuery);
  const [error, setError] = useState<unknown>(null);
  const rows = useMemo(() => {
    const shown = all.filter(
      (service) =>
        (filter.archived || service.archivedAt === null) &&
        (filter.ofTeam === undefined || service.teamId === filter.ofTeam),
    );
    return prepareServiceTree(filterServices(shown, filter.q ?? ''), t.language);
  }, [all, filter.archived, filter.ofTeam, filter.q, t.language]);
  const columns = useMemo((): DataColumn<ServiceNode>[] => {
    const setArchived = async (service: Service, archived: boolean) => {
      const set = async (value: boolean) => {
        await updateService(service.id, { archived: value });
        await queryClient.invalidateQueries({ queryKey: ['services'] });
      };
      setError(null);
      try {
        await set(archived);
        undoable({
          message: t(archived ? 'catalog.archived.done' : 'catalog.restored', { name: service.name }),
          undo: () => set(!archived),
          redo: () => set(archived),
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
        cell: ({ service, depth }) => (
          <div className={classes.tree} style={{ '--depth': depth } as React.CSSProperties}>
            <Group gap={6} miw={110}>
              <span>{service.name}</span>
              {service.archivedAt !== null && (
                <Badge variant="outline" color="gray">
                  {t('catalog.archived')}
                </Badge>
              )}
              {service.isSample && (
                <Badge variant="light" color="gray">
                  {t('catalog.sample')}
                </Badge>
              )}
            </Group>
            {service.aliases.length > 0 && (
              <Text size="xs" c="dimmed">
                {t('catalog.service.aliases.list', { names: service.aliases.join(t('ui.listSeparator')) })}
              </Text>
            )}
          </div>
        ),
      },
      {
        key: 'team',
        header: t('catalog.team'),
        cell: ({ service }) =>
          teams.data?.find((team) => team.id === service.teamId)?.name ?? service.teamName ?? '—',
      },
      {
        key: 'description',
        header: t('catalog.service.description'),
        cell: ({ service }) => service.description ?? '—',
      },
      {
        key: 'runbook',
        header: t('catalog.service.runbook'),
        cell: ({ service }) =>
          service.runbookUrl === null ? (
            '—'
          ) : (
            <Anchor href={service.runbookUrl} target="_blank" rel="noreferrer" inherit>
              {t('catalog.service.runbook.open')}
            </Anchor>
          ),
      },
      {
        key: 'actions',
        header: t('catalog.actions'),
        hideHeader: true,
        align: 'right',
        cell: ({ service }) =>
          mayWrite && (
            <Group gap={6} wrap="nowrap" justify="end">
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t('catalog.editOf', { name: service.name })}
                onClick={() => onEdit(service)}
              >
                {t('catalog.edit')}
              </Button>
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t(service.archivedAt === null ? 'catalog.archiveOf' : 'catalog.restoreOf', {
                  name: service.name,
                })}
                onClick={() => void setArchived(service, service.archivedAt === null)}
              >
                {t(service.archivedAt === null ? 'catalog.archive' : 'catalog.restore')}
              </Button>
            </Group>
          ),
      },
    ];
  }, [t, mayWrite, queryClient, undoable, teams.data, onEdit]);
  return (
    <>
      <FormError error={error} />
      <DataTable
        label={t('catalog.services')}
        rows={rows}
        rowId={(row) => row.service.id}
        rowLabel={(row) => row.service.name}
        columns={columns}
        onOpen={mayWrite ? (row) => onEdit(row.service) : undefined}
        rowTone={(row) => (row.service.archivedAt === null ? undefined : 'quiet')}
        empty={{
          title: t('catalog.services.noMatch'),
          action: (
            <Button variant="default" onClick={onClear}>
              {t('catalog.filter.clear')}
            </Button>
          ),
        }}
      />
    </>
  );
}
