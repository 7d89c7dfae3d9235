import { Box, Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import type { SourceKind } from '@tenken/shared/sources.contract';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { KeyCaps } from '../../keys/KeyCaps.js';
import { useKeys } from '../../keys/useKeys.js';
import { FormError } from '../../ui/FormError.js';
import { KindPicker } from './KindPicker.js';
import { readList } from './readList.js';
import { SourceConnect } from './SourceConnect.js';
import { useCreateSource } from './sources.queries.js';

/** Of PagerDuty's Events API. */
const ROUTING_KEY = /^[A-Za-z0-9]{32}$/;

interface Props {
  opened: boolean;
  onClose(): void;
}

/** Kind and name, then what to paste at the sender, then the first delivery. */
export function AddSource({ opened, onClose }: Props) {
  const t = useT();
  const create = useCreateSource();
  const [kind, setKind] = useState<SourceKind>('alertmanager');
  const [name, setName] = useState('');
  const [topics, setTopics] = useState('');
  const [routingKey, setRoutingKey] = useState('');
  const close = () => {
    onClose();
    create.reset();
    setName('');
    setTopics('');
    setRoutingKey('');
  };
  // An SNS topic that nobody allowed could not even be confirmed.
  const hasTopics = kind !== 'cloudwatch' || readList(topics).length > 0;
  const keptKey = kind === 'pagerduty-events' ? routingKey.trim() : '';
  const isKeyWrong = keptKey !== '' && !ROUTING_KEY.test(keptKey);
  const isComplete = name.trim() !== '' && hasTopics && !isKeyWrong;
  const submit = () => {
    if (!isComplete || create.isPending) return;
    const settings = kind === 'cloudwatch' ? { settings: { allowedTopics: readList(topics) } } : {};
    create.mutate({
      kind,
      name: name.trim(),
      ...settings,
      ...(keptKey === '' ? {} : { secret: keptKey }),
    });
  };
  useKeys(
    t('sources.wizard.title'),
    [{ key: 'Mod+Enter', label: t('sources.wizard.create'), run: submit, when: create.data === undefined }],
    { inDialog: true, enabled: opened },
  );
  const created = create.data;
  return (
    <Modal
      opened={opened}
      onClose={close}
      size="lg"
      title={created ? t('sources.wizard.connect', { name: created.source.name }) : t('sources.wizard.title')}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      {created ? (
        <Stack>
          <SourceConnect created={created} />
          <Group justify="end">
            <Button onClick={close}>{t('sources.wizard.done')}</Button>
          </Group>
        </Stack>
      ) : (
        <Stack>
          <KindPicker value={kind} onChange={setKind} />
          <TextInput
            label={t('sources.wizard.name')}
            description={t('sources.wizard.name.hint')}
            value={name}
            maxLength={120}
            required
            data-autofocus
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {kind === 'cloudwatch' && (
            <Textarea
              label={t('sources.details.allowedTopics')}
              description={t('sources.details.allowedTopics.hint')}
              value={topics}
              required
              autosize
              minRows={2}
              onChange={(event) => setTopics(event.currentTarget.value)}
            />
          )}
          {kind === 'pagerduty-events' && (
            <TextInput
              label={t('sources.wizard.routingKey')}
              description={t('sources.wizard.routingKey.hint')}
              error={isKeyWrong ? t('sources.wizard.routingKey.wrong') : undefined}
              value={routingKey}
              maxLength={200}
              autoComplete="off"
              onChange={(event) => setRoutingKey(event.currentTarget.value)}
            />
          )}
          <FormError error={create.error} />
          <Group justify="end">
            <Button variant="default" onClick={close}>
              {t('ui.cancel')}
            </Button>
            <Button
              disabled={!isComplete}
              loading={create.isPending}
              onClick={submit}
              rightSection={
                <Box visibleFrom="xs" component="span">
                  <KeyCaps combo="Mod+Enter" />
                </Box>
              }
            >
              {t('sources.wizard.create')}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
