import { CartesianGrid, ComposedChart, ReferenceLine, YAxis } from 'recharts';
import { Y_AXIS } from './axisStyles.js';
import { type ChangeMark, ChangeMarks } from './ChangeMarks.js';
import type { TooltipText } from './ChartTooltip.js';
import { PeriodAxis } from './PeriodAxis.js';
import { PlaceTooltip } from './PlaceTooltip.js';
import { PointerPlaces } from './PointerPlaces.js';
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
      <PeriodAxis slots={slots} ticks={xTicks} />
      <YAxis
        {...Y_AXIS}
        type="number"
        domain={[0, yTicks.at(-1) ?? 1]}
        allowDataOverflow
        ticks={yTicks}
        width={48}
        interval={0}
      />
      {before !== null && (
        <ReferenceLine y={before} stroke="var(--data-comparison)" strokeDasharray="6 4" strokeWidth={2} />
      )}
      <RateMarks model={model} />
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
