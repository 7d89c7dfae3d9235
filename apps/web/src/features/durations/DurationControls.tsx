import { Group, NativeSelect, SegmentedControl } from '@mantine/core';
import { DurationGroupBy, DurationMetric } from '@tenken/shared/durations.contract';
import { MetricBucket } from '@tenken/shared/metric-bucket.contract';
import { useT } from '../../i18n/useT.js';
import type { DurationView } from './durationView.js';

interface Props {
  view: DurationView;
  onChange(change: Partial<DurationView>): void;
}

/** Which figure, in which periods, split by what. */
export function DurationControls({ view, onChange }: Props) {
  const t = useT();
  const metrics = DurationMetric.options.map((metric) => ({
    value: metric,
    label: t(`durations.short.${metric}`),
  }));
  return (
    <Group gap="sm" align="end" data-print="hidden">
      <SegmentedControl
        visibleFrom="md"
        size="sm"
        data={metrics}
        value={view.metric}
        onChange={(metric) => onChange({ metric: metric as DurationMetric })}
        aria-label={t('durations.metric')}
      />
      <NativeSelect
        hiddenFrom="md"
        label={t('durations.metric')}
        data={metrics}
        value={view.metric}
        onChange={(event) => onChange({ metric: event.currentTarget.value as DurationMetric })}
        w={200}
      />
      <NativeSelect
        label={t('durations.bucket')}
        data={MetricBucket.options.map((bucket) => ({
          value: bucket,
          label: t(`durations.bucket.${bucket}`),
        }))}
        value={view.bucket}
        onChange={(event) => onChange({ bucket: event.currentTarget.value as MetricBucket })}
        w={220}
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
