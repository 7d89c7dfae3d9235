import { Drawer, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useT } from '../../i18n/useT.js';
import { DataState } from '../../ui/DataState.js';
import { ConnectorActions } from './ConnectorActions.js';
import { ConnectorRuns } from './ConnectorRuns.js';
import { ConnectorStanding } from './ConnectorStanding.js';
import { connectorName } from './connectorName.js';
import { connectorQuery } from './connectors.queries.js';
import { DriftList } from './DriftList.js';

interface Props {
  opened: boolean;
  connectorId: string | null;
  sources: readonly { id: string; name: string; kind: string }[];
  onClose(): void;
}

/** One connector: how far it is, its last runs, what they had found, and what can be done with it. */
export function ConnectorDrawer({ opened, connectorId, sources, onClose }: Props) {
  const t = useT();
  const query = useQuery({ ...connectorQuery(connectorId ?? ''), enabled: connectorId !== null });
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size="xl"
      title={query.data ? connectorName(query.data.connector.kind, t) : ''}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      <DataState query={query} skeleton="text">
        {(detail) => (
          <Stack gap="lg">
            <ConnectorStanding connector={detail.connector} />
            <ConnectorActions connector={detail.connector} sources={sources} onDeleted={onClose} />
            <ConnectorRuns runs={detail.runs} />
            <DriftList rows={detail.drift} />
          </Stack>
        )}
      </DataState>
    </Drawer>
  );
}
