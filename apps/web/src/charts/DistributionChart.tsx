import { CartesianGrid, ComposedChart, ReferenceLine, YAxis } from 'recharts';
import { Y_AXIS } from './axisStyles.js';
import { type ChangeMark, ChangeMarks } from './ChangeMarks.js';
import type { TooltipText } from './ChartTooltip.js';
import { DistributionMarks } from './DistributionMarks.js';
import { PeriodAxis } from './PeriodAxis.js';
import { PlaceTooltip } from './PlaceTooltip.js';
import { PointerPlaces } from './PointerPlaces.js';
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
      <PeriodAxis slots={ticked} ticks={xTicks} />
      <YAxis
        {...Y_AXIS}
        type="number"
        scale="log"
        domain={domain}
        allowDataOverflow
        ticks={ticks.map((tick) => tick.value)}
        tickFormatter={(value: number) => names.get(value) ?? ''}
        width={48}
        interval={0}
      />
      {before !== null && (
        <ReferenceLine y={before} stroke="var(--data-comparison)" strokeDasharray="6 4" strokeWidth={2} />
      )}
      <DistributionMarks model={model} />
      <ChangeMarks marks={changes} />
      <PointerPlaces />
      <PlaceTooltip
        textOf={(index) => {
          const slot = slots[index];
          return slot ? describe(slot) : null;
        }}
      />
    </ComposedChart>
  );
}
