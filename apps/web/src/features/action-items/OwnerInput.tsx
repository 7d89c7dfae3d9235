import { Autocomplete } from '@mantine/core';
import { useT } from '../../i18n/useT.js';
import { foldedFilter } from '../../ui/foldedFilter.js';
import type { PersonOption } from '../../ui/PersonPicker.js';

export interface Owner {
  owner: string | null;
  ownerId: string | null;
}

interface Props {
  label?: string;
  people: readonly PersonOption[];
  value: Owner;
  onChange(owner: Owner): void;
  size?: 'xs' | 'sm';
  autoFocus?: boolean;
}

/** A person of this installation, or the name of somebody who has no account. */
export function OwnerInput({ label, people, value, onChange, size, autoFocus }: Props) {
  const t = useT();
  return (
    <Autocomplete
      label={label ?? t('actions.owner')}
      size={size}
      data-autofocus={autoFocus || undefined}
      data={[...new Set(people.map(({ name }) => name))]}
      filter={foldedFilter}
      value={value.owner ?? ''}
      onChange={(name) => {
        const person = people.find((candidate) => candidate.name === name.trim());
        onChange({ owner: name.trim() === '' ? null : name, ownerId: person?.id ?? null });
      }}
    />
  );
}
