import { ChartLegend } from './ChartLegend.js';
import type { StackedSeries } from './StackedBars.js';

/** Names of the colours of stacked bars. */
export function StackedLegend({ series }: { series: readonly StackedSeries[] }) {
  return (
    <ChartLegend
      entries={series.map((one) => ({
        key: one.key,
        label: one.label,
        mark: <rect x="2" y="0.5" width="12" height="11" fill={one.colour} stroke={one.outline} />,
      }))}
    />
  );
}
