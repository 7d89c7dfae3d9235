import { CartesianGrid, ComposedChart, Line, ReferenceLine, Tooltip, XAxis, YAxis } from 'recharts';
import { type ChangeMark, ChangeMarks } from './ChangeMarks.js';
import { ChartTooltip, type TooltipText } from './ChartTooltip.js';
import { PeriodTick, periodAxisHeight } from './PeriodTick.js';
import type { RateSlot, RatesModel } from './prepare/prepareRates.js';
import { RateMarks } from './RateMarks.js';

interface Props {
  model: RatesModel;
  /** What the screen reader calls it. */
  label: string;
  height?: number;
  /** the rate of the period compared with */
  before?: number | null;
  changes?: readonly ChangeMark[];
  describe(slot: RateSlot): TooltipText;
  onOpen?(slot: RateSlot): void;
}

const AXIS = { fontSize: 12, fill: 'var(--mantine-color-dimmed)' };

/** Per period the rate as a point with its exact interval, from 0; the rate before as a dashed line. */
export function RateChart(props: Props) {
  const { model, label, height = 260, before = null, changes = [], describe, onOpen } = props;
  const { slots, xTicks, yTicks } = model;
  return (
    <ComposedChart
      responsive
      style={{ width: '100%', height, cursor: onOpen ? 'pointer' : undefined }}
      data={slots.map((slot) => ({ index: slot.index, at: 0 }))}
      margin={{ top: 14, right: 12, bottom: 4, left: 0 }}
      title={label}
      onClick={(state) => {
        const slot = slots[Number(state.activeTooltipIndex)];
        if (slot && state.activeTooltipIndex !== null) onOpen?.(slot);
      }}
    >
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis
        dataKey="index"
        type="number"
        domain={[-0.5, slots.length - 0.5]}
        ticks={xTicks}
        interval="equidistantPreserveStart"
        minTickGap={8}
        height={periodAxisHeight(slots)}
        tickLine={false}
        tick={(tick) => (
          <PeriodTick x={Number(tick.x)} y={Number(tick.y)} slot={slots[Number(tick.payload.value)]} />
        )}
        tickFormatter={(index: number) => slots[index]?.label ?? ''}
        stroke="var(--line)"
      />
      <YAxis
        type="number"
        domain={[0, yTicks.at(-1) ?? 1]}
        allowDataOverflow
        ticks={yTicks}
        width={48}
        tick={AXIS}
        tickLine={false}
        axisLine={false}
        interval={0}
      />
      {before !== null && (
        <ReferenceLine y={before} stroke="var(--data-comparison)" strokeDasharray="6 4" strokeWidth={2} />
      )}
      <RateMarks model={model} />
      <ChangeMarks marks={changes} />
      {/* Draws nothing: it gives pointer and arrow keys a place in every period. */}
      <Line
        dataKey="at"
        stroke="transparent"
        dot={false}
        activeDot={false}
        isAnimationActive={false}
        legendType="none"
      />
      <Tooltip
        isAnimationActive={false}
        cursor={{ stroke: 'var(--mantine-color-dimmed)', strokeDasharray: '3 3' }}
        content={({ active, label: index }) => {
          const slot = slots[Number(index)];
          return <ChartTooltip text={active && slot ? describe(slot) : null} />;
        }}
      />
    </ComposedChart>
  );
}
