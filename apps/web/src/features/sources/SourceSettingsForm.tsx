import { Button, Group, Stack, TextInput } from '@mantine/core';
import type { SourceRow } from '@tenken/shared/sources.contract';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { FormError } from '../../ui/FormError.js';
import { useUndoToast } from '../../ui/undoToast.js';
import { settingFieldsOf, settingsOf, textsOf } from './prepareSettings.js';
import { useUpdateSource } from './sources.queries.js';

/** Name of a source and how its deliveries are read. An empty field means the default, which it shows. */
export function SourceSettingsForm({ source }: { source: SourceRow }) {
  const t = useT();
  const undoable = useUndoToast();
  const update = useUpdateSource();
  const [name, setName] = useState(source.name);
  const [texts, setTexts] = useState(() => textsOf(source));
  const before = { name: source.name, settings: source.settings };
  const after = { name: name.trim(), settings: settingsOf(source, texts) };
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
      {settingFieldsOf(source.kind).map(({ key, placeholder }) => (
        <TextInput
          key={key}
          label={t(`sources.details.${key}`)}
          description={t.optional(`sources.details.${key}.hint`)}
          placeholder={placeholder}
          value={texts[key] ?? ''}
          onChange={(event) => setTexts({ ...texts, [key]: event.currentTarget.value })}
        />
      ))}
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
