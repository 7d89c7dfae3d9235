import { Anchor, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { CONNECTOR_KINDS, type ConnectorRow } from '@tenken/shared/connectors.contract';
import { useMemo, useState } from 'react';
import { useMay } from '../../api/session.js';
import type { Translator } from '../../i18n/createTranslator.js';
import { useT } from '../../i18n/useT.js';
import { formatDuration } from '../../time/formatDuration.js';
import { formatInstant } from '../../time/formatInstant.js';
import { AddButton } from '../../ui/AddButton.js';
import { DataState } from '../../ui/DataState.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { HintWithAction } from '../../ui/HintWithAction.js';
import { InstantCell } from '../../ui/InstantCell.js';
import { lazyDialog } from '../../ui/lazyDialog.js';
import { NameCell } from '../../ui/NameCell.js';
import { useScope } from '../../url/useScope.js';
import { ConnectorStateBadge } from './ConnectorStateBadge.js';
import { connectorName } from './connectorName.js';
import { connectorsQuery } from './connectors.queries.js';
import { prepareConnectorState } from './prepareConnectorState.js';

const ConnectorDialog = lazyDialog(() => import('./ConnectorDialog.js').then((m) => m.ConnectorDialog));
const ConnectorDrawer = lazyDialog(() => import('./ConnectorDrawer.js').then((m) => m.ConnectorDrawer));

interface Props {
  sources: readonly { id: string; name: string; kind: string }[];
  /** the connector that is open; from the address */
  openId: string | null;
  onOpen(id: string | null): void;
}

/** What Tenken fetches by itself, and how that is going. */
export function ConnectorsPanel({ sources, openId, onOpen }: Props) {
  const t = useT();
  const { timeZone } = useScope();
  const query = useQuery(connectorsQuery);
  const mayAdd = useMay('admin');
  const [isAdding, setIsAdding] = useState(false);
  const fitting = sources.filter((source) =>
    Object.values(CONNECTOR_KINDS).some(({ sourceKinds }) =>
      (sourceKinds as readonly string[]).includes(source.kind),
    ),
  );
  const columns = useMemo(() => makeColumns(t, timeZone, onOpen), [t, timeZone, onOpen]);
  const addButton =
    mayAdd && fitting.length > 0 ? (
      <AddButton onClick={() => setIsAdding(true)}>{t('connectors.add')}</AddButton>
    ) : null;
  return (
    <Stack>
      <HintWithAction
        hint={t('connectors.hint')}
        action={query.data !== undefined && query.data.items.length > 0 && addButton}
      />
      <DataState
        query={query}
        isEmpty={({ items }) => items.length === 0}
        empty={{
          title: t('connectors.empty.title'),
          hint: !mayAdd
            ? t('connectors.adminOnly')
            : fitting.length === 0
              ? t('connectors.noSource.hint')
              : t('connectors.empty.hint'),
          action: addButton,
        }}
      >
        {({ items, asOf }) => (
          <>
            <DataTable
              label={t('connectors.list')}
              rows={items}
              rowId={(row) => row.id}
              rowLabel={(row) => connectorName(row.kind, t)}
              columns={columns}
              onOpen={(row) => onOpen(row.id)}
              rowTone={(row) => (row.disabledAt === null && !row.isSourceDisabled ? undefined : 'quiet')}
            />
            <Text size="xs" c="dimmed">
              {t('ui.asOf', { time: formatInstant(asOf, { language: t.language, timeZone }) })}
              {t('ui.listSeparator')}
              {t('connectors.drift.help')}
            </Text>
          </>
        )}
      </DataState>
      <ConnectorDialog
        opened={isAdding}
        connector={null}
        sources={fitting}
        onClose={() => setIsAdding(false)}
        onSaved={onOpen}
      />
      <ConnectorDrawer
        opened={openId !== null}
        connectorId={openId}
        sources={fitting}
        onClose={() => onOpen(null)}
      />
    </Stack>
  );
}

function makeColumns(
  t: Translator,
  timeZone: string,
  onOpen: (id: string) => void,
): DataColumn<ConnectorRow>[] {
  return [
    {
      key: 'name',
      header: t('connectors.column.name'),
      rowHeader: true,
      sortValue: (row) => row.sourceName,
      cell: (row) => (
        <NameCell name={connectorName(row.kind, t)} about={row.sourceName} onOpen={() => onOpen(row.id)} />
      ),
    },
    {
      key: 'state',
      header: t('connectors.column.state'),
      cell: (row) => (
        <>
          <ConnectorStateBadge state={prepareConnectorState(row)} />
          {row.lastError !== null && (
            <Text size="xs" c="dimmed">
              {t.optional(`connectors.error.${row.lastError.code}`) ?? row.lastError.detail}
            </Text>
          )}
        </>
      ),
    },
    {
      key: 'lastSuccess',
      header: t('connectors.column.lastSuccess'),
      descendingFirst: true,
      sortValue: (row) => row.lastSuccessAt,
      cell: (row) => <InstantCell at={row.lastSuccessAt} timeZone={timeZone} never={t('connectors.never')} />,
    },
    {
      key: 'lag',
      header: t('connectors.column.lag'),
      align: 'right',
      descendingFirst: true,
      sortValue: (row) => row.lagSeconds,
      cell: (row) => (
        <span title={t('connectors.lag.help')}>{formatDuration(row.lagSeconds, t.language)}</span>
      ),
    },
    {
      key: 'drift',
      header: t('connectors.column.drift'),
      descendingFirst: true,
      sortValue: (row) => (row.drift === null ? null : row.drift.missing + row.drift.different),
      cell: (row) => <DriftCell row={row} onOpen={onOpen} t={t} />,
    },
    {
      key: 'history',
      header: t('connectors.column.history'),
      sortValue: (row) => row.history?.share ?? null,
      cell: (row) => (
        <span style={{ whiteSpace: 'nowrap' }}>
          {row.history === null
            ? t('connectors.history.none')
            : row.history.share >= 1
              ? t('connectors.history.done')
              : // never "100 %" before it is there
                t('connectors.history.progress', { share: Math.min(row.history.share, 0.99) })}
        </span>
      ),
    },
  ];
}

function DriftCell({ row, onOpen, t }: { row: ConnectorRow; onOpen: (id: string) => void; t: Translator }) {
  if (row.drift === null) {
    const isCounted = CONNECTOR_KINDS[row.kind as keyof typeof CONNECTOR_KINDS]?.findsDrift ?? true;
    return (
      <Text size="sm" c="dimmed">
        {t(isCounted ? 'connectors.drift.notYet' : 'connectors.drift.noCount')}
      </Text>
    );
  }
  if (row.drift.missing + row.drift.different === 0) return <>{t('connectors.drift.none')}</>;
  return (
    <Anchor component="button" type="button" size="sm" ta="left" onClick={() => onOpen(row.id)}>
      {t('connectors.drift.found', row.drift)}
    </Anchor>
  );
}
