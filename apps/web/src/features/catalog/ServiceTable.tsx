import { Anchor, Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Service } from '@tenken/shared/services.contract';
import { type CSSProperties, useMemo } from 'react';
import { useMay } from '../../api/session.js';
import { useT } from '../../i18n/useT.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { FormError } from '../../ui/FormError.js';
import classes from './Catalog.module.css';
import { CatalogName } from './CatalogName.js';
import { CatalogRowButtons } from './CatalogRowButtons.js';
import { teamsQuery } from './catalog.queries.js';
import { filterServices, prepareServiceTree, type ServiceNode } from './prepareServiceTree.js';
import { useSetArchived } from './useSetArchived.js';

export interface ServiceFilter {
  /** part of a name, alias or team name */
  q?: string;
  /** id of a team */
  ofTeam?: string;
  /** archived ones as well */
  archived?: boolean;
}

interface Props {
  all: readonly Service[];
  filter: ServiceFilter;
  onEdit(service: Service): void;
  onClear(): void;
}

/** The tree of services that fit the filter. */
export function ServiceTable({ all, filter, onEdit, onClear }: Props) {
  const t = useT();
  const mayWrite = useMay('write');
  const teams = useQuery(teamsQuery);
  const { setArchived, error } = useSetArchived('services');
  const rows = useMemo(() => {
    const shown = all.filter(
      (service) =>
        (filter.archived || service.archivedAt === null) &&
        (filter.ofTeam === undefined || service.teamId === filter.ofTeam),
    );
    return prepareServiceTree(filterServices(shown, filter.q ?? ''), t.language);
  }, [all, filter.archived, filter.ofTeam, filter.q, t.language]);
  const columns = useMemo((): DataColumn<ServiceNode>[] => {
    return [
      {
        key: 'name',
        header: t('catalog.name'),
        rowHeader: true,
        cell: ({ service, depth }) => (
          <div className={classes.tree} style={{ '--depth': depth } as CSSProperties}>
            <CatalogName entry={service} />
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
            <CatalogRowButtons
              entry={service}
              onEdit={() => onEdit(service)}
              onSetArchived={(archived) => void setArchived(service, archived)}
            />
          ),
      },
    ];
  }, [t, mayWrite, setArchived, teams.data, onEdit]);
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
