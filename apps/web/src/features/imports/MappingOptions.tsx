import { Group, NativeSelect, TextInput } from '@mantine/core';
import { ImportMapping } from '@tenken/shared/imports.contract';
import { useMemo } from 'react';
import { useT } from '../../i18n/useT.js';

interface Props {
  mapping: ImportMapping;
  /** zone of the reader, offered first */
  timeZone: string;
  onChange(mapping: ImportMapping): void;
}

const DAY_ORDERS = ['ymd', 'dmy', 'mdy'] as const;
const NUMBERS = ImportMapping.shape.numbers.unwrap().options;

/** How the times of a file are meant: nothing of it is guessed. */
export function MappingOptions({ mapping, timeZone, onChange }: Props) {
  const t = useT();
  const zones = useMemo(
    () => [...new Set([timeZone, 'UTC', 'Asia/Tokyo', ...Intl.supportedValuesOf('timeZone')])],
    [timeZone],
  );
  const change = (part: Partial<ImportMapping>) => onChange({ ...mapping, ...part });
  return (
    <Group gap="sm" align="flex-end">
      <NativeSelect
        size="xs"
        label={t('imports.map.timeZone')}
        value={mapping.timeZone ?? ''}
        data={[{ value: '', label: t('imports.map.timeZone.none') }, ...zones]}
        onChange={(event) => change({ timeZone: event.currentTarget.value || null })}
      />
      <NativeSelect
        size="xs"
        label={t('imports.map.dayOrder')}
        value={mapping.dayOrder ?? ''}
        data={[
          { value: '', label: t('imports.map.dayOrder.none') },
          ...DAY_ORDERS.map((value) => ({ value, label: t(`imports.map.dayOrder.${value}`) })),
        ]}
        onChange={(event) =>
          change({ dayOrder: DAY_ORDERS.find((order) => order === event.currentTarget.value) ?? null })
        }
      />
      <NativeSelect
        size="xs"
        label={t('imports.map.numbers')}
        value={mapping.numbers}
        data={NUMBERS.map((value) => ({ value, label: t(`imports.map.numbers.${value}`) }))}
        onChange={(event) =>
          change({ numbers: NUMBERS.find((one) => one === event.currentTarget.value) ?? 'auto' })
        }
      />
      <TextInput
        size="xs"
        label={t('imports.map.source')}
        placeholder="import"
        value={mapping.source ?? ''}
        maxLength={100}
        onChange={(event) => change({ source: event.currentTarget.value.trim() || null })}
      />
    </Group>
  );
}
