import { CartesianGrid, ComposedChart, Line, ReferenceLine, XAxis, YAxis } from 'recharts';
import { X_AXIS, Y_AXIS } from './axisStyles.js';
import type { TooltipText } from './ChartTooltip.js';
import { PlaceTooltip } from './PlaceTooltip.js';

export interface RemainderPoint {
  x: number;
  /** never below 0 */
  y: number;
  /** drawn as a cross: something was lost here */
  isHarmful: boolean;
}

export interface RemainderChartProps {
  points: readonly RemainderPoint[];
  /** What the screen reader calls it. */
  label: string;
  /** `sqrt` gives short waiting times room beside long ones */
  scale?: 'linear' | 'sqrt';
  /** the place that is marked */
  chosen: number | null;
  height?: number;
  tick(x: number): string;
  describe(point: RemainderPoint): TooltipText;
}

/** What is left (from 0) against what was given for it; every point is a measured one, the line only leads the eye. */
export function RemainderChart(props: RemainderChartProps) {
  const { points, label, scale = 'linear', chosen, height = 240, tick, describe } = props;
  return (
    <ComposedChart
      responsive
      style={{ width: '100%', height }}
      data={[...points]}
      margin={{ top: 12, right: 16, bottom: 0, left: 0 }}
      title={label}
    >
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis
        {...X_AXIS}
        dataKey="x"
        type="number"
        scale={scale}
        domain={['dataMin', 'dataMax']}
        ticks={points.map(({ x }) => x)}
        tickFormatter={tick}
        interval="equidistantPreserveStart"
        minTickGap={6}
      />
      <YAxis {...Y_AXIS} type="number" domain={[0, 'auto']} width={48} allowDecimals={false} />
      {chosen !== null && (
        <ReferenceLine x={chosen} stroke="var(--mantine-color-dimmed)" strokeDasharray="2 4" />
      )}
      <Line
        dataKey="y"
        stroke="var(--data)"
        strokeWidth={2}
        isAnimationActive={false}
        legendType="none"
        activeDot={false}
        dot={({ cx, cy, index }: { cx?: number; cy?: number; index?: number }) => {
          const point = points[index ?? -1];
          return (
            <RemainderMark
              key={index}
              x={cx ?? 0}
              y={cy ?? 0}
              isHarmful={point?.isHarmful ?? false}
              isChosen={point?.x === chosen}
            />
          );
        }}
      />
      <PlaceTooltip
        textOf={(x) => {
          const point = points.find((one) => one.x === x);
          return point ? describe(point) : null;
        }}
      />
    </ComposedChart>
  );
}

/** A dot, or a cross where something was lost; a ring around the chosen one. */
export function RemainderMark(props: { x: number; y: number; isHarmful: boolean; isChosen: boolean }) {
  const { x, y, isHarmful, isChosen } = props;
  return (
    <g>
      {isChosen && <circle cx={x} cy={y} r={9} fill="none" stroke="var(--data)" strokeWidth={2} />}
      {isHarmful ? (
        <path
          d={`M${x - 4},${y - 4}l8,8M${x + 4},${y - 4}l-8,8`}
          stroke="var(--mantine-color-error)"
          strokeWidth={2.5}
          fill="none"
        />
      ) : (
        <circle cx={x} cy={y} r={4} fill="var(--data)" stroke="none" />
      )}
    </g>
  );
}
