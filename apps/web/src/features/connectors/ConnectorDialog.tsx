import {
  Alert,
  Button,
  Group,
  Modal,
  PasswordInput,
  Radio,
  Select,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { IconCircleCheck, IconPlugConnectedX } from '@tabler/icons-react';
import {
  CONNECTOR_KINDS,
  ConnectorKind,
  type ConnectorKindInfo,
  type ConnectorRow,
  type TestConnectorResponse,
} from '@tenken/shared/connectors.contract';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { useKeys } from '../../keys/useKeys.js';
import { FormError } from '../../ui/FormError.js';
import { type ConnectorDraft, draftOf, settingsOf } from './connectorDraft.js';
import { connectorName } from './connectorName.js';
import { useCreateConnector, useTestConnector, useUpdateConnector } from './connectors.queries.js';

interface Props {
  opened: boolean;
  /** null = a new one */
  connector: ConnectorRow | null;
  sources: readonly { id: string; name: string; kind: string }[];
  onClose(): void;
  onSaved?(id: string): void;
}

/** Adds a connector or changes one; asks its sender once before, if wanted. */
export function ConnectorDialog({ opened, connector, sources, onClose, onSaved }: Props) {
  const t = useT();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={
        connector === null
          ? t('connectors.form.title')
          : t('connectors.form.edit', { name: connectorName(connector.kind, t) })
      }
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      <ConnectorForm connector={connector} sources={sources} onClose={onClose} onSaved={onSaved} />
    </Modal>
  );
}

function ConnectorForm({
  connector,
  sources,
  onClose,
  onSaved,
}: Omit<Props, 'opened' | 'onSaved'> & { onSaved: ((id: string) => void) | undefined }) {
  const t = useT();
  const [draft, setDraft] = useState<ConnectorDraft>(() => draftOf(connector, sources));
  const create = useCreateConnector();
  const update = useUpdateConnector();
  const test = useTestConnector();
  const set = (change: Partial<ConnectorDraft>) => {
    setDraft((old) => ({ ...old, ...change }));
    test.reset();
  };
  const source = sources.find(({ id }) => id === draft.sourceId);
  const kinds = ConnectorKind.options.filter((kind) =>
    (CONNECTOR_KINDS[kind].sourceKinds as readonly string[]).includes(source?.kind ?? ''),
  );
  const kind = draft.kind !== null && kinds.includes(draft.kind) ? draft.kind : (kinds[0] ?? null);
  const info: ConnectorKindInfo | null = kind === null ? null : CONNECTOR_KINDS[kind];
  const url = draft.url ?? info?.defaultUrl ?? '';
  const token = draft.token.trim() === '' ? null : draft.token.trim();
  const isTokenKept = connector?.hasToken ?? false;
  const isReady =
    kind !== null &&
    url.trim() !== '' &&
    (!info!.needsToken || token !== null || isTokenKept) &&
    (kind !== 'github-issues' || draft.repositories.trim() !== '');
  const settings = settingsOf(kind, draft);
  const save = async () => {
    if (!isReady || kind === null) return;
    const saved =
      connector === null
        ? await create.mutateAsync({ sourceId: draft.sourceId, kind, url: url.trim(), token, settings })
        : await update.mutateAsync({
            id: connector.id,
            url: url.trim(),
            settings,
            ...(token === null ? {} : { token }),
          });
    onClose();
    onSaved?.(saved.id);
  };
  const submit = () => void save().catch(() => undefined);
  useKeys(t('connectors.list'), [{ key: 'Mod+Enter', label: t('connectors.form.save'), run: submit }], {
    inDialog: true,
  });
  return (
    <Stack>
      <Select
        label={t('connectors.form.source')}
        description={t('connectors.form.source.hint')}
        data={sources.map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.sourceId}
        allowDeselect={false}
        disabled={connector !== null}
        onChange={(sourceId) => set({ sourceId: sourceId ?? draft.sourceId, kind: null, url: null })}
      />
      {kinds.length > 1 && connector === null && (
        <Radio.Group
          label={t('connectors.form.kind')}
          value={kind}
          onChange={(value) => set({ kind: ConnectorKind.parse(value), url: null })}
        >
          <Stack gap="xs" mt={4}>
            {kinds.map((option) => (
              <Radio
                key={option}
                value={option}
                label={t(`connectors.kind.${option}`)}
                description={t(`connectors.kind.${option}.hint`)}
              />
            ))}
          </Stack>
        </Radio.Group>
      )}
      {kinds.length === 1 && kind !== null && (
        <Text size="sm" c="dimmed">
          {t(`connectors.kind.${kind}.hint`)}
        </Text>
      )}
      <TextInput
        label={t('connectors.form.url')}
        description={t('connectors.form.url.hint', {
          example: info?.defaultUrl ?? 'https://prometheus.example.com',
        })}
        type="url"
        value={url}
        required
        onChange={(event) => set({ url: event.currentTarget.value })}
      />
      <PasswordInput
        label={t('connectors.form.token')}
        description={
          isTokenKept
            ? t('connectors.form.token.kept')
            : ((kind === null ? null : t.optional(`connectors.form.token.${kind}`)) ??
              t('connectors.form.token.optional'))
        }
        value={draft.token}
        required={info?.needsToken === true && !isTokenKept}
        autoComplete="off"
        onChange={(event) => set({ token: event.currentTarget.value })}
      />
      {kind === 'github-issues' && (
        <TextInput
          label={t('connectors.form.repositories')}
          description={t('connectors.form.repositories.hint')}
          value={draft.repositories}
          required
          onChange={(event) => set({ repositories: event.currentTarget.value })}
        />
      )}
      {kind === 'jira' && (
        <>
          <TextInput
            label={t('connectors.form.user')}
            description={t('connectors.form.user.hint')}
            type="email"
            value={draft.user}
            onChange={(event) => set({ user: event.currentTarget.value })}
          />
          <TextInput
            label={t('connectors.form.jql')}
            description={t('connectors.form.jql.hint')}
            value={draft.jql}
            onChange={(event) => set({ jql: event.currentTarget.value })}
          />
        </>
      )}
      {test.data !== undefined && <TestResult result={test.data} />}
      <FormError error={test.error ?? create.error ?? update.error} />
      <Group justify="space-between">
        <Button
          variant="default"
          loading={test.isPending}
          // the stored token is shown to nobody, so it cannot be tried from here
          disabled={!isReady || (info!.needsToken && token === null)}
          onClick={() =>
            kind !== null && test.mutate({ sourceId: draft.sourceId, kind, url: url.trim(), token, settings })
          }
        >
          {t('connectors.form.test')}
        </Button>
        <Group>
          <Button variant="default" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button disabled={!isReady} loading={create.isPending || update.isPending} onClick={submit}>
            {t(connector === null ? 'connectors.form.create' : 'connectors.form.save')}
          </Button>
        </Group>
      </Group>
    </Stack>
  );
}

function TestResult({ result }: { result: TestConnectorResponse }) {
  const t = useT();
  if (result.ok) {
    return (
      <Alert color="teal" role="status" icon={<IconCircleCheck aria-hidden />}>
        {t('connectors.test.ok', { records: result.records ?? 0 })}
      </Alert>
    );
  }
  return (
    <Alert
      color="red"
      role="alert"
      icon={<IconPlugConnectedX aria-hidden />}
      title={t('connectors.test.failed')}
    >
      <Text size="sm">{t.optional(`connectors.error.${result.code}`) ?? result.detail}</Text>
      {result.code === 'address_refused' && <Text size="sm">{t('connectors.form.url.private')}</Text>}
      <Text size="xs" c="dimmed" lang="en">
        {result.detail}
      </Text>
    </Alert>
  );
}
