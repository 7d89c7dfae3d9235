import { Alert, Button, Drawer, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { MAPPED_KINDS } from '@tenken/shared/source-mapping.contract';
import type { SourceCreatedResponse, SourceRow } from '@tenken/shared/sources.contract';
import { lazy, Suspense, useState } from 'react';
import { useMay } from '../../api/session.js';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { DataState } from '../../ui/DataState.js';
import { useUndoToast } from '../../ui/undoToast.js';
import { useScope } from '../../url/useScope.js';
import { DatadogTemplateCheck } from './DatadogTemplateCheck.js';
import { prepareSnippets, TOKEN_PLACEHOLDER } from './prepareSnippets.js';
import { RenewCredentials } from './RenewCredentials.js';
import { SenderSecretForm } from './SenderSecretForm.js';
import { SnippetBlock } from './SnippetBlock.js';
import { SourceBlindSpots } from './SourceBlindSpots.js';
import { SourceConnect } from './SourceConnect.js';
import { SourceDriftPanel } from './SourceDriftPanel.js';
import { SourceSettingsForm } from './SourceSettingsForm.js';
import { sourceQuery, useUpdateSource } from './sources.queries.js';

const SourceMappingForm = lazy(() =>
  import('./SourceMappingForm.js').then((module) => ({ default: module.SourceMappingForm })),
);

interface Props {
  /** null = closed */
  sourceId: string | null;
  onClose(): void;
}

/** Everything that can be set at one source. */
export function SourceDrawer({ sourceId, onClose }: Props) {
  const t = useT();
  const query = useQuery({ ...sourceQuery(sourceId ?? ''), enabled: sourceId !== null });
  return (
    <Drawer
      opened={sourceId !== null}
      onClose={onClose}
      position="right"
      size="lg"
      title={query.data ? t('sources.details.open', { name: query.data.name }) : ''}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      <DataState query={query} skeleton="text">
        {(source) => <SourceDetails key={source.id} source={source} />}
      </DataState>
    </Drawer>
  );
}

function SourceDetails({ source }: { source: SourceRow }) {
  const t = useT();
  const mayChange = useMay('admin');
  const undoable = useUndoToast();
  const update = useUpdateSource();
  const { timeZone } = useScope();
  const [renewed, setRenewed] = useState<SourceCreatedResponse | null>(null);
  const snippets = prepareSnippets(source, TOKEN_PLACEHOLDER);
  const setDisabled = async (disabled: boolean) => {
    const set = (value: boolean) => update.mutateAsync({ id: source.id, disabled: value });
    await set(disabled);
    undoable({
      message: t(disabled ? 'sources.details.disabled' : 'sources.details.enabled', { name: source.name }),
      undo: () => set(!disabled),
      redo: () => set(disabled),
    });
  };
  return (
    <Stack gap="lg">
      {mayChange ? (
        <section aria-labelledby="source-settings">
          <Title order={3} size="h5" mb="xs" id="source-settings">
            {t('sources.details.settings')}
          </Title>
          <SourceSettingsForm source={source} />
          <SenderSecretForm source={source} />
        </section>
      ) : (
        <Alert color="gray">{t('sources.details.adminOnly')}</Alert>
      )}
      {renewed ? (
        <SourceConnect created={renewed} />
      ) : (
        snippets.length > 0 && (
          <section aria-labelledby="source-address">
            <Title order={3} size="h5" id="source-address">
              {t('sources.details.address')}
            </Title>
            {snippets.some(({ text }) => text.includes(TOKEN_PLACEHOLDER)) && (
              <Text size="sm" c="dimmed" mb="xs">
                {t('sources.details.addressHint', { placeholder: TOKEN_PLACEHOLDER })}
              </Text>
            )}
            <Stack>
              {snippets.map((snippet) => (
                <SnippetBlock key={snippet.key} snippet={snippet} />
              ))}
              {source.kind === 'datadog' && <DatadogTemplateCheck />}
            </Stack>
          </section>
        )
      )}
      {mayChange && MAPPED_KINDS.includes(source.kind) && (
        <section aria-labelledby="source-mapping">
          <Title order={3} size="h5" mb="xs" id="source-mapping">
            {t('sources.mapping.title')}
          </Title>
          <Suspense fallback={<Skeleton height={320} />}>
            <SourceMappingForm source={source} />
          </Suspense>
        </section>
      )}
      {(source.ingestUrl ?? source.receiverUrl) !== null && (
        <section aria-labelledby="source-drift">
          <Title order={3} size="h5" mb="xs" id="source-drift">
            {t('sources.drift.title')}
          </Title>
          <SourceDriftPanel sourceId={source.id} />
        </section>
      )}
      <SourceBlindSpots kind={source.kind} />
      {source.oldCredentialsUntil !== null && (
        <Text size="sm">
          {t('sources.details.oldUntil', {
            time: formatInstant(source.oldCredentialsUntil, { language: t.language, timeZone }),
          })}
        </Text>
      )}
      {mayChange && (
        <Group>
          <RenewCredentials source={source} onRenewed={setRenewed} />
          <Button
            variant="default"
            loading={update.isPending}
            onClick={() => void setDisabled(source.disabledAt === null).catch(() => undefined)}
          >
            {t(source.disabledAt === null ? 'sources.details.disable' : 'sources.details.enable')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
