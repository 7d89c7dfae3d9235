import { Alert, Button, Code, Drawer, Group, Progress, Stack, Table, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import {
  CONNECTOR_KINDS,
  type ConnectorDetail,
  type ConnectorKind,
} from '@tenken/shared/connectors.contract';
import { useState } from 'react';
import { useMay } from '../../api/session.js';
import { useT } from '../../i18n/useT.js';
import { formatDuration } from '../../time/formatDuration.js';
import { formatInstant } from '../../time/formatInstant.js';
import { formatWholeDuration } from '../../time/formatWholeDuration.js';
import { announce } from '../../ui/announce.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { DataState } from '../../ui/DataState.js';
import { FormError } from '../../ui/FormError.js';
import { useUndoToast } from '../../ui/undoToast.js';
import { useScope } from '../../url/useScope.js';
import { ConnectorDialog } from './ConnectorDialog.js';
import { ConnectorStateBadge } from './ConnectorStateBadge.js';
import { connectorName } from './connectorName.js';
import {
  connectorQuery,
  useDeleteConnector,
  useRunConnector,
  useUpdateConnector,
} from './connectors.queries.js';
import { DriftList } from './DriftList.js';
import { prepareConnectorState } from './prepareConnectorState.js';

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
            <Standing detail={detail} />
            <Actions detail={detail} sources={sources} onDeleted={onClose} />
            <Runs detail={detail} />
            <DriftList rows={detail.drift} />
          </Stack>
        )}
      </DataState>
    </Drawer>
  );
}

const DAY_SECONDS = 86_400;

function Standing({ detail: { connector } }: { detail: ConnectorDetail }) {
  const t = useT();
  const { timeZone } = useScope();
  const instant = (at: string | null) => formatInstant(at, { language: t.language, timeZone });
  const { history, lastError } = connector;
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <ConnectorStateBadge state={prepareConnectorState(connector)} />
        <Text size="sm">{t('connectors.detail.of', { source: connector.sourceName })}</Text>
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {connector.url}
        </Text>
      </Group>
      {lastError !== null && (
        <Alert
          color="red"
          icon={<IconAlertTriangle aria-hidden />}
          title={`${t('connectors.detail.lastError')}: ${
            t.optional(`connectors.error.${lastError.code}`) ?? lastError.code
          }`}
        >
          <Code block lang="en" my={4} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {lastError.detail}
          </Code>
          <Text size="sm">
            {t('connectors.detail.failures', { n: connector.failures, at: instant(connector.nextRunAt) })}
          </Text>
        </Alert>
      )}
      {history !== null && history.share < 1 && (
        <div>
          <Progress
            value={history.share * 100}
            aria-label={t('connectors.history.label', { share: Math.min(history.share, 0.99) })}
          />
          <Text size="sm" mt={4}>
            {t('connectors.history.progress', { share: Math.min(history.share, 0.99) })}
            {t('ui.listSeparator')}
            {t('connectors.history.back', { from: instant(history.doneFrom) })}
          </Text>
        </div>
      )}
      <Table withRowBorders={false} verticalSpacing={2}>
        <Table.Tbody>
          {[
            [
              t('connectors.column.lastSuccess'),
              connector.lastSuccessAt === null ? t('connectors.never') : instant(connector.lastSuccessAt),
            ],
            [t('connectors.column.lag'), formatDuration(connector.lagSeconds, t.language)],
            [
              t('connectors.detail.nextRun'),
              connector.disabledAt !== null || connector.isSourceDisabled
                ? '—'
                : [
                    instant(connector.nextRunAt),
                    connector.intervalSeconds === DAY_SECONDS
                      ? t('connectors.detail.daily')
                      : t('connectors.detail.interval', {
                          every: formatWholeDuration(connector.intervalSeconds, t.language),
                        }),
                  ].join(t('ui.listSeparator')),
            ],
          ].map(([label, value]) => (
            <Table.Tr key={label}>
              <Table.Th scope="row" w="30%">
                {label}
              </Table.Th>
              <Table.Td>{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  );
}

function Actions({
  detail: { connector },
  sources,
  onDeleted,
}: {
  detail: ConnectorDetail;
  sources: Props['sources'];
  onDeleted(): void;
}) {
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

function Runs({ detail: { runs } }: { detail: ConnectorDetail }) {
  const t = useT();
  const { timeZone } = useScope();
  const number = (n: number | null) => (n === null ? '—' : n.toLocaleString(t.language));
  return (
    <section>
      <Title order={3} size="h5" mb="xs">
        {t('connectors.runs')}
      </Title>
      {runs.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('connectors.runs.none')}
        </Text>
      ) : (
        <Table.ScrollContainer minWidth={520}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('connectors.runs.started')}</Table.Th>
                <Table.Th>{t('connectors.runs.result')}</Table.Th>
                <Table.Th className="number">{t('connectors.runs.records')}</Table.Th>
                <Table.Th className="number">{t('connectors.runs.requests')}</Table.Th>
                <Table.Th className="number">{t('connectors.runs.drift')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {runs.map((run) => (
                <Table.Tr key={run.id}>
                  <Table.Td style={{ whiteSpace: 'nowrap' }}>
                    {formatInstant(run.startedAt, { language: t.language, timeZone, hideZone: true })}
                  </Table.Td>
                  <Table.Td miw={150}>
                    {t(`connectors.run.${run.stage}`)}
                    {run.errorCode !== null && (
                      <Text size="xs" c="dimmed">
                        {t.optional(`connectors.error.${run.errorCode}`) ?? run.errorDetail}
                      </Text>
                    )}
                  </Table.Td>
                  <Table.Td className="number">{number(run.records)}</Table.Td>
                  <Table.Td className="number">{number(run.requests)}</Table.Td>
                  <Table.Td className="number">
                    {`${number(run.missing)} / ${number(run.different)}`}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </section>
  );
}
