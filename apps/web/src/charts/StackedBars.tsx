import { Bar, BarChart, CartesianGrid, Tooltip, XAxis, YAxis } from 'recharts';
import { X_AXIS, Y_AXIS } from './axisStyles.js';
import { ChartTooltip, type TooltipText } from './ChartTooltip.js';
import { StackedLegend } from './StackedLegend.js';

export interface StackedSeries {
  key: string;
  label: string;
  /** A CSS colour, usually a variable. */
  colour: string;
  /** Where the colour alone is too pale against the page. */
  outline?: string;
}
export interface StackedColumn {
  label: string;
  values: Readonly<Record<string, number>>;
}

export interface StackedBarsProps {
  columns: readonly StackedColumn[];
  series: readonly StackedSeries[];
  label: string;
  height?: number;
  describe(index: number): TooltipText;
  onOpen?(index: number): void;
}

/** Counts on top of each other, from zero; the first series at the bottom. */
export function StackedBars({ columns, series, label, height = 240, describe, onOpen }: StackedBarsProps) {
  const data = columns.map((column, index) => ({ index, label: column.label, ...column.values }));
  return (
    <>
      <BarChart
        responsive
        style={{ width: '100%', height, cursor: onOpen ? 'pointer' : undefined }}
        data={data}
        margin={{ top: 8, right: 12, bottom: 0, left: 0 }}
        title={label}
        onClick={(state) => {
          if (state.activeTooltipIndex !== null && state.activeTooltipIndex !== undefined)
            onOpen?.(Number(state.activeTooltipIndex));
        }}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis {...X_AXIS} dataKey="label" interval="equidistantPreserveStart" minTickGap={8} />
        <YAxis allowDecimals={false} width={48} {...Y_AXIS} />
        {series.map((one) => (
          <Bar
            key={one.key}
            dataKey={one.key}
            name={one.label}
            stackId="all"
            fill={one.colour}
            stroke={one.outline ?? 'var(--mantine-color-body)'}
            maxBarSize={56}
            isAnimationActive={false}
          />
        ))}
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: 'var(--row-hover)' }}
          content={({ active, payload }) => {
            const index = payload?.[0]?.payload?.index as number | undefined;
            return <ChartTooltip text={active && index !== undefined ? describe(index) : null} />;
          }}
        />
      </BarChart>
      <StackedLegend series={series} />
    </>
  );
}
