import { useId } from 'react';
import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import type { RatesModel } from './prepare/prepareRates.js';

/** Hatching, intervals and points, in the coordinates of the chart around them. */
export function RateMarks({ model }: { model: RatesModel }) {
  const hatch = useId();
  const x = useXAxisScale();
  const y = useYAxisScale();
  const plot = usePlotArea();
  if (!x || !y || !plot) return null;
  const slotWidth = Math.abs((x(1) ?? 0) - (x(0) ?? 0)) || plot.width;
  const half = Math.min(slotWidth * 0.22, 10);
  const top = model.yTicks.at(-1) ?? 1;
  return (
    <g>
      <defs>
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="0" y1="0" x2="0" y2="6" stroke="var(--line)" strokeWidth="2" />
        </pattern>
      </defs>
      {model.slots.map((slot) => {
        const px = x(slot.index) ?? 0;
        const { perWeek, perWeekLower, perWeekUpper } = slot;
        const upper = y(Math.min(top, perWeekUpper ?? 0)) ?? 0;
        const lower = y(Math.min(top, perWeekLower ?? 0)) ?? 0;
        return (
          <g key={slot.index}>
            {slot.unfinished && (
              <rect
                x={Math.max(plot.x, px - slotWidth / 2)}
                y={plot.y}
                width={Math.min(slotWidth, plot.width)}
                height={plot.height}
                fill={`url(#${hatch})`}
              />
            )}
            {perWeek !== null && perWeekLower !== null && perWeekUpper !== null && (
              <path
                d={`M${px},${lower}V${upper}${slot.cut ? `m-4,4l4,-5l4,5` : `M${px - half},${upper}h${2 * half}`}M${px - half},${lower}h${2 * half}`}
                stroke="var(--data)"
                strokeWidth={1.5}
                fill="none"
              />
            )}
            {perWeek !== null && (
              <circle
                cx={px}
                cy={y(perWeek) ?? 0}
                r={4}
                fill="var(--data)"
                stroke="var(--mantine-color-body)"
              />
            )}
          </g>
        );
      })}
    </g>
  );
}
