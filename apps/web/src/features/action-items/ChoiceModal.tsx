import { Select } from '@mantine/core';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { FormModal } from '../../ui/FormModal.js';
import { foldedFilter } from '../../ui/foldedFilter.js';

interface Props {
  title: string;
  label: string;
  options: readonly { value: string; label: string }[];
  value: string | null;
  /** null: none */
  onChoose(value: string | null): Promise<void>;
  onClose(): void;
}

/** One of a list, or none: a priority, a team. */
export function ChoiceModal({ title, label, options, value, onChoose, onClose }: Props) {
  const t = useT();
  const [chosen, setChosen] = useState(value);
  return (
    <FormModal
      opened
      onClose={onClose}
      title={title}
      submitLabel={t('ui.save')}
      onSubmit={() => onChoose(chosen)}
    >
      <Select
        label={label}
        data={[...options]}
        value={chosen}
        onChange={setChosen}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('ui.clear') }}
        filter={foldedFilter}
        data-autofocus
      />
    </FormModal>
  );
}
