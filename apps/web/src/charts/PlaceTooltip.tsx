import { Tooltip } from 'recharts';
import { ChartTooltip, type TooltipText } from './ChartTooltip.js';

/** A dashed line at the place of the pointer, and what is said of it; `at` is the place on the horizontal axis. */
export function PlaceTooltip({ textOf }: { textOf(at: number): TooltipText | null }) {
  return (
    <Tooltip
      isAnimationActive={false}
      cursor={{ stroke: 'var(--mantine-color-dimmed)', strokeDasharray: '3 3' }}
      content={({ active, label }) => <ChartTooltip text={active ? textOf(Number(label)) : null} />}
    />
  );
}
