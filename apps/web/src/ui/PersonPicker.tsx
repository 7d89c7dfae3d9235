import { Select, Text } from '@mantine/core';
import { useMemo } from 'react';
import { useT } from '../i18n/useT.js';
import { matchesWords } from '../keys/matchesWords.js';

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
  // The field shows the name alone: an address beside it would be cut off.
  const byId = useMemo(() => new Map(people.map((person) => [person.id, person])), [people]);
  return (
    <Select
      {...props}
      searchable
      clearable={!props.required}
      data-autofocus={props.autoFocus || undefined}
      data={people.map((person) => ({
        value: person.id,
        label: person.name,
      }))}
      filter={({ options, search }) =>
        options.filter((option) => {
          const person = 'value' in option ? byId.get(option.value) : undefined;
          return matchesWords(search, `${person?.name ?? ''} ${person?.email ?? ''}`);
        })
      }
      renderOption={({ option }) => (
        <div>
          {option.label}
          <Text size="xs" c="dimmed">
            {byId.get(option.value)?.email}
          </Text>
        </div>
      )}
      clearButtonProps={{ 'aria-label': t('ui.clear') }}
    />
  );
}
