import { Select, SimpleGrid, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { ActionItemType } from '@tenken/shared/action-items.contract';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { FormModal } from '../../ui/FormModal.js';
import type { PersonOption } from '../../ui/PersonPicker.js';
import { useUndoToast } from '../../ui/undoToast.js';
import { changeActionItems, createActionItem } from './actionItems.queries.js';
import { type Owner, OwnerInput } from './OwnerInput.js';

interface Props {
  people: readonly PersonOption[];
  /** Due day to begin with. */
  dueOn?: string | null;
  incidentId?: string;
  onClose(): void;
}

/** A new item: what, which lens, who, until when. */
export function NewActionItemModal({ people, dueOn = null, incidentId, onClose }: Props) {
  const t = useT();
  const queryClient = useQueryClient();
  const undoable = useUndoToast();
  const [title, setTitle] = useState('');
  const [type, setType] = useState<ActionItemType>('prevent');
  const [owner, setOwner] = useState<Owner>({ owner: null, ownerId: null });
  const [due, setDue] = useState(dueOn ?? '');
  const submit = async () => {
    const item = await createActionItem({
      title: title.trim(),
      type,
      owner: owner.owner?.trim() || null,
      ownerId: owner.ownerId,
      dueOn: due || null,
      ...(incidentId === undefined ? {} : { incidentId }),
    });
    const refresh = async () => {
      await queryClient.invalidateQueries({ queryKey: ['action-items'] });
      void queryClient.invalidateQueries({ queryKey: ['incidents'] });
    };
    await refresh();
    undoable({
      message: t('actions.did.created'),
      undo: () => changeActionItems([{ id: item.id, set: { status: 'deleted' } }]).then(refresh),
    });
  };
  return (
    <FormModal
      opened
      onClose={onClose}
      title={t('actions.new')}
      submitLabel={t('actions.quick.add')}
      disabled={title.trim() === ''}
      onSubmit={submit}
    >
      <TextInput
        label={t('actions.quick.title')}
        data-autofocus
        required
        maxLength={300}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <Select
          label={t('actions.type')}
          data={ActionItemType.options.map((value) => ({ value, label: t(`actions.type.${value}`) }))}
          value={type}
          allowDeselect={false}
          onChange={(value) => setType(ActionItemType.safeParse(value).data ?? type)}
        />
        <OwnerInput people={people} value={owner} onChange={setOwner} />
        <TextInput
          type="date"
          label={t('actions.due')}
          value={due}
          onChange={(event) => setDue(event.currentTarget.value)}
        />
      </SimpleGrid>
    </FormModal>
  );
}
