import { Select } from '@mantine/core';
import { useT } from '../i18n/useT.js';
import { foldedFilter } from './foldedFilter.js';

export interface PersonOption {
  id: string;
  name: string;
  email?: string;
}

interface Props {
  label: string;
  people: readonly PersonOption[];
  value: string | null;
  onChange(id: string | null): void;
  required?: boolean;
  disabled?: boolean;
  error?: string | null;
  autoFocus?: boolean;
}

/** Chooses a person by name or address; finds full-width, half-width and kana alike. */
export function PersonPicker({ people, ...props }: Props) {
  const t = useT();
  return (
    <Select
      {...props}
      searchable
      clearable={!props.required}
      data-autofocus={props.autoFocus || undefined}
      data={people.map((person) => ({
        value: person.id,
        label: person.email ? `${person.name} <${person.email}>` : person.name,
      }))}
      filter={foldedFilter}
      clearButtonProps={{ 'aria-label': t('ui.clear') }}
    />
  );
}
