import { Autocomplete, Text } from '@mantine/core';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { FormModal } from '../../ui/FormModal.js';
import { foldedFilter } from '../../ui/foldedFilter.js';
import type { PersonOption } from '../../ui/PersonPicker.js';

interface Props {
  count: number;
  people: readonly PersonOption[];
  value: string;
  onChoose(owner: { owner: string | null; ownerId: string | null }): Promise<void>;
  onClose(): void;
}

/** Who writes it: a person of this installation, or the name of somebody who has no account. */
export function PostmortemOwnerModal({ count, people, value, onChoose, onClose }: Props) {
  const t = useT();
  const [name, setName] = useState(value);
  return (
    <FormModal
      opened
      onClose={onClose}
      title={t('postmortems.setOwnerOf', { n: count })}
      submitLabel={t('ui.save')}
      onSubmit={() => {
        const owner = name.trim() || null;
        return onChoose({ owner, ownerId: people.find((person) => person.name === owner)?.id ?? null });
      }}
    >
      <Text size="sm">{t('postmortems.setOwner.help')}</Text>
      <Autocomplete
        label={t('postmortems.owner')}
        data-autofocus
        data={[...new Set(people.map((person) => person.name))]}
        filter={foldedFilter}
        value={name}
        onChange={setName}
      />
    </FormModal>
  );
}
