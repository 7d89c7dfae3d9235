import { Group, NativeSelect, SegmentedControl } from '@mantine/core';
import { DurationMetric, durationFields } from '@tenken/shared/duration-metric.contract';
import { DurationGroupBy } from '@tenken/shared/durations.contract';
import { MetricBucket } from '@tenken/shared/metric-bucket.contract';
import { useT } from '../../i18n/useT.js';
import { DurationPairFields } from './DurationPairFields.js';
import { DEFAULT_PAIR } from './durationPair.js';
import type { DurationView } from './durationView.js';

const PAIR = 'pair';

interface Props {
  view: DurationView;
  onChange(change: Partial<DurationView>): void;
}

/** Which figure, in which periods, split by what. */
export function DurationControls({ view, onChange }: Props) {
  const t = useT();
  const named = DurationMetric.safeParse(view.metric);
  const choices = [
    ...DurationMetric.options.map((metric) => ({
      value: metric as string,
      label: t(`durations.short.${metric}`),
    })),
    { value: PAIR, label: t('durations.short.pair') },
  ];
  const choose = (value: string) =>
    onChange({ metric: DurationMetric.safeParse(value).data ?? DEFAULT_PAIR });
  return (
    <Group gap="sm" align="end" data-print="hidden">
      <SegmentedControl
        visibleFrom="md"
        size="sm"
        data={choices}
        value={named.data ?? PAIR}
        onChange={choose}
        aria-label={t('durations.metric')}
      />
      <NativeSelect
        hiddenFrom="md"
        label={t('durations.metric')}
        data={choices}
        value={named.data ?? PAIR}
        onChange={(event) => choose(event.currentTarget.value)}
        w={200}
      />
      {!named.success && (
        <DurationPairFields
          fields={durationFields(view.metric)}
          onChange={(metric) => onChange({ metric })}
        />
      )}
      <NativeSelect
        label={t('durations.bucket')}
        data={MetricBucket.options.map((bucket) => ({
          value: bucket,
          label: t(`durations.bucket.${bucket}`),
        }))}
        value={view.bucket}
        onChange={(event) => onChange({ bucket: event.currentTarget.value as MetricBucket })}
        w={200}
      />
      <NativeSelect
        label={t('durations.groupBy')}
        data={[
          { value: '', label: t('durations.groupBy.none') },
          ...DurationGroupBy.options.map((groupBy) => ({
            value: groupBy,
            label: t(`durations.groupBy.${groupBy}`),
          })),
        ]}
        value={view.groupBy ?? ''}
        onChange={({ currentTarget: { value } }) =>
          onChange({ groupBy: value === '' ? undefined : (value as DurationGroupBy) })
        }
        w={180}
      />
    </Group>
  );
}
