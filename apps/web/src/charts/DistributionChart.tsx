import { CartesianGrid, ComposedChart, Line, ReferenceLine, Tooltip, XAxis, YAxis } from 'recharts';
import { type ChangeMark, ChangeMarks } from './ChangeMarks.js';
import { ChartTooltip, type TooltipText } from './ChartTooltip.js';
import { DistributionMarks } from './DistributionMarks.js';
import { PeriodTick, periodAxisHeight } from './PeriodTick.js';
import type { DistributionModel, DistributionSlot } from './prepare/prepareDistribution.js';

interface Props {
  model: DistributionModel;
  /** What the screen reader calls it. */
  label: string;
  height?: number;
  /** The median of the period compared with. */
  before?: number | null;
  /** changes of the definition on the time axis */
  changes?: readonly ChangeMark[];
  describe(slot: DistributionSlot): TooltipText;
  /** A click on a period. */
  onOpen?(slot: DistributionSlot): void;
}

const AXIS = { fontSize: 12, fill: 'var(--mantine-color-dimmed)' };

/** Every incident a dot on a logarithmic axis; per period the median with its interval; open ones as arrows. */
export function DistributionChart(props: Props) {
  const { model, label, height = 320, before = null, changes = [], describe, onOpen } = props;
  const { slots, ticks, domain, xTicks } = model;
  const names = new Map(ticks.map((tick) => [tick.value, tick.label]));
  const ticked = slots.map((slot) => ({ ...slot, n: slot.n + slot.open }));
  const data = slots.map((slot) => ({ index: slot.index, at: domain[0] }));
  return (
    <ComposedChart
      responsive
      style={{ width: '100%', height, cursor: onOpen ? 'pointer' : undefined }}
      data={data}
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
        tick={(props) => (
          <PeriodTick x={Number(props.x)} y={Number(props.y)} slot={ticked[Number(props.payload.value)]} />
        )}
        tickFormatter={(index: number) => slots[index]?.label ?? ''}
        stroke="var(--line)"
      />
      <YAxis
        type="number"
        scale="log"
        domain={domain}
        allowDataOverflow
        ticks={ticks.map((tick) => tick.value)}
        tickFormatter={(value: number) => names.get(value) ?? ''}
        width={48}
        tick={AXIS}
        tickLine={false}
        axisLine={false}
        interval={0}
      />
      {before !== null && (
        <ReferenceLine y={before} stroke="var(--data-comparison)" strokeDasharray="6 4" strokeWidth={2} />
      )}
      <DistributionMarks model={model} />
      <ChangeMarks marks={changes} />
      {/* Draws nothing: it gives pointer and arrow keys a place in every period, also where no median is. */}
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
