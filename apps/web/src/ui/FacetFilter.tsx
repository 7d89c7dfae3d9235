import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useT } from '../i18n/useT.js';
import { PopoverButton } from './PopoverButton.js';

export interface FacetOption {
  value: string;
  label: string;
  /** Rows with this value under all other filters; undefined where it is not counted. */
  count?: number;
}

interface Props {
  label: string;
  options: readonly FacetOption[];
  value: readonly string[];
  onChange(value: string[]): void;
}

/** A filter of several values: a button that opens a list of check boxes with counts. Zero stays selectable. */
export function FacetFilter({ label, options, value, onChange }: Props) {
  const t = useT();
  const toggle = (option: string) =>
    onChange(value.includes(option) ? value.filter((v) => v !== option) : [...value, option]);
  return (
    <PopoverButton
      label={label}
      width={280}
      button={(props) => (
        <Button
          {...props}
          size="xs"
          variant={value.length > 0 ? 'light' : 'default'}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {value.length > 0 ? `${label} (${value.length})` : label}
        </Button>
      )}
    >
      {() => (
        <Stack gap="xs">
          {options.map((option) => (
            <Group key={option.value} justify="space-between" wrap="nowrap">
              <Checkbox
                size="sm"
                label={option.label}
                checked={value.includes(option.value)}
                onChange={() => toggle(option.value)}
              />
              {option.count !== undefined && (
                <Text size="sm" c="dimmed">
                  {option.count}
                </Text>
              )}
            </Group>
          ))}
          {value.length > 0 && (
            <Button size="xs" variant="subtle" color="gray" onClick={() => onChange([])}>
              {t('ui.clear')}
            </Button>
          )}
        </Stack>
      )}
    </PopoverButton>
  );
}
