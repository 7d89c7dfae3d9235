import { YAxis } from 'recharts';
import { Y_AXIS } from './axisStyles.js';

/** The axis of charts of shares, from 0 to the last tick. */
export function ShareAxis({ ticks, width }: { ticks: number[]; width: number }) {
  return (
    <YAxis
      {...Y_AXIS}
      type="number"
      domain={[0, ticks.at(-1) ?? 1]}
      ticks={ticks}
      tickFormatter={(share: number) => `${Number((share * 100).toFixed(1))} %`}
      width={width}
    />
  );
}
