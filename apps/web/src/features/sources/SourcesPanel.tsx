import { Badge, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { SourceRow } from '@tenken/shared/sources.contract';
import { useMemo } from 'react';
import { useMay } from '../../api/session.js';
import type { Translator } from '../../i18n/createTranslator.js';
import { useT } from '../../i18n/useT.js';
import { useKeys } from '../../keys/useKeys.js';
import { formatDay, formatInstant } from '../../time/formatInstant.js';
import { useNow } from '../../time/NowProvider.js';
import { AddButton } from '../../ui/AddButton.js';
import { DataState } from '../../ui/DataState.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { DefinitionButton } from '../../ui/DefinitionButton.js';
import { HintWithAction } from '../../ui/HintWithAction.js';
import { InstantCell } from '../../ui/InstantCell.js';
import { NameCell } from '../../ui/NameCell.js';
import { RowsLink, type RowsTarget } from '../../ui/RowsLink.js';
import { useScope } from '../../url/useScope.js';
import { AddSource } from './AddSource.js';
import { kindName } from './prepareKinds.js';
import { prepareSourceHealth } from './prepareSourceHealth.js';
import { SourceDrawer } from './SourceDrawer.js';
import { SourceDriftBadge } from './SourceDriftBadge.js';
import { SourceHealthBadge } from './SourceHealthBadge.js';
import { sourcesQuery } from './sources.queries.js';

interface Props {
  /** the source whose settings are open; from the address */
  openId: string | null;
  onOpen(id: string | null): void;
  isAdding: boolean;
  onAdding(isAdding: boolean): void;
}

/** All sources with how fresh and how healthy they are. */
export function SourcesPanel({ openId, onOpen, isAdding, onAdding }: Props) {
  const t = useT();
  const now = useNow();
  const { timeZone } = useScope();
  const query = useQuery(sourcesQuery);
  const mayAdd = useMay('admin');
  const columns = useMemo(() => makeColumns(t, now, timeZone, onOpen), [t, now, timeZone, onOpen]);
  useKeys(t('sources.list'), [
    { key: 'n', label: t('sources.add'), run: () => onAdding(true), when: mayAdd },
  ]);
  const addButton = mayAdd ? <AddButton onClick={() => onAdding(true)}>{t('sources.add')}</AddButton> : null;
  return (
    <Stack>
      <HintWithAction
        hint={t('sources.hint')}
        action={query.data !== undefined && query.data.items.length > 0 && addButton}
      />
      <DataState
        query={query}
        isEmpty={({ items }) => items.length === 0}
        empty={{
          title: t('sources.empty.title'),
          hint: mayAdd ? t('sources.empty.hint') : t('sources.details.adminOnly'),
          action: addButton,
        }}
      >
        {({ items, asOf }) => (
          <>
            <DataTable
              label={t('sources.list')}
              rows={items}
              rowId={(row) => row.id}
              rowLabel={(row) => row.name}
              columns={columns}
              onOpen={(row) => onOpen(row.id)}
              rowTone={(row) => (row.disabledAt === null ? undefined : 'quiet')}
            />
            <Group gap={4}>
              <Text size="xs" c="dimmed">
                {t('ui.asOf', { time: formatInstant(asOf, { language: t.language, timeZone }) })}
                {items[0] && t('ui.listSeparator')}
                {items[0] &&
                  t('sources.episodes.note', { from: formatDay(items[0].episodesFrom, t.language) })}
              </Text>
              <DefinitionButton definitionKey="fired" />
            </Group>
          </>
        )}
      </DataState>
      <AddSource opened={isAdding} onClose={() => onAdding(false)} />
      <SourceDrawer sourceId={openId} onClose={() => onOpen(null)} />
    </Stack>
  );
}

function makeColumns(
  t: Translator,
  now: Date,
  timeZone: string,
  onOpen: (id: string) => void,
): DataColumn<SourceRow>[] {
  const pendingOf = (row: SourceRow): RowsTarget => ({
    to: '/data/{-$tab}',
    params: { tab: 'deliveries' },
    search: { from_source: row.id, state: 'pending' },
  });
  const quarantinedOf = (row: SourceRow): RowsTarget => ({
    to: '/data/{-$tab}',
    params: { tab: 'quarantine' },
    search: { from_source: row.id },
  });
  const number = (n: number) => n.toLocaleString(t.language);
  return [
    {
      key: 'name',
      header: t('sources.column.name'),
      rowHeader: true,
      sortValue: (row) => row.name,
      cell: (row) => (
        <NameCell name={row.name} about={kindName(t, row.kind)} onOpen={() => onOpen(row.id)}>
          {row.isSample && (
            <Badge ml={6} size="xs" variant="outline" color="gray" tt="none">
              {t('sources.sample')}
            </Badge>
          )}
        </NameCell>
      ),
    },
    {
      key: 'health',
      header: t('sources.column.health'),
      cell: (row) => (
        <Group gap={4}>
          <SourceHealthBadge health={prepareSourceHealth(row, now)} />
          <SourceDriftBadge sourceId={row.id} />
        </Group>
      ),
    },
    {
      key: 'lastDelivery',
      header: t('sources.column.lastDelivery'),
      descendingFirst: true,
      sortValue: (row) => row.lastDeliveryAt,
      cell: (row) => <InstantCell at={row.lastDeliveryAt} timeZone={timeZone} never={t('sources.never')} />,
    },
    {
      key: 'pending',
      header: t('sources.column.pending'),
      align: 'right',
      descendingFirst: true,
      sortValue: (row) => row.pending,
      cell: (row) =>
        row.pending === 0 ? '0' : <RowsLink target={pendingOf(row)}>{number(row.pending)}</RowsLink>,
    },
    {
      key: 'quarantined',
      header: t('sources.column.quarantined'),
      align: 'right',
      descendingFirst: true,
      sortValue: (row) => row.quarantined,
      cell: (row) =>
        row.quarantined === 0 ? (
          '0'
        ) : (
          <RowsLink target={quarantinedOf(row)}>{number(row.quarantined)}</RowsLink>
        ),
    },
    {
      key: 'episodes',
      header: t('sources.column.episodes'),
      align: 'right',
      descendingFirst: true,
      sortValue: (row) => row.episodesLast7Days,
      cell: (row) => (
        <RowsLink
          target={{
            to: '/episodes',
            // The figure knows no services and no team: the rows behind it must not either.
            search: {
              source: row.id,
              from: row.episodesFrom,
              to: row.episodesTo,
              tz: 'UTC',
              service: undefined,
              team: undefined,
            },
          }}
        >
          {number(row.episodesLast7Days)}
        </RowsLink>
      ),
    },
    {
      key: 'rules',
      header: t('sources.column.rules'),
      align: 'right',
      descendingFirst: true,
      sortValue: (row) => row.alertRules,
      cell: (row) => number(row.alertRules),
    },
  ];
}
