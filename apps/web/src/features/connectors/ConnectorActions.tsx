import { Button, Group } from '@mantine/core';
import {
  CONNECTOR_KINDS,
  type ConnectorDetail,
  type ConnectorKind,
} from '@tenken/shared/connectors.contract';
import { useState } from 'react';
import { useMay } from '../../api/session.js';
import { useT } from '../../i18n/useT.js';
import { announce } from '../../ui/announce.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { FormError } from '../../ui/FormError.js';
import { useUndoToast } from '../../ui/undoToast.js';
import { ConnectorDialog } from './ConnectorDialog.js';
import { connectorName } from './connectorName.js';
import { useDeleteConnector, useRunConnector, useUpdateConnector } from './connectors.queries.js';

interface Props {
  connector: ConnectorDetail['connector'];
  sources: readonly { id: string; name: string; kind: string }[];
  onDeleted(): void;
}

/** What can be done with a connector: let it run now, change it, let it rest, delete it. */
export function ConnectorActions({ connector, sources, onDeleted }: Props) {
  const t = useT();
  const mayRun = useMay('write');
  const mayChange = useMay('admin');
  const undoable = useUndoToast();
  const run = useRunConnector();
  const update = useUpdateConnector();
  const remove = useDeleteConnector();
  const [isChanging, setIsChanging] = useState(false);
  const [isAsking, setIsAsking] = useState(false);
  const name = connectorName(connector.kind, t);
  const isResting = connector.disabledAt !== null || connector.isSourceDisabled;
  const setDisabled = async (disabled: boolean) => {
    const change = (value: boolean) => update.mutateAsync({ id: connector.id, disabled: value });
    await change(disabled);
    undoable({
      message: t(disabled ? 'connectors.detail.disabled' : 'connectors.detail.enabled', { name }),
      undo: () => change(!disabled),
      redo: () => change(disabled),
    });
  };
  return (
    <>
      <Group>
        {mayRun && (
          <Button
            loading={run.isPending}
            disabled={isResting || connector.isRunning}
            onClick={() =>
              run.mutate(connector.id, { onSuccess: () => announce(t('connectors.detail.wanted', { name })) })
            }
          >
            {t('connectors.detail.run')}
          </Button>
        )}
        {mayChange && (
          <>
            <Button variant="default" onClick={() => setIsChanging(true)}>
              {t('connectors.detail.change')}
            </Button>
            <Button
              variant="default"
              loading={update.isPending}
              onClick={() => void setDisabled(connector.disabledAt === null).catch(() => undefined)}
            >
              {t(connector.disabledAt === null ? 'connectors.detail.disable' : 'connectors.detail.enable')}
            </Button>
            <Button variant="subtle" color="red" onClick={() => setIsAsking(true)}>
              {t('connectors.detail.delete')}
            </Button>
          </>
        )}
      </Group>
      <FormError error={run.error ?? update.error ?? remove.error} />
      <ConnectorDialog
        key={`${connector.url} ${isChanging}`}
        opened={isChanging}
        connector={connector}
        sources={sourcesOf(connector, sources)}
        onClose={() => setIsChanging(false)}
      />
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setIsAsking(false)}
        title={t('connectors.detail.delete.title', { name })}
        confirmLabel={t('connectors.detail.delete.confirm')}
        danger
        onConfirm={async () => {
          await remove.mutateAsync(connector.id);
          onDeleted();
        }}
      >
        {t('connectors.detail.delete.text')}
      </ConfirmDialog>
    </>
  );
}

/** The list may not be there yet; the connector's own source is known all the same. */
function sourcesOf(connector: ConnectorDetail['connector'], sources: Props['sources']): Props['sources'] {
  if (sources.some(({ id }) => id === connector.sourceId)) return sources;
  const kind = CONNECTOR_KINDS[connector.kind as ConnectorKind]?.sourceKinds[0] ?? '';
  return [{ id: connector.sourceId, name: connector.sourceName, kind }];
}
