import { Autocomplete } from '@mantine/core';
import { useT } from '../i18n/useT.js';
import type { PersonOption } from './PersonPicker.js';

interface Props {
  people: readonly PersonOption[];
  value: string;
  onChange(name: string): void;
  label?: string;
  description?: string;
}

/** A person of this installation by name, or any other name: not everybody who owns something signs in here. */
export function OwnerInput({ people, value, onChange, label, description }: Props) {
  const t = useT();
  return (
    <Autocomplete
      label={label ?? t('reviews.field.owner')}
      description={description}
      placeholder={t('reviews.field.owner.placeholder')}
      value={value}
      onChange={onChange}
      data={[...new Set(people.map((person) => person.name))]}
      maxLength={200}
      comboboxProps={{ withinPortal: true }}
    />
  );
}

/** What the API takes: the person where the name is one, otherwise the name in words; nothing for an empty field. */
export function ownerOf(
  name: string,
  people: readonly PersonOption[],
): { ownerId: string } | { owner: string } | Record<string, never> {
  const trimmed = name.trim();
  if (trimmed === '') return {};
  const found = people.filter((person) => person.name === trimmed);
  return found.length === 1 && found[0] ? { ownerId: found[0].id } : { owner: trimmed };
}
