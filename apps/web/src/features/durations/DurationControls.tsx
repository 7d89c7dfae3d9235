import { Group, SegmentedControl, Select } from '@mantine/core';
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
      <Select
        hiddenFrom="md"
        label={t('durations.metric')}
        data={metrics}
        value={view.metric}
        allowDeselect={false}
        onChange={(metric) => metric && onChange({ metric: metric as DurationMetric })}
        w={200}
      />
      <Select
        label={t('durations.bucket')}
        data={MetricBucket.options.map((bucket) => ({
          value: bucket,
          label: t(`durations.bucket.${bucket}`),
        }))}
        value={view.bucket}
        allowDeselect={false}
        onChange={(bucket) => bucket && onChange({ bucket: bucket as MetricBucket })}
        w={220}
      />
      <Select
        label={t('durations.groupBy')}
        data={[
          { value: '', label: t('durations.groupBy.none') },
          ...DurationGroupBy.options.map((groupBy) => ({
            value: groupBy,
            label: t(`durations.groupBy.${groupBy}`),
          })),
        ]}
        value={view.groupBy ?? ''}
        allowDeselect={false}
        onChange={(groupBy) => onChange({ groupBy: groupBy ? (groupBy as DurationGroupBy) : undefined })}
        w={180}
      />
    </Group>
  );
}
