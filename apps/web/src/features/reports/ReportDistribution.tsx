import { Text } from '@mantine/core';
import type { ReportDuration } from '@tenken/shared/report-sections.contract';
import { useMemo } from 'react';
import { DistributionChart } from '../../charts/DistributionChart.js';
import { DistributionLegend } from '../../charts/DistributionLegend.js';
import { prepareDistribution } from '../../charts/prepare/prepareDistribution.js';
import { formatDuration } from '../../time/formatDuration.js';
import classes from './Report.module.css';
import { useReport } from './reportContext.js';

interface Props {
  duration: ReportDuration;
  title: string;
}

/** Every incident a dot, by month, with the medians where there are enough. */
export function ReportDistribution({ duration, title }: Props) {
  const { t, timeZone } = useReport();
  const { months, points, pointsTotal } = duration;
  const model = useMemo(
    () =>
      prepareDistribution(
        months.map((month) => ({ ...month, partial: false })),
        points,
        { unit: 'month', timeZone, language: t.language },
      ),
    [months, points, timeZone, t.language],
  );
  if (points.length === 0) return null;
  return (
    <figure className={classes.figure} aria-label={title}>
      <figcaption className={classes.caption}>{title}</figcaption>
      <DistributionChart
        model={model}
        label={title}
        height={190}
        describe={(slot) => ({
          title: slot.label,
          lines: [
            t('report.counts.used', { n: slot.n }),
            ...(slot.open > 0 ? [t('report.counts.open', { n: slot.open })] : []),
            ...(slot.median === null
              ? []
              : [t('report.tip.median', { value: formatDuration(slot.median, t.language) })]),
          ],
        })}
      />
      <DistributionLegend
        hasOpen={model.dots.some(({ open }) => open)}
        hasMedian={model.slots.some(({ median }) => median !== null)}
        hasP90={model.slots.some(({ p90 }) => p90 !== null)}
        hasUnfinished={model.slots.some(({ unfinished }) => unfinished)}
        hasBefore={false}
        hasChanges={false}
      />
      {pointsTotal > points.length && (
        <Text size="xs" c="dimmed">
          {t('report.points', { shown: points.length, total: pointsTotal })}
        </Text>
      )}
    </figure>
  );
}
