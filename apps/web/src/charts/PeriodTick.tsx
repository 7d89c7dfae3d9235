import { AXIS_TEXT } from './axisStyles.js';

interface Props {
  x: number;
  y: number;
  slot: { label: string; year: string | null; n: number } | undefined;
}

/** The name of a period on the axis, its year where the name has one, and how many incidents it has. */
export function PeriodTick({ x, y, slot }: Props) {
  if (!slot) return null;
  return (
    <text x={x} y={y + 10} textAnchor="middle" {...AXIS_TEXT}>
      <tspan x={x}>{slot.label}</tspan>
      {slot.year !== null && (
        <tspan x={x} dy={15}>
          {slot.year}
        </tspan>
      )}
      <tspan x={x} dy={16}>{`n=${slot.n}`}</tspan>
    </text>
  );
}

/** Room for the lines of PeriodTick. */
export function periodAxisHeight(slots: readonly { year: string | null }[]): number {
  return slots.some(({ year }) => year !== null) ? 56 : 40;
}
