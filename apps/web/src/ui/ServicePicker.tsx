import { MultiSelect, Select } from '@mantine/core';
import { useT } from '../i18n/useT.js';
import { foldedFilter } from './foldedFilter.js';

export interface ServiceOption {
  id: string;
  name: string;
}

interface Common {
  label: string;
  services: readonly ServiceOption[];
  required?: boolean;
  disabled?: boolean;
  error?: string | null;
  placeholder?: string;
  size?: 'xs' | 'sm';
  /** The label is for screen readers only. */
  hideLabel?: boolean;
}

interface OneProps extends Common {
  value: string | null;
  onChange(id: string | null): void;
}

interface ManyProps extends Common {
  value: readonly string[];
  onChange(ids: string[]): void;
}

/** Chooses one service. */
export function ServicePicker({ services, hideLabel, label, ...props }: OneProps) {
  const t = useT();
  return (
    <Select
      {...props}
      label={hideLabel ? undefined : label}
      aria-label={hideLabel ? label : undefined}
      searchable
      clearable={!props.required}
      data={services.map((service) => ({ value: service.id, label: service.name }))}
      filter={foldedFilter}
      clearButtonProps={{ 'aria-label': t('ui.clear') }}
    />
  );
}

/** Chooses several services; none can mean all, say so in `placeholder`. */
export function ServicesPicker({ services, hideLabel, label, value, placeholder, ...props }: ManyProps) {
  const t = useT();
  return (
    <MultiSelect
      {...props}
      label={hideLabel ? undefined : label}
      aria-label={hideLabel ? label : undefined}
      placeholder={value.length === 0 ? placeholder : undefined}
      value={[...value]}
      searchable
      clearable
      data={services.map((service) => ({ value: service.id, label: service.name }))}
      filter={foldedFilter}
      clearButtonProps={{ 'aria-label': t('ui.clear') }}
    />
  );
}
