import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { useT } from '../i18n/useT.js';

interface Props {
  label: string;
  value: string | null;
  onChange(value: string | null): void;
  description?: string;
  placeholder?: string;
  /** May be left empty. */
  clearable?: boolean;
  required?: boolean;
}

/** Chooses an IANA time zone by typing part of its name. */
export function TimeZonePicker({ value, clearable = false, ...props }: Props) {
  const t = useT();
  const zones = useMemo(
    () => [...new Set([...(value ? [value] : []), 'UTC', ...Intl.supportedValuesOf('timeZone')])],
    [value],
  );
  return (
    <Select
      {...props}
      withAsterisk={false}
      searchable
      allowDeselect={clearable}
      clearable={clearable}
      clearButtonProps={{ 'aria-label': t('ui.clear') }}
      limit={60}
      data={zones}
      value={value}
    />
  );
}
