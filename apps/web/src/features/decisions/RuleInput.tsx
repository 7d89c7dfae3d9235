import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { ruleOptionsQuery } from './decisions.queries.js';

interface Props {
  label: string;
  description?: string;
  /** the rule that was chosen before, so that it has its name at once */
  chosen: { id: string; name: string } | null;
  value: string | null;
  onChange(id: string | null): void;
  /** not among the answers */
  except: string;
}

/** One of all rules, found by a part of its name. */
export function RuleInput({ label, description, chosen, value, onChange, except }: Props) {
  const t = useT();
  const [text, setText] = useState(chosen?.name ?? '');
  const [q] = useDebouncedValue(text.trim(), 250);
  const found = useQuery(ruleOptionsQuery(q)).data ?? [];
  const known = new Map(
    [...(chosen === null ? [] : [{ ...chosen, serviceName: null }]), ...found].map((rule) => [rule.id, rule]),
  );
  known.delete(except);
  return (
    <Select
      label={label}
      description={description}
      searchable
      clearable
      value={value}
      onChange={onChange}
      searchValue={text}
      onSearchChange={setText}
      // the server has searched
      filter={({ options }) => options}
      data={[...known.values()].map((rule) => ({
        value: rule.id,
        label:
          rule.serviceName === null ? rule.name : `${rule.name}${t('ui.listSeparator')}${rule.serviceName}`,
      }))}
      nothingFoundMessage={t('decisions.rule.nothing')}
      clearButtonProps={{ 'aria-label': t('ui.clear') }}
      comboboxProps={{ withinPortal: true }}
    />
  );
}
