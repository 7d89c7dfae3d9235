import { CartesianGrid, Scatter, ScatterChart, Tooltip, XAxis, YAxis } from 'recharts';
import { AXIS_TEXT, X_AXIS, Y_AXIS } from './axisStyles.js';
import { ChartTooltip, type TooltipText } from './ChartTooltip.js';
import type { ScatterModel, ScatterPoint } from './prepare/prepareScatter.js';

export interface ScatterPlotProps<Point extends ScatterPoint> {
  model: ScatterModel<Point>;
  /** What the screen reader calls it. */
  label: string;
  xLabel: string;
  height?: number;
  describe(point: Point): TooltipText;
}

/** Durations against a count, one dot each; at most 500 of them (the browser's limit for a smooth pointer). */
export function ScatterPlot<Point extends ScatterPoint>(props: ScatterPlotProps<Point>) {
  const { model, label, xLabel, height = 280, describe } = props;
  const labels = new Map(model.yTicks.map((tick) => [tick.value, tick.label]));
  const last = model.xTicks.at(-1) ?? 1;
  return (
    <ScatterChart
      responsive
      style={{ width: '100%', height }}
      margin={{ top: 8, right: 16, bottom: 24, left: 0 }}
      title={label}
    >
      <CartesianGrid stroke="var(--line)" vertical={false} />
      <XAxis
        {...X_AXIS}
        dataKey="x"
        type="number"
        domain={[-last * 0.03, last * 1.03]}
        ticks={[...model.xTicks]}
        allowDataOverflow
        label={{
          value: xLabel,
          position: 'bottom',
          offset: 4,
          style: { ...AXIS_TEXT, textAnchor: 'middle' },
        }}
      />
      <YAxis
        {...Y_AXIS}
        dataKey="seconds"
        type="number"
        scale="log"
        domain={[...model.yDomain]}
        ticks={model.yTicks.map((tick) => tick.value)}
        tickFormatter={(value: number) => labels.get(value) ?? ''}
        allowDataOverflow
        interval={0}
        width={68}
      />
      <Tooltip
        isAnimationActive={false}
        cursor={false}
        content={({ active, payload }) => {
          const point = payload?.[0]?.payload as Point | undefined;
          return <ChartTooltip text={active && point !== undefined ? describe(point) : null} />;
        }}
      />
      <Scatter
        data={[...model.points]}
        fill="var(--data)"
        fillOpacity={0.55}
        shape="circle"
        isAnimationActive={false}
      />
    </ScatterChart>
  );
}
