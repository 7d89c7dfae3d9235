import { Button, Group, Select, SimpleGrid, Textarea, TextInput, Title } from '@mantine/core';
import {
  type ActionItemChange,
  ActionItemPriority,
  type ActionItemRow,
  ActionItemType,
} from '@tenken/shared/action-items.contract';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { FormModal } from '../../ui/FormModal.js';
import type { PersonOption } from '../../ui/PersonPicker.js';
import { ActionHistory } from './ActionHistory.js';
import { OwnerInput } from './OwnerInput.js';
import { targetText } from './targetText.js';
import { useActionItemChanges } from './useActionItemChanges.js';

interface Props {
  item: ActionItemRow;
  people: readonly PersonOption[];
  timeZone: string;
  mayWrite: boolean;
  onClose(): void;
  /** makes an issue of the item in a tracker */
  onMakeIssue?: (() => void) | undefined;
}

/** Everything of one item, and its history. */
export function EditActionItemModal({ item, people, timeZone, mayWrite, onClose, onMakeIssue }: Props) {
  const t = useT();
  const change = useActionItemChanges();
  const [form, setForm] = useState({
    title: item.title,
    description: item.description ?? '',
    type: item.type,
    priority: item.priority,
    owner: { owner: item.owner, ownerId: item.ownerId },
    dueOn: item.dueOn ?? '',
    url: item.url ?? '',
  });
  const set = (part: Partial<typeof form>) => setForm((old) => ({ ...old, ...part }));
  const difference = (): ActionItemChange => {
    const next: Record<string, unknown> = {
      title: form.title.trim(),
      description: form.description || null,
      type: form.type,
      priority: form.priority,
      owner: form.owner.owner?.trim() || null,
      ownerId: form.owner.ownerId,
      dueOn: form.dueOn || null,
      url: form.url.trim() || null,
    };
    return Object.fromEntries(
      Object.entries(next).filter(([field, value]) => value !== item[field as keyof ActionItemRow]),
    );
  };
  return (
    <FormModal
      opened
      onClose={onClose}
      title={t('actions.item')}
      submitLabel={t('ui.save')}
      disabled={!mayWrite || form.title.trim() === '' || Object.keys(difference()).length === 0}
      onSubmit={() => change([{ id: item.id, set: difference() }], t('actions.did.changed', { n: 1 }))}
    >
      <TextInput
        label={t('actions.title')}
        required
        maxLength={300}
        value={form.title}
        disabled={!mayWrite}
        onChange={(event) => set({ title: event.currentTarget.value })}
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Select
          label={t('actions.type')}
          data={ActionItemType.options.map((value) => ({ value, label: t(`actions.type.${value}`) }))}
          value={form.type}
          allowDeselect={false}
          disabled={!mayWrite}
          onChange={(value) => set({ type: ActionItemType.safeParse(value).data ?? form.type })}
        />
        <Select
          label={t('actions.priority')}
          data={ActionItemPriority.options.map((value) => ({ value, label: t(`actions.priority.${value}`) }))}
          value={form.priority}
          clearable
          clearButtonProps={{ 'aria-label': t('ui.clear') }}
          disabled={!mayWrite}
          onChange={(value) => set({ priority: ActionItemPriority.safeParse(value).data ?? null })}
        />
        <OwnerInput people={people} value={form.owner} onChange={(owner) => set({ owner })} />
        <TextInput
          type="date"
          label={t('actions.due')}
          description={targetText(item, t) ?? undefined}
          value={form.dueOn}
          disabled={!mayWrite}
          onChange={(event) => set({ dueOn: event.currentTarget.value })}
        />
      </SimpleGrid>
      <Textarea
        label={t('actions.description')}
        autosize
        minRows={2}
        maxRows={8}
        value={form.description}
        disabled={!mayWrite}
        onChange={(event) => set({ description: event.currentTarget.value })}
      />
      <TextInput
        label={t('actions.url')}
        type="url"
        value={form.url}
        disabled={!mayWrite}
        onChange={(event) => set({ url: event.currentTarget.value })}
      />
      {onMakeIssue && mayWrite && item.url === null && (
        <Group>
          <Button size="xs" variant="default" onClick={onMakeIssue}>
            {t('actions.makeIssue')}
          </Button>
        </Group>
      )}
      <Title order={3} size="h6">
        {t('actions.history')}
      </Title>
      <ActionHistory id={item.id} timeZone={timeZone} />
    </FormModal>
  );
}
