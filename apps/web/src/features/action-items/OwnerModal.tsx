import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { FormModal } from '../../ui/FormModal.js';
import type { PersonOption } from '../../ui/PersonPicker.js';
import { type Owner, OwnerInput } from './OwnerInput.js';

interface Props {
  count: number;
  people: readonly PersonOption[];
  value: Owner;
  onChoose(owner: Owner): Promise<void>;
  onClose(): void;
}

/** Who takes it. */
export function OwnerModal({ count, people, value, onChoose, onClose }: Props) {
  const t = useT();
  const [owner, setOwner] = useState(value);
  return (
    <FormModal
      opened
      onClose={onClose}
      title={t('actions.setOwnerOf', { n: count })}
      submitLabel={t('ui.save')}
      onSubmit={() => onChoose({ ...owner, owner: owner.owner?.trim() || null })}
    >
      <OwnerInput people={people} value={owner} onChange={setOwner} autoFocus />
    </FormModal>
  );
}
