import { Group, NativeSelect, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useT } from '../i18n/useT.js';
import { addDays, isIsoDay } from '../time/isoDay.js';
import { type DayRange, shiftRange } from '../time/rangePresets.js';
import type { Comparison } from '../url/comparison.js';

interface Props {
  /** the range that is compared */
  range: DayRange;
  value: Comparison;
  onChange(comparison: Comparison): void;
}

const KINDS = ['previous', 'last_year', 'custom', 'none'] as const;

/** What the range is seen beside; any two days act as soon as they are in order. */
export function ComparisonPicker({ range, value, onChange }: Props) {
  const t = useT();
  const custom = typeof value === 'object' ? value : null;
  const [days, setDays] = useState<DayRange | null>(null);
  const given = custom === null ? '' : `${custom.from} ${custom.to}`;
  // The fields follow the address, also when a key or Back changes it.
  useEffect(() => {
    const [from, to] = given.split(' ');
    setDays(from && to ? { from, to: addDays(to, -1) } : null);
  }, [given]);
  const edit = (next: DayRange) => {
    setDays(next);
    if (isIsoDay(next.from) && isIsoDay(next.to) && next.from <= next.to) {
      onChange({ from: next.from, to: addDays(next.to, 1) });
    }
  };
  const wrong = days !== null && days.from > days.to;
  return (
    <Group gap="xs" align="end" data-print="hidden">
      <NativeSelect
        size="xs"
        w={190}
        aria-label={t('trends.compare')}
        value={custom === null ? (value as string) : 'custom'}
        data={KINDS.map((kind) => ({ value: kind, label: t(`trends.compare.${kind}`) }))}
        onChange={({ currentTarget: { value: kind } }) =>
          onChange(kind === 'custom' ? shiftRange(range, -1) : (kind as 'previous' | 'last_year' | 'none'))
        }
      />
      {custom !== null && days !== null && (
        <>
          <TextInput
            type="date"
            size="xs"
            aria-label={t('trends.compare.from')}
            value={days.from}
            onChange={(event) => edit({ ...days, from: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            size="xs"
            aria-label={t('trends.compare.to')}
            value={days.to}
            error={wrong ? t('app.range.wrong') : null}
            onChange={(event) => edit({ ...days, to: event.currentTarget.value })}
          />
        </>
      )}
    </Group>
  );
}
