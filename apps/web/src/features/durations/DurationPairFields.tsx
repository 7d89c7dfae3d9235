import { NativeSelect } from '@mantine/core';
import type { DurationMetricOrPair } from '@tenken/shared/duration-metric.contract';
import { InstantField } from '@tenken/shared/incidents.contract';
import { useT } from '../../i18n/useT.js';
import { FIRST_INSTANTS, instantsAfter, pairOf } from './durationPair.js';

interface Props {
  fields: readonly [from: InstantField, to: InstantField];
  onChange(metric: DurationMetricOrPair): void;
}

/** Any two instants: from which, to which of those that come after it. */
export function DurationPairFields({ fields: [from, to], onChange }: Props) {
  const t = useT();
  const options = (instants: readonly InstantField[]) =>
    instants.map((value) => ({ value, label: t(`durations.instant.${value}`) }));
  return (
    <>
      <NativeSelect
        label={t('durations.pair.from')}
        data={options(FIRST_INSTANTS)}
        value={from}
        onChange={(event) => onChange(pairOf(InstantField.parse(event.currentTarget.value), to))}
        w={150}
      />
      <NativeSelect
        label={t('durations.pair.to')}
        data={options(instantsAfter(from))}
        value={to}
        onChange={(event) => onChange(pairOf(from, InstantField.parse(event.currentTarget.value)))}
        w={150}
      />
    </>
  );
}
