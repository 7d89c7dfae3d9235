import { Button, Group, Stack, TextInput } from '@mantine/core';
import type { SourceRow, SourceSettings } from '@tenken/shared/sources.contract';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { FormError } from '../../ui/FormError.js';
import { useUndoToast } from '../../ui/undoToast.js';
import { useUpdateSource } from './sources.queries.js';

const DEFAULTS = {
  serviceLabels: 'service, app, job',
  severityLabel: 'severity',
  labels: 'postmortem, action-item',
};

/** Name of a source and how its deliveries are read. An empty field means the default, which it shows. */
export function SourceSettingsForm({ source }: { source: SourceRow }) {
  const t = useT();
  const undoable = useUndoToast();
  const update = useUpdateSource();
  const [name, setName] = useState(source.name);
  const [serviceLabels, setServiceLabels] = useState(source.settings.serviceLabels?.join(', ') ?? '');
  const [severityLabel, setSeverityLabel] = useState(source.settings.severityLabel ?? '');
  const [labels, setLabels] = useState(source.settings.labels?.join(', ') ?? '');
  const settings: SourceSettings = {
    ...listOrNothing('serviceLabels', serviceLabels),
    ...(severityLabel.trim() === '' ? {} : { severityLabel: severityLabel.trim() }),
    ...listOrNothing('labels', labels),
  };
  const before = { name: source.name, settings: source.settings };
  const after = { name: name.trim(), settings };
  const isChanged = JSON.stringify(before) !== JSON.stringify(after);
  const save = async () => {
    const { id } = source;
    await update.mutateAsync({ id, ...after });
    undoable({
      message: t('sources.details.saved', { name: after.name }),
      undo: () => update.mutateAsync({ id, ...before }),
      redo: () => update.mutateAsync({ id, ...after }),
    });
  };
  return (
    <Stack gap="sm">
      <TextInput
        label={t('sources.wizard.name')}
        value={name}
        maxLength={120}
        required
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {source.kind === 'alertmanager' && (
        <>
          <TextInput
            label={t('sources.details.serviceLabels')}
            description={t('sources.details.serviceLabels.hint')}
            placeholder={DEFAULTS.serviceLabels}
            value={serviceLabels}
            onChange={(event) => setServiceLabels(event.currentTarget.value)}
          />
          <TextInput
            label={t('sources.details.severityLabel')}
            placeholder={DEFAULTS.severityLabel}
            value={severityLabel}
            onChange={(event) => setSeverityLabel(event.currentTarget.value)}
          />
        </>
      )}
      {source.kind === 'github' && (
        <TextInput
          label={t('sources.details.labels')}
          description={t('sources.details.labels.hint')}
          placeholder={DEFAULTS.labels}
          value={labels}
          onChange={(event) => setLabels(event.currentTarget.value)}
        />
      )}
      <FormError error={update.error} />
      <Group justify="end">
        <Button
          disabled={!isChanged || name.trim() === ''}
          loading={update.isPending}
          onClick={() => void save().catch(() => undefined)}
        >
          {t('ui.save')}
        </Button>
      </Group>
    </Stack>
  );
}

function listOrNothing(key: 'serviceLabels' | 'labels', text: string): SourceSettings {
  const list = text
    .split(/[,、]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return list.length === 0 ? {} : { [key]: list };
}
