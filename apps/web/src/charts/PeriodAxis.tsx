import { XAxis } from 'recharts';
import { X_AXIS } from './axisStyles.js';
import { PeriodTick, periodAxisHeight } from './PeriodTick.js';

interface Props {
  slots: readonly { label: string; year: string | null; n: number }[];
  ticks: number[];
}

/** The axis of charts with one place per period: its name, and how many incidents it has. */
export function PeriodAxis({ slots, ticks }: Props) {
  return (
    <XAxis
      {...X_AXIS}
      dataKey="index"
      type="number"
      domain={[-0.5, slots.length - 0.5]}
      ticks={ticks}
      interval="equidistantPreserveStart"
      minTickGap={8}
      height={periodAxisHeight(slots)}
      tick={(tick) => (
        <PeriodTick x={Number(tick.x)} y={Number(tick.y)} slot={slots[Number(tick.payload.value)]} />
      )}
      tickFormatter={(index: number) => slots[index]?.label ?? ''}
    />
  );
}
