import { Button, Group, Modal, Select, SimpleGrid, Stack, Text, Textarea } from '@mantine/core';
import type { ReviewActionItemBody } from '@tenken/shared/reviews.contract';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { KeyCaps } from '../../keys/KeyCaps.js';
import { useKeys } from '../../keys/useKeys.js';
import { DueInput } from '../../ui/DueInput.js';
import { FormError } from '../../ui/FormError.js';
import { OwnerInput, ownerOf } from '../../ui/OwnerInput.js';
import type { PersonOption } from '../../ui/PersonPicker.js';

const TYPES = ['prevent', 'detect', 'mitigate', 'repair', 'process', 'other'] as const;

export interface ActionDialogProps {
  opened: boolean;
  onClose(): void;
  timeZone: string;
  people: readonly PersonOption[];
  /** what it is about, as the beginning of the title */
  about: string;
  /** Adds it, or keeps it to be sent later. Throws what the server refuses. */
  submit(body: ReviewActionItemBody): Promise<unknown>;
}

/** An action item that comes out of the session without being a decision on a rule. */
export function ActionDialog(props: ActionDialogProps) {
  const t = useT();
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={t('reviews.action.title')}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      {props.opened && <ActionForm {...props} />}
    </Modal>
  );
}

function ActionForm(props: ActionDialogProps) {
  const t = useT();
  const [title, setTitle] = useState(props.about === '' ? '' : `${props.about}: `);
  const [type, setType] = useState<(typeof TYPES)[number]>('detect');
  const [owner, setOwner] = useState('');
  const [dueOn, setDueOn] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  const submit = async () => {
    if (busy || title.trim() === '') return;
    setBusy(true);
    setError(null);
    try {
      await props.submit({
        title: title.trim(),
        type,
        ...ownerOf(owner, props.people),
        ...(dueOn === '' ? {} : { dueOn }),
      });
      props.onClose();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  useKeys(
    t('reviews.keys.action'),
    [{ key: 'Mod+Enter', label: t('reviews.action.save'), run: () => void submit() }],
    { inDialog: true },
  );

  return (
    <Stack>
      <Textarea
        label={t('reviews.action.what')}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value.replaceAll('\n', ' '))}
        autosize
        maxRows={4}
        maxLength={300}
        required
        data-autofocus
      />
      <Select
        label={t('reviews.action.type')}
        value={type}
        onChange={(value) => setType((value ?? 'detect') as typeof type)}
        data={TYPES.map((each) => ({ value: each, label: t(`reviews.actionType.${each}`) }))}
        allowDeselect={false}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <OwnerInput people={props.people} value={owner} onChange={setOwner} />
        <DueInput
          label={t('reviews.field.due')}
          value={dueOn}
          onChange={setDueOn}
          timeZone={props.timeZone}
        />
      </SimpleGrid>
      <FormError error={error} />
      <Group justify="space-between">
        <Text size="xs" c="dimmed">
          {t.rich('reviews.submit.hint', { key: <KeyCaps key="submit" combo="Mod+Enter" /> })}
        </Text>
        <Group gap="xs">
          <Button variant="default" onClick={props.onClose}>
            {t('ui.cancel')}
          </Button>
          <Button loading={busy} disabled={title.trim() === ''} onClick={() => void submit()}>
            {t('reviews.action.save')}
          </Button>
        </Group>
      </Group>
    </Stack>
  );
}
